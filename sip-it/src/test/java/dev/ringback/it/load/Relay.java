package dev.ringback.it.load;

import dev.ringback.it.peer.Loopback;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Passes datagrams between a caller and a callee, loses those that it is told to lose, and counts
/// what was sent more than once: a witness that is neither of the two.
final class Relay implements AutoCloseable {
    private static final int LARGEST = 65_536;

    private final DatagramSocket socket;
    private final InetSocketAddress callee;
    private final Predicate<String> loses;
    private final Set<String> seen = new HashSet<>();
    private final Thread thread;
    private int fromCaller;
    private int fromCallee;

    /// @param loses asked for each message, also for those that are repeated
    Relay(int port, int calleePort, Predicate<String> loses) throws IOException {
        this.socket = new DatagramSocket(Loopback.at(port));
        this.callee = Loopback.at(calleePort);
        this.loses = loses;
        this.thread = Thread.ofPlatform().name("relay").start(this::pass);
    }

    private void pass() {
        DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        SocketAddress caller = null;
        while (!socket.isClosed()) {
            try {
                packet.setLength(LARGEST);
                socket.receive(packet);
                boolean back = packet.getSocketAddress().equals(callee);
                caller = back ? caller : packet.getSocketAddress();
                pass(packet, back, back ? caller : callee);
            } catch (IOException _) {
                // closed, which the loop sees
            }
        }
    }

    private void pass(DatagramPacket packet, boolean back, @Nullable SocketAddress to)
            throws IOException {
        byte[] octets = packet.getData();
        String text = new String(octets, 0, packet.getLength(), StandardCharsets.ISO_8859_1);
        note(text, back);
        if (!loses.test(text) && to != null) {
            socket.send(new DatagramPacket(octets, packet.getLength(), to));
        }
    }

    private synchronized void note(String text, boolean back) {
        boolean again = !seen.add(text);
        fromCaller += again && !back ? 1 : 0;
        fromCallee += again && back ? 1 : 0;
    }

    /// How many messages of the caller came again, to the letter.
    synchronized int repeatsOfCaller() {
        return fromCaller;
    }

    /// How many messages of the callee came again, to the letter.
    synchronized int repeatsOfCallee() {
        return fromCallee;
    }

    @Override
    public void close() {
        socket.close();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
