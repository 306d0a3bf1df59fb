package dev.ringback.websocket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.io.IOException;
import java.net.URI;

/// The client's side of the opening handshake, RFC 6455 §4.1 with RFC 7118 §4.1: asks for a
/// WebSocket for `sip`, and only when it has one does the connection hear that it is active.
public final class ClientUpgrade extends ChannelInboundHandlerAdapter {
    private static final int LARGEST_ANSWER = 16_384;
    private static final long CLOSE_MILLIS = 2_000;

    private final WebSocketClientHandshaker handshaker;
    private final int largest;

    private ClientUpgrade(WebSocketClientHandshaker handshaker, int largest) {
        this.handshaker = handshaker;
        this.largest = largest;
    }

    /// Puts the layer at the end of a channel's handlers.
    ///
    /// @param uri what to open
    /// @param largest the most octets of a message
    public static void connect(Channel channel, URI uri, int largest) {
        WebSocketClientHandshaker handshaker =
                WebSocketClientHandshakerFactory.newHandshaker(
                        uri,
                        WebSocketVersion.V13,
                        ServerUpgrade.PROTOCOL,
                        /* allowExtensions= */ false,
                        new DefaultHttpHeaders(),
                        largest,
                        /* performMasking= */ true,
                        /* allowMaskMismatch= */ false,
                        CLOSE_MILLIS,
                        /* absoluteUpgradeUrl= */ false,
                        /* generateOriginHeader= */ false);
        channel.pipeline()
                .addLast(new HttpClientCodec())
                .addLast(new HttpObjectAggregator(LARGEST_ANSWER))
                .addLast(new ClientUpgrade(handshaker, largest));
    }

    /// The way is open: now ask.
    @Override
    public void channelActive(ChannelHandlerContext context) {
        ChannelFuture _ = handshaker.handshake(context.channel());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof FullHttpResponse response)) {
            context.fireChannelRead(message);
            return;
        }
        try {
            handshaker.finishHandshake(context.channel(), response);
        } catch (WebSocketHandshakeException _) {
            context.fireExceptionCaught(
                    new IOException("websocket: answered " + response.status().code()));
            return;
        } finally {
            response.release();
        }
        context.pipeline()
                .addAfter(context.name(), null, new MessageLayer(largest))
                .addAfter(context.name(), null, new Utf8FrameValidator(true));
        context.fireChannelActive();
        context.pipeline().remove(this);
    }
}
