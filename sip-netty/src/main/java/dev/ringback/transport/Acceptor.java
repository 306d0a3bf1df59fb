package dev.ringback.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands accepted connections to their [StreamTransport]; pauses where the system has no more to
/// give.
final class Acceptor extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Acceptor.class);

    private final StreamTransport streams;

    Acceptor(StreamTransport streams) {
        this.streams = streams;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
        streams.accepted((SocketChannel) accepted);
    }

    /// Out of file descriptors, most likely: trying on at once would only burn the loop.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Channel server = context.channel();
        LOG.warn(
                "accepting on {} pauses for 1 s: {}",
                server.localAddress(),
                SocketError.reason(cause));
        server.config().setAutoRead(false);
        Future<?> _ =
                server.eventLoop()
                        .schedule(() -> server.config().setAutoRead(true), 1, TimeUnit.SECONDS);
    }
}
