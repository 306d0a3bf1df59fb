package dev.ringback.it.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A UDP socket of 127.0.0.1 that sends octets as they are and shows what comes back.
public final class RawSip implements AutoCloseable {
    private final DatagramSocket socket;
    private final InetSocketAddress server;

    /// Opens a socket that talks to the server's port.
    public RawSip(int server) {
        this("127.0.0.1", server);
    }

    /// Opens a socket that talks to a server at another address of loopback.
    public RawSip(String host, int port) {
        this.server = new InetSocketAddress(InetAddress.ofLiteral(host), port);
        try {
            this.socket = new DatagramSocket(Loopback.at(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The port of this socket.
    public int port() {
        return socket.getLocalPort();
    }

    /// Sends one datagram.
    public void send(byte[] octets) {
        try {
            socket.send(new DatagramPacket(octets, octets.length, server));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends one datagram of text.
    public void send(String text) {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The next datagram, or null when none comes in time.
    public @Nullable Received receive(Duration limit) {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        try {
            socket.setSoTimeout((int) Math.max(1, limit.toMillis()));
            socket.receive(packet);
            return Received.of(packet.getData(), packet.getLength());
        } catch (SocketTimeoutException _) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The next datagram; fails when none comes within a second.
    public Received answer() {
        Received received = receive(Duration.ofSeconds(1));
        if (received == null) {
            throw new AssertionError("no answer within a second");
        }
        return received;
    }

    /// Sends a request and answers its first final response.
    public Received call(String request) {
        send(request);
        return finalResponse(Duration.ofSeconds(5));
    }

    /// The next final response, leaving provisional ones out.
    public Received finalResponse(Duration limit) {
        long until = System.nanoTime() + limit.toNanos();
        for (long left = limit.toNanos(); left > 0; left = until - System.nanoTime()) {
            Received received = receive(Duration.ofNanos(left));
            if (received != null && received.status() >= 200) {
                return received;
            }
        }
        throw new AssertionError("no final response within " + limit);
    }

    @Override
    public void close() {
        socket.close();
    }
}
