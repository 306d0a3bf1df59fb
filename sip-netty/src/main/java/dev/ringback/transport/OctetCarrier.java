package dev.ringback.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/// One message after the other in a stream of octets, RFC 3261 §18.3: TCP and TLS.
final class OctetCarrier implements Carrier {
    private static final byte[] PING = "\r\n\r\n".getBytes(US_ASCII);

    private final SocketChannel channel;
    private final Encoder encoder;

    OctetCarrier(SocketChannel channel, Encoder encoder) {
        this.channel = channel;
        this.encoder = encoder;
    }

    @Override
    public void write(StreamOrders orders) {
        ChannelFuture _ = channel.writeAndFlush(encoder.encode(orders, channel.alloc()), orders);
    }

    /// RFC 5626 §3.5.1.
    @Override
    public void ping() {
        ChannelFuture _ = channel.writeAndFlush(Unpooled.wrappedBuffer(PING));
    }

    @Override
    public void end() {
        ChannelFuture _ =
                channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> endOutput());
    }

    private void endOutput() {
        @Nullable SslHandler tls = channel.pipeline().get(SslHandler.class);
        ChannelFuture _ = tls == null ? channel.shutdownOutput() : tls.closeOutbound();
    }
}
