package dev.ringback.bench.run;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.ringback.bench.run.contender.BenchException;
import dev.ringback.bench.run.contender.Place;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// Many TCP or TLS connections to a server that do nothing, or on each of which one user is
/// registered.
final class Connections implements AutoCloseable {
    private static final int PATIENCE_MILLISECONDS = 5_000;

    private final List<Socket> sockets = new ArrayList<>();

    /// Opens them over TCP one after the other.
    ///
    /// @throws BenchException when one cannot be opened
    Connections(int number, int port) {
        this(number, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), null);
    }

    /// Opens them one after the other.
    ///
    /// @param tls makes the sockets of connections over TLS; null for TCP
    /// @throws BenchException when one cannot be opened
    Connections(int number, InetSocketAddress server, @Nullable SSLContext tls) {
        try {
            for (int i = 0; i < number; i++) {
                Socket socket = tls == null ? new Socket() : tls.getSocketFactory().createSocket();
                sockets.add(socket);
                socket.connect(server, PATIENCE_MILLISECONDS);
                socket.setSoTimeout(PATIENCE_MILLISECONDS);
                if (socket instanceof SSLSocket secure) {
                    secure.startHandshake();
                }
            }
        } catch (IOException e) {
            int open = sockets.size() - 1;
            close();
            throw new BenchException("only " + open + " connections: " + e.getMessage());
        }
    }

    /// Registers a user on each of them. RFC 3261 §10.2.
    ///
    /// @throws BenchException when one is not answered with a 200
    void register() {
        try {
            for (int i = 0; i < sockets.size(); i++) {
                register(sockets.get(i), i);
            }
        } catch (IOException e) {
            throw new BenchException("a user could not be registered: " + e.getMessage());
        }
    }

    private static void register(Socket socket, int number) throws IOException {
        String user = String.format(Locale.ROOT, "u%06d", number);
        String own = Place.HOST + ':' + socket.getLocalPort();
        String request =
                """
                REGISTER sip:%s SIP/2.0
                Via: SIP/2.0/TCP %s;branch=z9hG4bKagent%d
                Max-Forwards: 70
                From: <sip:%s@%s>;tag=%d
                To: <sip:%s@%s>
                Call-ID: agent-%d@%s
                CSeq: 1 REGISTER
                Contact: <sip:%s@%s;transport=tcp>
                Expires: 3600
                Content-Length: 0

                """
                        .formatted(
                                Place.DOMAIN,
                                own,
                                number,
                                user,
                                Place.DOMAIN,
                                number,
                                user,
                                Place.DOMAIN,
                                number,
                                own,
                                user,
                                own)
                        .replace("\n", "\r\n");
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        byte[] answer = new byte[4096];
        int length = socket.getInputStream().read(answer);
        String text = new String(answer, 0, Math.max(0, length), ISO_8859_1);
        if (!text.startsWith("SIP/2.0 200")) {
            throw new IOException("the answer was " + text.lines().findFirst().orElse("nothing"));
        }
    }

    @Override
    public void close() {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException _) {
                // it is gone either way
            }
        }
    }
}
