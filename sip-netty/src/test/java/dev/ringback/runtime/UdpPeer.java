package dev.ringback.runtime;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/// A datagram socket of a test.
final class UdpPeer implements AutoCloseable {
    private final DatagramSocket socket;

    UdpPeer(InetSocketAddress local) throws IOException {
        socket = new DatagramSocket(local);
        socket.setSoTimeout(5_000);
        socket.setReceiveBufferSize(1 << 20);
        socket.setSendBufferSize(1 << 20);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    void send(String text, InetSocketAddress to) throws IOException {
        byte[] bytes = Wire.bytes(text);
        socket.send(new DatagramPacket(bytes, bytes.length, to));
    }

    String receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        socket.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        socket.close();
    }
}
