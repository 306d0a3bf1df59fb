package dev.ringback.cli.rehearse;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A peer over TCP: the caller connects, the callee is connected to when the first call comes.
final class StreamPeer implements Peer {
    private static final String LENGTH = "Content-Length: ";

    private final ServerSocket listener;
    private final @Nullable InetSocketAddress server;
    private @Nullable Socket socket;
    private @Nullable InputStream in;

    /// @param server where it connects to, or null where it waits to be connected
    StreamPeer(@Nullable InetSocketAddress server) throws IOException {
        this.server = server;
        listener = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
        listener.setSoTimeout(PATIENCE_MILLIS);
    }

    @Override
    public int port() {
        return listener.getLocalPort();
    }

    @Override
    public void send(String message) throws IOException {
        connected().getOutputStream().write(message.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public String receive() throws IOException {
        Socket from = connected();
        InputStream octets = in == null ? new BufferedInputStream(from.getInputStream()) : in;
        in = octets;
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || !"\r\n\r\n".contentEquals(end(head))) {
            int next = octets.read();
            if (next < 0) {
                throw new IOException("the server closed the connection");
            }
            head.append((char) next);
        }
        int at = head.indexOf(LENGTH) + LENGTH.length();
        octets.skipNBytes(Integer.parseInt(head, at, head.indexOf("\r", at), 10));
        return head.substring(0, head.length() - 4);
    }

    private static CharSequence end(StringBuilder head) {
        return head.subSequence(head.length() - 4, head.length());
    }

    private Socket connected() throws IOException {
        Socket current = socket;
        if (current == null) {
            current =
                    server == null
                            ? listener.accept()
                            : new Socket(server.getAddress(), server.getPort());
            current.setTcpNoDelay(true);
            current.setSoTimeout(PATIENCE_MILLIS);
            socket = current;
        }
        return current;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        if (socket != null) {
            socket.close();
        }
    }
}
