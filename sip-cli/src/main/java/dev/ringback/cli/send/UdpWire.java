package dev.ringback.cli.send;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Datagrams from a port of their own. Nothing is sent twice.
final class UdpWire implements Wire {
    private static final int LARGEST = 65_535;

    private final DatagramSocket socket;

    UdpWire(InetSocketAddress remote, int port) throws IOException {
        this.socket = new DatagramSocket(port);
        socket.connect(remote);
    }

    @Override
    public String own() {
        return Wire.text(socket.getLocalAddress(), socket.getLocalPort());
    }

    @Override
    public void send(byte[] octets) throws IOException {
        socket.send(new DatagramPacket(octets, octets.length));
    }

    @Override
    public byte @Nullable [] receive(Duration limit) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        socket.setSoTimeout((int) Math.max(1, limit.toMillis()));
        try {
            socket.receive(packet);
            return Arrays.copyOf(packet.getData(), packet.getLength());
        } catch (SocketTimeoutException _) {
            return null;
        } catch (PortUnreachableException e) {
            throw new IOException("nobody listens there", e);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
