package dev.ringback.socket;

import dev.ringback.icmp.ErrorQueue;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The channel types of one [Backend].
public interface Sockets {
    /// Bytes that we ask the kernel to hold for each direction of a datagram socket.
    int KERNEL_BUFFER = 4 << 20;

    /// Makes the event loops' selectors.
    IoHandlerFactory loops();

    /// A new unbound datagram socket.
    DatagramChannel datagram(SocketProtocolFamily family);

    /// A new unbound listening socket.
    ServerChannel server(SocketProtocolFamily family);

    /// A new unconnected stream socket.
    SocketChannel stream(SocketProtocolFamily family);

    /// The option SO_REUSEPORT.
    ChannelOption<Boolean> reusePort();

    /// The reader of the errors that the network sends about datagrams, or null where these sockets
    /// do not keep them.
    default @Nullable ErrorQueue errorQueue() {
        return null;
    }

    /// Sets what a datagram socket needs to read in batches and to hold bursts.
    default void tuneDatagram(DatagramChannel channel) {
        channel.config().setReceiveBufferSize(KERNEL_BUFFER).setSendBufferSize(KERNEL_BUFFER);
    }

    /// Options that a listening socket of IPv6 needs so that it leaves IPv4 to others.
    Map<ChannelOption<Integer>, Integer> onlyIpv6();

    /// The family of an address.
    static SocketProtocolFamily family(InetSocketAddress address) {
        return address.getAddress() instanceof Inet6Address
                ? SocketProtocolFamily.INET6
                : SocketProtocolFamily.INET;
    }

    /// Allows that the port of a bound socket is shared with sockets that ask for it from now on.
    /// Being set only after the bind, the option cannot make us share the port with another
    /// process that holds it already.
    default void share(Channel bound) {
        bound.config().setOption(reusePort(), true);
    }
}
