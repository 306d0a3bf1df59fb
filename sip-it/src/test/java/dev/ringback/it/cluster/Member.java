package dev.ringback.it.cluster;

import dev.ringback.it.peer.Checkout;
import dev.ringback.it.peer.PeerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// One of several servers, on a loopback address of its own.
final class Member implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);

    private final String host;
    private final int port;
    private final PeerProcess process;

    private Member(String host, int port, PeerProcess process) {
        this.host = host;
        this.port = port;
        this.process = process;
        process.awaitLine(START, line -> line.startsWith("ready"));
    }

    /// Starts one at `127.0.0.NUMBER` over UDP, TCP and WebSocket, where the last has the next
    /// port.
    ///
    /// @param redis where the table of bindings is
    /// @param sharing `full` or `federation`
    /// @param secret a file that all have in common
    static Member start(int number, int port, String redis, String sharing, Path secret) {
        String host = "127.0.0." + number;
        Path folder = Checkout.folder("member");
        Path file = folder.resolve("ringback.yaml");
        try {
            Files.writeString(
                    file,
                    """
                    domains: [localhost, one.test, two.test, three.test]
                    listen: ["udp:%1$s:%2$d", "tcp:%1$s:%2$d", "ws:%1$s:%3$d/sip"]
                    auth: {required: false}
                    data: %4$s
                    secret: %5$s
                    location: "%6$s"
                    cluster: {sharing: %7$s}
                    """
                            .formatted(host, port, port + 1, folder, secret, redis, sharing));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Member(
                host, port, Checkout.start(Map.of(), "serve", "--config", file.toString()));
    }

    /// Its address, `127.0.0.1:5060`.
    String address() {
        return host + ':' + port;
    }

    int port() {
        return port;
    }

    String host() {
        return host;
    }

    /// Where telephones of browsers connect.
    String webSocket() {
        return "ws://" + host + ':' + (port + 1) + "/sip";
    }

    /// What it said, for the message of a failure.
    String describe() {
        return process.describe();
    }

    /// Ends it without a warning.
    void kill() {
        process.close();
    }

    @Override
    public void close() {
        kill();
    }
}
