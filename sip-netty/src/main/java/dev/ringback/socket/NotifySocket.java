package dev.ringback.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/// Tells a service manager how a process is, by datagrams to a unix socket: sd_notify(3). The JDK
/// has no such sockets; Netty's native library has, on Linux.
public final class NotifySocket implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 2_000;

    private final EventLoopGroup loop;
    private final DomainSocketAddress manager;

    private NotifySocket(EventLoopGroup loop, DomainSocketAddress manager) {
        this.loop = loop;
        this.manager = manager;
    }

    /// Opens a way to a manager, who need not be there yet.
    ///
    /// @param address what `NOTIFY_SOCKET` says: a path, or `@` and an abstract name
    /// @throws IOException where this machine has no such sockets
    public static NotifySocket open(String address) throws IOException {
        if (!Epoll.isAvailable()) {
            throw new IOException("no native library for unix datagrams");
        }
        String name = address.startsWith("@") ? '\0' + address.substring(1) : address;
        EventLoopGroup loop =
                new MultiThreadIoEventLoopGroup(
                        1,
                        new DefaultThreadFactory("ringback-notify", true),
                        EpollIoHandler.newFactory());
        return new NotifySocket(loop, new DomainSocketAddress(name));
    }

    /// Sends a message: lines of `NAME=value`. Each has a socket of its own, as sd_notify(3) does
    /// it, so that a manager that came anew hears it.
    ///
    /// @throws IOException where the manager is not there
    public void send(String message) throws IOException {
        ChannelFuture connected =
                new Bootstrap()
                        .group(loop)
                        .channel(EpollDomainDatagramChannel.class)
                        .handler(new ChannelInboundHandlerAdapter())
                        .connect(manager);
        await(connected);
        Channel channel = connected.channel();
        try {
            await(channel.writeAndFlush(Unpooled.copiedBuffer(message, UTF_8)));
        } finally {
            channel.close().awaitUninterruptibly(PATIENCE_MILLIS);
        }
    }

    private static void await(ChannelFuture done) throws IOException {
        if (!done.awaitUninterruptibly(PATIENCE_MILLIS) || !done.isSuccess()) {
            throw new IOException("the service manager does not listen", done.cause());
        }
    }

    @Override
    public void close() {
        var _ = loop.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS);
    }
}
