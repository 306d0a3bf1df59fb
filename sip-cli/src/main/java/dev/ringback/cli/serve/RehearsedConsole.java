package dev.ringback.cli.serve;

import dev.ringback.app.RingbackServer;
import dev.ringback.app.ServerStatus;
import dev.ringback.calls.RecentCalls;
import dev.ringback.cli.terminal.Version;
import dev.ringback.console.Configuration;
import dev.ringback.console.Console;
import dev.ringback.console.DemoUsers;
import dev.ringback.console.LadderTeller;
import dev.ringback.console.Parts;
import dev.ringback.console.Place;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Opens a console and asks it, so that its classes are ready when a real one is opened.
public final class RehearsedConsole {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private RehearsedConsole() {}

    /// Does it.
    ///
    /// @throws IOException where no port can be had
    public static void open(RingbackServer server) throws IOException {
        Parts parts =
                new Parts(
                        server,
                        new Operation(server).status(),
                        RecentCalls.NONE,
                        new LadderTeller(_ -> null),
                        new NoFile(server),
                        new DemoUsers("/sip", server.domain(), List.of()));
        Place place =
                new Place(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        null,
                        null,
                        false,
                        Set.of(),
                        new Place.Access(null, true, Version.FULL));
        try (Console console = Console.open(parts, place)) {
            for (String path :
                    List.of("/", "/api/v1/status", "/api/v1/registrations", "/metrics")) {
                ask(console.port(), path);
            }
        }
    }

    private static void ask(int port, String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            String request =
                    "GET "
                            + path
                            + " HTTP/1.1\r\nHost: 127.0.0.1:"
                            + port
                            + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        }
    }

    /// A server without a file.
    private record NoFile(RingbackServer server) implements Configuration {
        @Override
        public @Nullable Path file() {
            return null;
        }

        @Override
        public void check(String text) {
            // there is nothing to compare it with
        }

        @Override
        public ServerStatus.Version apply(String text) {
            return server.version();
        }
    }
}
