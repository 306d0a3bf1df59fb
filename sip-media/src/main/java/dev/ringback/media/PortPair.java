package dev.ringback.media;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;

/// An even port for RTP and the next one for RTCP, RFC 3550 §11. Both send and receive: RFC 4961.
final class PortPair implements AutoCloseable {
    private static final int TRIES = 200;

    private final DatagramChannel rtp;
    private final DatagramChannel control;
    private final int port;

    private PortPair(DatagramChannel rtp, DatagramChannel control, int port) {
        this.rtp = rtp;
        this.control = control;
        this.port = port;
    }

    /// Opens a pair on free ports.
    ///
    /// @throws IOException if none is to be had
    static PortPair open(InetAddress address) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            DatagramChannel first = channel(address, 0);
            int port = ((InetSocketAddress) first.getLocalAddress()).getPort();
            int other = port % 2 == 0 ? port + 1 : port - 1;
            try {
                DatagramChannel second = channel(address, other);
                return port % 2 == 0
                        ? new PortPair(first, second, port)
                        : new PortPair(second, first, other);
            } catch (BindException _) {
                first.close();
            }
        }
        throw new IOException("no pair of free UDP ports at " + address.getHostAddress());
    }

    private static DatagramChannel channel(InetAddress address, int port) throws IOException {
        boolean six = address instanceof Inet6Address;
        DatagramChannel channel =
                DatagramChannel.open(
                        six ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
        try {
            channel.configureBlocking(false);
            channel.bind(new InetSocketAddress(address, port));
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /// The port of RTP, an even number.
    int port() {
        return port;
    }

    DatagramChannel rtp() {
        return rtp;
    }

    DatagramChannel control() {
        return control;
    }

    @Override
    public void close() throws IOException {
        try (rtp;
                control) {
            // both are closed
        }
    }
}
