package dev.ringback.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.stack.Output;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;

/// One message in each WebSocket message, RFC 7118 §5: as text where it is UTF-8, which is what
/// browsers expect, else binary.
final class FrameCarrier implements Carrier {
    private static final byte[] PONG = "\r\n".getBytes(US_ASCII);

    private final SocketChannel channel;
    private final Encoder encoder;

    FrameCarrier(SocketChannel channel, Encoder encoder) {
        this.channel = channel;
        this.encoder = encoder;
    }

    @Override
    public void write(StreamOrders orders) {
        orders.forEach(this::write);
        for (int i = 0; i < orders.pongs(); i++) {
            ChannelFuture _ = channel.write(new TextWebSocketFrame(Unpooled.wrappedBuffer(PONG)));
        }
        channel.flush();
    }

    private void write(Output.Send send, Inbox origin) {
        ByteBuf content = encoder.encode(send.message(), channel.alloc());
        ChannelFuture _ =
                channel.write(
                        ByteBufUtil.isText(content, UTF_8)
                                ? new TextWebSocketFrame(content)
                                : new BinaryWebSocketFrame(content),
                        new WriteOrder(channel, origin, send));
    }

    @Override
    public void ping() {
        ChannelFuture _ = channel.writeAndFlush(new PingWebSocketFrame());
    }

    @Override
    public void end() {
        ChannelFuture _ =
                channel.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE));
    }
}
