package dev.ringback.socket;

import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.StandardSocketOptions;
import java.nio.channels.spi.SelectorProvider;
import java.util.Map;

/// The JDK's selector: one datagram per system call.
final class NioSockets implements Sockets {
    private final SelectorProvider provider = SelectorProvider.provider();

    @Override
    public IoHandlerFactory loops() {
        return NioIoHandler.newFactory(provider);
    }

    @Override
    public DatagramChannel datagram(SocketProtocolFamily family) {
        return new NioDatagramChannel(provider, family);
    }

    @Override
    public ServerChannel server(SocketProtocolFamily family) {
        return new NioServerSocketChannel(provider, family);
    }

    @Override
    public SocketChannel stream(SocketProtocolFamily family) {
        return new NioSocketChannel(provider, family);
    }

    @Override
    public ChannelOption<Boolean> reusePort() {
        return NioChannelOption.of(StandardSocketOptions.SO_REUSEPORT);
    }

    @Override
    public void tuneDatagram(DatagramChannel channel) {
        FixedRecvByteBufAllocator whole = new FixedRecvByteBufAllocator(DatagramBatches.SEGMENT);
        whole.maxMessagesPerRead(DatagramBatches.MOST_PER_TURN);
        channel.config().setRecvByteBufAllocator(whole);
        Sockets.super.tuneDatagram(channel);
    }

    /// Nothing: the JDK has no such option, so `[::]` and `0.0.0.0` cannot share a port here.
    @Override
    public Map<ChannelOption<Integer>, Integer> onlyIpv6() {
        return Map.of();
    }
}
