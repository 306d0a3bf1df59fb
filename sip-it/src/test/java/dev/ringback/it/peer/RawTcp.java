package dev.ringback.it.peer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A TCP connection to the server that sends octets as they are and shows what comes back.
public final class RawTcp implements AutoCloseable {
    private final Socket socket;

    /// Connects to the server's port.
    public RawTcp(int server) {
        try {
            this.socket = Loopback.connect(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends octets; answers whether the connection took them.
    public boolean send(byte[] octets) {
        try {
            socket.getOutputStream().write(octets);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// Sends text; answers whether the connection took it.
    public boolean send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The port of this end of the connection.
    public int port() {
        return socket.getLocalPort();
    }

    /// What comes until a message ends, the server closes, or time is up.
    public Received receive(Duration limit) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            socket.setSoTimeout((int) limit.toMillis());
            InputStream in = socket.getInputStream();
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                all.write(octet);
                if (octet == '\n' && ends(all.toByteArray())) {
                    Received head = Received.of(all.toByteArray(), all.size());
                    all.writeBytes(in.readNBytes(bodyLength(head)));
                    break;
                }
            }
        } catch (SocketTimeoutException _) {
            // What has come so far is the answer.
        } catch (IOException _) {
            // Reset by the server, which is a way to close.
        }
        return Received.of(all.toByteArray(), all.size());
    }

    /// Whether the server closes the connection in time.
    public boolean closed(Duration limit) {
        try {
            socket.setSoTimeout((int) limit.toMillis());
            InputStream in = socket.getInputStream();
            byte[] rest = new byte[8192];
            int n = in.read(rest);
            while (n >= 0) {
                n = in.read(rest);
            }
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int bodyLength(Received head) {
        String length = head.header("Content-Length");
        return length.matches("[0-9]{1,6}") ? Integer.parseInt(length) : 0;
    }

    private static boolean ends(byte[] octets) {
        int n = octets.length;
        return n >= 4 && octets[n - 2] == '\r' && octets[n - 3] == '\n' && octets[n - 4] == '\r';
    }
}
