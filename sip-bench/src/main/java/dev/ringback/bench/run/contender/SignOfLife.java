package dev.ringback.bench.run.contender;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;

/// Asks a server for a sign of life with an OPTIONS each two milliseconds, until it answers
/// finally. RFC 3261 §11.
final class SignOfLife implements AutoCloseable {
    private static final int PATIENCE_MILLISECONDS = 2;

    private final DatagramSocket socket;
    private final int server;
    private int asked;

    SignOfLife(int server) throws IOException {
        this.server = server;
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        socket.setSoTimeout(PATIENCE_MILLISECONDS);
    }

    /// Asks once and waits two milliseconds; whether a final answer has come, to this or an earlier
    /// one.
    boolean answered() throws IOException {
        byte[] request = request().getBytes(ISO_8859_1);
        InetSocketAddress to = new InetSocketAddress(InetAddress.getLoopbackAddress(), server);
        DatagramPacket answer = new DatagramPacket(new byte[4096], 4096);
        try {
            socket.send(new DatagramPacket(request, request.length, to));
            socket.receive(answer);
        } catch (SocketTimeoutException | PortUnreachableException _) {
            return false;
        }
        String text = new String(answer.getData(), 0, answer.getLength(), ISO_8859_1);
        return text.startsWith("SIP/2.0 ") && text.charAt(8) != '1';
    }

    private String request() {
        asked++;
        String own = Place.HOST + ':' + socket.getLocalPort();
        return """
        OPTIONS sip:%s SIP/2.0
        Via: SIP/2.0/UDP %s;rport;branch=z9hG4bKalive%d
        Max-Forwards: 70
        From: <sip:bench@%s>;tag=%d
        To: <sip:%s>
        Call-ID: alive-%d@%s
        CSeq: 1 OPTIONS
        Content-Length: 0

        """
                .formatted(Place.DOMAIN, own, asked, Place.DOMAIN, asked, Place.DOMAIN, asked, own)
                .replace("\n", "\r\n");
    }

    @Override
    public void close() {
        socket.close();
    }
}
