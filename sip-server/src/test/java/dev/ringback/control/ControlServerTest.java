package dev.ringback.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlServerTest {
    @TempDir private Path folder = Path.of("");

    private ControlSocket socket() {
        return new ControlSocket(folder.resolve("data/ctl.sock"));
    }

    private static ControlServer open(ControlSocket socket) throws IOException {
        return ControlServer.open(
                socket,
                Map.of(
                        "hello",
                        (request, _) -> Map.of("said", request.required("name")),
                        "many",
                        (_, items) -> {
                            for (int i = 0; i < 1000; i++) {
                                items.accept(Map.of("number", i));
                            }
                            return Map.of("count", 1000);
                        },
                        "bad",
                        (_, _) -> {
                            throw new ControlException("it is bad", List.of("  ^ here"));
                        },
                        "broken",
                        (_, _) -> {
                            throw new IllegalStateException("oh");
                        }));
    }

    @Test
    void commandsAreAnswered() throws Exception {
        try (ControlServer server = open(socket());
                ControlClient client = ControlClient.connect(server.socket())) {
            for (String name : List.of("alice", "\"quoted\"\n", "été")) {
                Map<String, @Nullable Object> answer =
                        client.ask(new ControlRequest("hello", Map.of("name", name)));
                assertThat(answer).isEqualTo(Map.of("said", name));
            }
        }
    }

    @Test
    void manyItemsComeBeforeTheAnswer() throws Exception {
        try (ControlServer server = open(socket());
                ControlClient client = ControlClient.connect(server.socket())) {
            List<Object> numbers = new ArrayList<>();
            Map<String, @Nullable Object> answer =
                    client.ask(
                            new ControlRequest("many"),
                            item -> numbers.add(String.valueOf(item.get("number"))));
            assertThat(numbers).hasSize(1000).startsWith("0", "1").endsWith("999");
            assertThat(answer).isEqualTo(Map.of("count", 1000L));
        }
    }

    @Test
    void whatDoesNotWorkOutSaysWhyAndTheConnectionGoesOn() throws Exception {
        try (ControlServer server = open(socket());
                ControlClient client = ControlClient.connect(server.socket())) {
            assertThatThrownBy(() -> client.ask(new ControlRequest("bad")))
                    .isInstanceOfSatisfying(
                            ControlException.class,
                            e -> {
                                assertThat(e).hasMessage("it is bad");
                                assertThat(e.details()).containsExactly("  ^ here");
                            });
            assertThatThrownBy(() -> client.ask(new ControlRequest("broken")))
                    .hasMessageContaining("this is a bug");
            assertThatThrownBy(() -> client.ask(new ControlRequest("hello")))
                    .hasMessage("'hello' needs 'name'");
            assertThatThrownBy(() -> client.ask(new ControlRequest("nothing")))
                    .hasMessage("no command 'nothing': bad, broken, hello, many");
        }
    }

    @Test
    void socketAndFolderAreForTheOwnerAlone() throws Exception {
        try (ControlServer server = open(socket())) {
            Path path = server.socket().path();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rw-------");
            Path data = folder.resolve("data");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                    .isEqualTo("rwx------");
            assertThat(data.toFile().list()).containsExactly("ctl.sock");
        }
    }

    @Test
    void staleSocketIsReplacedAndOneThatAnswersIsNot() throws Exception {
        Path path = socket().path();
        Files.createDirectories(folder.resolve("data"));
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(path));
        }
        assertThat(path).exists();
        try (ControlServer first = open(socket())) {
            assertThatThrownBy(() -> open(first.socket()))
                    .hasMessageContaining("another server answers there");
            try (ControlClient client = ControlClient.connect(first.socket())) {
                assertThat(client.ask(new ControlRequest("many"))).containsEntry("count", 1000L);
            }
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void fileThatIsNoSocketStays() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(socket().path(), "precious");
        assertThatThrownBy(() -> open(socket())).hasMessageContaining("this is no socket");
        assertThat(socket().path()).hasContent("precious");
    }

    @Test
    void pathThatIsTooLongIsRefusedInOneLine() {
        ControlSocket socket = new ControlSocket(folder.resolve("x".repeat(107)));
        assertThatThrownBy(() -> open(socket))
                .hasMessageContaining("the system takes 107")
                .hasMessageContaining("control:")
                .hasMessageNotContaining("\n");
    }

    @Test
    void noServerIsSaidInOneLine() throws Exception {
        assertThatThrownBy(() -> ControlClient.connect(socket()))
                .isInstanceOf(ControlException.class)
                .hasMessageContaining("no server runs with the control socket");
    }

    @Test
    void rubbishAndEndlessLinesEndOneConnectionAlone() throws Exception {
        try (ControlServer server = open(socket())) {
            assertThat(raw(server, "rubbish\n")).contains("\"ok\":false", "no JSON");
            assertThat(raw(server, "{\"command\":1}\n")).contains("no 'command'");
            assertThat(raw(server, "[".repeat(100) + "\n")).contains("\"ok\":false");
            assertThat(raw(server, "x".repeat(70_000))).isEmpty();
            try (ControlClient client = ControlClient.connect(server.socket())) {
                assertThat(client.ask(new ControlRequest("many"))).containsEntry("count", 1000L);
            }
        }
    }

    @Test
    void connectionsAreBounded() throws Exception {
        try (ControlServer server = open(socket())) {
            Map<Integer, ControlClient> clients = new LinkedHashMap<>();
            for (int i = 0; i < 16; i++) {
                clients.put(i, ControlClient.connect(server.socket()));
                clients.get(i).ask(new ControlRequest("many"));
            }
            try (ControlClient late = ControlClient.connect(server.socket())) {
                assertThatThrownBy(() -> late.ask(new ControlRequest("many")))
                        .isInstanceOf(IOException.class);
            }
            for (ControlClient client : clients.values()) {
                client.close();
            }
            await().atMost(Duration.ofSeconds(5))
                    .ignoreExceptions()
                    .until(
                            () -> {
                                try (ControlClient again = ControlClient.connect(server.socket())) {
                                    return again.ask(new ControlRequest("many"))
                                            .containsKey("count");
                                }
                            });
        }
    }

    /// What a client hears that writes octets of its own and ends its side then.
    private static String raw(ControlServer server, String text) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(server.socket().path()));
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            channel.shutdownOutput();
            ByteBuffer heard = ByteBuffer.allocate(65_536);
            int count = 0;
            while (count >= 0) {
                count = read(channel, heard);
            }
            return new String(heard.array(), 0, heard.position(), StandardCharsets.UTF_8);
        }
    }

    /// A connection that ends before all was read may end with an error.
    private static int read(SocketChannel channel, ByteBuffer into) {
        try {
            return channel.read(into);
        } catch (IOException _) {
            return -1;
        }
    }
}
