package dev.ringback.it.why;

import dev.ringback.it.peer.Loopback;
import dev.ringback.it.peer.Received;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/// A next hop over UDP that answers each INVITE with the text that a test makes of it.
final class Peer implements AutoCloseable {
    private final DatagramSocket socket;
    private final Function<Received, String> manner;

    Peer(Function<Received, String> manner) {
        this.manner = manner;
        try {
            socket = new DatagramSocket(Loopback.at(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().start(this::serve);
    }

    String uri(String user) {
        return "sip:" + user + "@127.0.0.1:" + socket.getLocalPort();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
                socket.receive(packet);
                String text =
                        new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
                if (text.startsWith("INVITE ")) {
                    byte[] octets =
                            manner.apply(new Received(text)).getBytes(StandardCharsets.UTF_8);
                    socket.send(
                            new DatagramPacket(octets, octets.length, packet.getSocketAddress()));
                }
            } catch (IOException _) {
                // closed in the end
            }
        }
    }

    /// A response as it should be.
    static String answer(Received request, String status) {
        StringBuilder text = new StringBuilder("SIP/2.0 " + status + "\r\n");
        for (String name : List.of("Via", "From", "Call-ID", "CSeq", "Session-ID")) {
            request.headers(name).forEach(value -> text.append(name + ": " + value + "\r\n"));
        }
        text.append("To: " + request.header("To") + ";tag=peer\r\n");
        return text + "Content-Length: 0\r\n\r\n";
    }

    @Override
    public void close() {
        socket.close();
    }
}
