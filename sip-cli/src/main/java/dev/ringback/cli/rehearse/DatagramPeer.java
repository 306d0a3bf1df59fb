package dev.ringback.cli.rehearse;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/// A peer over UDP.
final class DatagramPeer implements Peer {
    private final DatagramSocket socket;
    private final DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);

    DatagramPeer(InetSocketAddress server) throws IOException {
        socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
        socket.connect(server);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    @Override
    public int port() {
        return socket.getLocalPort();
    }

    @Override
    public void send(String message) throws IOException {
        byte[] octets = message.getBytes(StandardCharsets.ISO_8859_1);
        socket.send(new DatagramPacket(octets, octets.length));
    }

    @Override
    public String receive() throws IOException {
        socket.receive(packet);
        String all =
                new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
        int end = all.indexOf("\r\n\r\n");
        return end < 0 ? all : all.substring(0, end);
    }

    @Override
    public void close() {
        socket.close();
    }
}
