package dev.ringback.it.peer;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A client of one server over one transport that sends text as it is.
public sealed interface Caller extends AutoCloseable permits Caller.Udp, Caller.Tcp {
    /// Opens one over `UDP` or `TCP`.
    static Caller over(String transport, int server) {
        return transport.equals("TCP") ? new Tcp(new RawTcp(server)) : new Udp(new RawSip(server));
    }

    /// The transport as a Via has it.
    String transport();

    /// Our port.
    int port();

    /// Sends a message.
    void send(String text);

    /// The next message, or null when none comes in time.
    @Nullable Received next(Duration limit);

    /// The first final response to a request of a method.
    default Received finalTo(String method, Duration limit) {
        StringBuilder seen = new StringBuilder();
        long until = System.nanoTime() + limit.toNanos();
        for (long left = limit.toNanos(); left > 0; left = until - System.nanoTime()) {
            Received received = next(Duration.ofNanos(left));
            if (received != null) {
                seen.append(received.text());
                if (received.status() >= 200 && received.header("CSeq").endsWith(" " + method)) {
                    return received;
                }
            }
        }
        throw new AssertionError("no final response to " + method + ", but: " + seen);
    }

    /// The first response with this code.
    default Received await(int code, Duration limit) {
        StringBuilder seen = new StringBuilder();
        long until = System.nanoTime() + limit.toNanos();
        for (long left = limit.toNanos(); left > 0; left = until - System.nanoTime()) {
            Received received = next(Duration.ofNanos(left));
            if (received != null) {
                seen.append(received.text());
                if (received.status() == code) {
                    return received;
                }
            }
        }
        throw new AssertionError("no " + code + ", but: " + seen);
    }

    @Override
    void close();

    /// Over datagrams.
    record Udp(RawSip socket) implements Caller {
        @Override
        public String transport() {
            return "UDP";
        }

        @Override
        public int port() {
            return socket.port();
        }

        @Override
        public void send(String text) {
            socket.send(text);
        }

        @Override
        public @Nullable Received next(Duration limit) {
            return socket.receive(limit);
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    /// Over one connection.
    record Tcp(RawTcp connection) implements Caller {
        @Override
        public String transport() {
            return "TCP";
        }

        @Override
        public int port() {
            return connection.port();
        }

        @Override
        public void send(String text) {
            connection.send(text);
        }

        @Override
        public @Nullable Received next(Duration limit) {
            Received received = connection.receive(limit);
            return received.text().isEmpty() ? null : received;
        }

        @Override
        public void close() {
            connection.close();
        }
    }
}
