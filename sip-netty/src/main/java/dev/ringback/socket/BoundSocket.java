package dev.ringback.socket;

import dev.ringback.stack.Transport;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;

/// A listening socket that holds its port on one event loop and is silent until its
/// transport starts.
public final class BoundSocket {
    private final Transport transport;
    private final Channel channel;
    private final InetSocketAddress local;

    BoundSocket(Transport transport, Channel channel) {
        this.transport = transport;
        this.channel = channel;
        this.local = (InetSocketAddress) channel.localAddress();
    }

    /// The transport that it listens for.
    public Transport transport() {
        return transport;
    }

    /// The bound address with its real port.
    public InetSocketAddress local() {
        return local;
    }

    /// Whether it hears a multicast group.
    public boolean group() {
        return local.getAddress().isMulticastAddress();
    }

    /// Gives the port back; waits for it. Never on the loop.
    public void close() {
        channel.close().awaitUninterruptibly();
    }

    /// The socket itself, for who reads and writes it on its loop.
    public Channel channel() {
        return channel;
    }
}
