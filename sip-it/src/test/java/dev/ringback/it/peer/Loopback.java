package dev.ringback.it.peer;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The addresses of 127.0.0.1 and who holds them.
public final class Loopback {
    private Loopback() {}

    /// A port of 127.0.0.1.
    public static InetSocketAddress at(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    }

    /// A connection to a port of 127.0.0.1.
    public static Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        socket.connect(at(port), 5_000);
        socket.setTcpNoDelay(true);
        return socket;
    }

    /// Whether nobody holds the port, over UDP or TCP.
    public static boolean free(int port) {
        try (DatagramSocket udp = new DatagramSocket(null);
                ServerSocket tcp = new ServerSocket()) {
            udp.bind(at(port));
            tcp.bind(at(port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// Waits until somebody holds the port. It looks at the kernel's table: trying the port would
    /// take it in the very moment when a peer wants it.
    public static void awaitTaken(int port) {
        Waiting.until(Duration.ofSeconds(20), () -> port + " is free", () -> held(port));
    }

    private static boolean held(int port) throws IOException {
        String local = ":%04X ".formatted(port);
        for (String table : List.of("/proc/net/udp", "/proc/net/tcp")) {
            List<String> sockets = Files.readAllLines(Path.of(table));
            if (sockets.stream().anyMatch(line -> holds(line, local))) {
                return true;
            }
        }
        return false;
    }

    /// A socket whose local address ends in the port and that has no peer: bound or listening.
    private static boolean holds(String line, String local) {
        int at = line.indexOf(local);
        return at >= 0 && line.startsWith("00000000:0000 ", at + local.length());
    }
}
