package dev.ringback.console;

import dev.ringback.app.RingbackServer;
import dev.ringback.app.ServerStatus;
import dev.ringback.app.Stores;
import dev.ringback.app.source.FileChange;
import dev.ringback.config.ConfigException;
import dev.ringback.config.ConfigFile;
import dev.ringback.config.Listen;
import dev.ringback.config.ServerConfig;
import dev.ringback.config.ServerConfigBuilder;
import dev.ringback.control.ServerCommands;
import dev.ringback.echo.EchoMedia;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A server without passwords, that a file configures, with its console.
final class TestConsole implements AutoCloseable {
    static final String TOKEN = "the-token-of-this-test";

    final MemoryCalls calls = new MemoryCalls();
    final Path file;
    final RingbackServer server;
    private final Console console;

    private TestConsole(Path folder, @Nullable DemoUsers demo) throws Exception {
        file = folder.resolve("ringback.yaml");
        Files.writeString(file, "auth: {required: false}\n");
        server =
                RingbackServer.start(
                        config(Files.readString(file)),
                        () -> config(text()),
                        EchoMedia.NONE,
                        Stores.MEMORY);
        InetSocketAddress at = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        console =
                Console.open(
                        new Parts(
                                server,
                                Objects.requireNonNull(
                                        ServerCommands.of(server, "test", server::reload)
                                                .get("status")),
                                calls,
                                new LadderTeller(_ -> null),
                                new Edited(),
                                demo),
                        new Place(
                                at,
                                null,
                                null,
                                false,
                                Set.of("console.example.com"),
                                new Place.Access(demo == null ? TOKEN : null, true, "test")));
    }

    static TestConsole open(Path folder) throws Exception {
        return new TestConsole(folder, null);
    }

    static TestConsole demo(Path folder) throws Exception {
        return new TestConsole(
                folder,
                new DemoUsers("/sip", "localhost", List.of(new DemoUsers.User("alice", "alice"))));
    }

    private String text() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ServerConfig config(String text) throws ConfigException {
        ServerConfigBuilder builder =
                ServerConfig.builder()
                        .listen(List.of(Listen.parse("udp:127.0.0.1:0")))
                        .data(null)
                        .user(new ServerConfig.User("carol", null, "c"));
        ConfigFile.read(file, text, Map.of(), builder);
        return builder.build();
    }

    /// The file of the test.
    private final class Edited implements Configuration {
        @Override
        public Path file() {
            return file;
        }

        @Override
        public void check(String text) throws ConfigException, IOException {
            RingbackServer.check(config(text), Stores.MEMORY);
        }

        @Override
        public ServerStatus.Version apply(String text) throws ConfigException, IOException {
            return server.reload(new FileChange(file, text));
        }
    }

    Browser stranger() {
        return new Browser(console.port());
    }

    Browser admin() throws IOException {
        return stranger().loggedIn(TOKEN);
    }

    InetSocketAddress sip() {
        return server.listenPoints().getFirst().bound();
    }

    @Override
    public void close() {
        console.close();
        server.close();
    }
}
