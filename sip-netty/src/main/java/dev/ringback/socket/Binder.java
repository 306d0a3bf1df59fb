package dev.ringback.socket;

import dev.ringback.stack.Transport;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.ServerChannelRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DatagramChannel;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Map;

/// Takes ports. Its methods wait for the event loop and must not be called on one.
public final class Binder {
    private static final int BACKLOG = 4_096;
    private static final WriteBufferWaterMark DATAGRAM_QUEUE =
            new WriteBufferWaterMark(4 << 20, 8 << 20);

    /// One connection is accepted in a turn of the loop: a storm of them, from an attacker or after
    /// a restart, lets messages through in between.
    private static final RecvByteBufAllocator ONE_IN_A_TURN =
            new ServerChannelRecvByteBufAllocator().maxMessagesPerRead(1);

    private final Sockets sockets;

    /// How the shards of a runtime share a port.
    public enum Sharing {
        /// The port is taken by this socket alone.
        ALONE,
        /// The first socket: it takes the port as if alone, then lets the others join.
        FIRST,
        /// The socket of a further shard.
        JOIN
    }

    /// Binds sockets of that kind.
    public Binder(Backend backend) {
        this.sockets = backend.sockets();
    }

    /// The selectors for event loops that carry such sockets.
    public IoHandlerFactory loops() {
        return sockets.loops();
    }

    /// Binds one listening socket on a loop.
    ///
    /// @throws IOException where the operating system refuses; nothing stays bound then
    public BoundSocket bind(EventLoop loop, ListenAddress listen, Sharing sharing)
            throws IOException, InterruptedException {
        InetSocketAddress address = listen.address();
        Channel channel = channel(listen.transport(), address);
        Bootstrap bootstrap =
                new Bootstrap()
                        .group(loop)
                        .channelFactory(() -> channel)
                        .option(ChannelOption.AUTO_READ, false)
                        .handler(new ChannelInboundHandlerAdapter());
        if (listen.transport() == Transport.UDP) {
            bootstrap.option(ChannelOption.WRITE_BUFFER_WATER_MARK, DATAGRAM_QUEUE);
        } else {
            bootstrap.option(ChannelOption.SO_BACKLOG, BACKLOG);
            bootstrap.option(ChannelOption.RECVBUF_ALLOCATOR, ONE_IN_A_TURN);
        }
        if (sharing == Sharing.JOIN) {
            bootstrap.option(sockets.reusePort(), true);
        }
        if (address.getAddress() instanceof Inet6Address) {
            for (Map.Entry<ChannelOption<Integer>, Integer> option :
                    sockets.onlyIpv6().entrySet()) {
                bootstrap.option(option.getKey(), option.getValue());
            }
        }
        ChannelFuture future = bootstrap.bind(address).await();
        Throwable cause = future.cause();
        if (cause != null) {
            throw cause instanceof IOException io ? io : new IOException(cause.toString(), cause);
        }
        if (sharing == Sharing.FIRST) {
            sockets.share(channel);
        }
        return new BoundSocket(listen.transport(), channel);
    }

    /// Binds a socket that hears a multicast group, on a port that sockets of FIRST may hold.
    ///
    /// @param networks where to listen; those that cannot have groups are passed over
    /// @throws IOException where the operating system refuses, or no network has groups
    public BoundSocket bindGroup(
            EventLoop loop, ListenAddress listen, List<NetworkInterface> networks)
            throws IOException, InterruptedException {
        BoundSocket bound = bind(loop, listen, Sharing.JOIN);
        boolean joined = false;
        String reason = "no network";
        for (NetworkInterface network : networks) {
            ChannelFuture join =
                    ((DatagramChannel) bound.channel())
                            .joinGroup(listen.address(), network)
                            .await();
            joined |= join.isSuccess();
            reason = join.isSuccess() ? reason : String.valueOf(join.cause().getMessage());
        }
        if (!joined) {
            bound.close();
            throw new IOException("cannot join the group: " + reason);
        }
        return bound;
    }

    private Channel channel(Transport transport, InetSocketAddress address) throws IOException {
        return switch (transport) {
            case UDP -> {
                DatagramChannel channel = sockets.datagram(Sockets.family(address));
                sockets.tuneDatagram(channel);
                yield channel;
            }
            case TCP, TLS, WS, WSS -> sockets.server(Sockets.family(address));
        };
    }
}
