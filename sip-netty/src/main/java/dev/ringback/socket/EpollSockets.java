package dev.ringback.socket;

import dev.ringback.icmp.ErrorQueue;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramChannelConfig;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.unix.IntegerUnixChannelOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Linux epoll: `recvmmsg` and `sendmmsg` carry many datagrams per system call.
final class EpollSockets implements Sockets {
    private static final int SOL_SOCKET = 1;

    /// The privileged options that may exceed the limits of `net.core`.
    private static final int SO_SNDBUFFORCE = 32;

    private static final int SO_RCVBUFFORCE = 33;
    private static final int IPPROTO_IP = 0;
    private static final int IPPROTO_IPV6 = 41;
    private static final int IPV6_V6ONLY = 26;

    /// Have the kernel keep what the network says about our datagrams.
    private static final ChannelOption<Integer> RECVERR =
            new IntegerUnixChannelOption("IP_RECVERR", IPPROTO_IP, 11);

    /// A socket hears only the groups that it joined itself.
    private static final ChannelOption<Integer> MULTICAST_ALL =
            new IntegerUnixChannelOption("IP_MULTICAST_ALL", IPPROTO_IP, 49);

    private static final ChannelOption<Integer> MULTICAST_ALL6 =
            new IntegerUnixChannelOption("IPV6_MULTICAST_ALL", IPPROTO_IPV6, 29);

    private static final ChannelOption<Integer> RECVERR6 =
            new IntegerUnixChannelOption("IPV6_RECVERR", IPPROTO_IPV6, 25);

    @Override
    public IoHandlerFactory loops() {
        return EpollIoHandler.newFactory();
    }

    @Override
    public DatagramChannel datagram(SocketProtocolFamily family) {
        EpollDatagramChannel channel = new EpollDatagramChannel(family);
        channel.config()
                .setOption(family == SocketProtocolFamily.INET ? MULTICAST_ALL : MULTICAST_ALL6, 0);
        if (ErrorQueue.available()) {
            channel.config()
                    .setOption(family == SocketProtocolFamily.INET6 ? RECVERR6 : RECVERR, 1);
        }
        return channel;
    }

    @Override
    public @Nullable ErrorQueue errorQueue() {
        return ErrorQueue.open();
    }

    @Override
    public ServerChannel server(SocketProtocolFamily family) {
        return new EpollServerSocketChannel(family);
    }

    @Override
    public SocketChannel stream(SocketProtocolFamily family) {
        return new EpollSocketChannel(family);
    }

    @Override
    public ChannelOption<Boolean> reusePort() {
        return EpollChannelOption.SO_REUSEPORT;
    }

    @Override
    public void tuneDatagram(DatagramChannel channel) {
        DatagramChannelConfig config = channel.config();
        config.setOption(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, DatagramBatches.SEGMENT);
        DatagramBatches batches = new DatagramBatches();
        config.setRecvByteBufAllocator(batches);
        var _ = channel.closeFuture().addListener(_ -> batches.release());
        try {
            config.setOption(option("SO_RCVBUFFORCE", SO_RCVBUFFORCE), KERNEL_BUFFER);
            config.setOption(option("SO_SNDBUFFORCE", SO_SNDBUFFORCE), KERNEL_BUFFER);
        } catch (ChannelException _) {
            Sockets.super.tuneDatagram(channel);
        }
    }

    private static ChannelOption<Integer> option(String name, int number) {
        return new IntegerUnixChannelOption(name, SOL_SOCKET, number);
    }

    @Override
    public Map<ChannelOption<Integer>, Integer> onlyIpv6() {
        return Map.of(new IntegerUnixChannelOption("IPV6_V6ONLY", IPPROTO_IPV6, IPV6_V6ONLY), 1);
    }
}
