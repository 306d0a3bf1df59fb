package dev.ringback.it.why;

import dev.ringback.it.peer.Loopback;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ServerSocketFactory;

/// Somebody who takes connections and does with them what a test wants.
final class Callee implements AutoCloseable {
    private final ServerSocket socket;
    private final Manner manner;

    /// What is done with a connection.
    @FunctionalInterface
    interface Manner {
        void meet(Socket connection) throws IOException;
    }

    Callee(Manner manner) {
        this(ServerSocketFactory.getDefault(), manner);
    }

    Callee(ServerSocketFactory sockets, Manner manner) {
        this(made(sockets), manner);
    }

    /// @param socket configured as it shall be, and not bound: who accepts a connection has taken
    ///     its configuration already
    Callee(ServerSocket socket, Manner manner) {
        this.socket = socket;
        this.manner = manner;
        try {
            socket.bind(Loopback.at(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().start(this::serve);
    }

    private static ServerSocket made(ServerSocketFactory sockets) {
        try {
            return sockets.createServerSocket();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String at() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                Thread.ofPlatform().daemon().start(() -> meet(connection));
            } catch (IOException _) {
                // closed in the end
            }
        }
    }

    private void meet(Socket connection) {
        try (connection) {
            manner.meet(connection);
        } catch (IOException _) {
            // the other side may end it first
        }
    }

    /// Reads the first octets of what comes.
    static void hear(Socket connection) throws IOException {
        int _ = connection.getInputStream().read(new byte[16_384]);
    }

    /// Reads until the other side has no more to say.
    static void hearOut(Socket connection) throws IOException {
        InputStream in = connection.getInputStream();
        byte[] octets = new byte[16_384];
        int n = in.read(octets);
        while (n >= 0) {
            n = in.read(octets);
        }
    }

    /// Says nothing more, and lets the other side finish: an end without a reset.
    static void end(Socket connection) throws IOException {
        connection.shutdownOutput();
        hearOut(connection);
    }

    /// Resets the connection when it has heard something.
    static void reset(Socket connection) throws IOException {
        hear(connection);
        connection.setSoLinger(true, 0);
    }

    /// Closes the connection when it has heard something.
    static void close(Socket connection) throws IOException {
        hear(connection);
        end(connection);
    }

    /// Answers what is no answer.
    static Manner says(String text) {
        return connection -> {
            hear(connection);
            connection.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            end(connection);
        };
    }

    /// Answers a handshake with a fatal alert, RFC 8446 §6.
    static Manner alerts(int alert) {
        byte[] octets = {21, 3, 3, 0, 2, 2, (byte) alert};
        return connection -> {
            hear(connection);
            connection.getOutputStream().write(octets);
            end(connection);
        };
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
