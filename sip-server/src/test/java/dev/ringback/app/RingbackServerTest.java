package dev.ringback.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ringback.app.export.CallExports;
import dev.ringback.calls.CallQuery;
import dev.ringback.config.ConfigFile;
import dev.ringback.config.ConfigSource;
import dev.ringback.config.Listen;
import dev.ringback.config.ServerConfig;
import dev.ringback.config.ServerConfigBuilder;
import dev.ringback.config.storage.StoreAddress;
import dev.ringback.echo.EchoMedia;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.runtime.ListenException;
import dev.ringback.subscribers.News;
import dev.ringback.subscribers.Subscriber;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RingbackServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static ServerConfigBuilder udp() {
        return ServerConfig.builder().listen(List.of(Listen.parse("udp:127.0.0.1:0"))).data(null);
    }

    private static String text(RingbackServer server, String method, String uri, String branch)
            throws IOException {
        InetSocketAddress to = server.listenPoints().getFirst().bound();
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            String request =
                    """
                    %1$s %2$s SIP/2.0
                    Via: SIP/2.0/UDP 127.0.0.1:%3$d;branch=z9hG4bK%4$s
                    From: <sip:x@example.net>;tag=1
                    To: <%2$s>
                    Call-ID: %4$s
                    CSeq: 1 %1$s
                    Max-Forwards: 70
                    Content-Length: 0

                    """
                            .formatted(method, uri, socket.getLocalPort(), branch)
                            .replace("\n", "\r\n");
            byte[] bytes = request.getBytes(StandardCharsets.UTF_8);
            socket.send(new DatagramPacket(bytes, bytes.length, to));
            DatagramPacket answer = new DatagramPacket(new byte[65_536], 65_536);
            socket.receive(answer);
            String text =
                    new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8);
            return text;
        }
    }

    private static String ask(RingbackServer server, String method, String uri, String branch)
            throws IOException {
        return text(server, method, uri, branch).lines().findFirst().orElse("");
    }

    @Test
    void usersOfTheStoreAreKnownAsSoonAsItChanges() throws Exception {
        FakeStores stores = new FakeStores();
        ServerConfig config = udp().user(new ServerConfig.User("eve", null, "e")).build();
        try (RingbackServer server = RingbackServer.start(config, EchoMedia.NONE, stores)) {
            assertThat(server.users()).isEqualTo(1);
            assertThat(ask(server, "MESSAGE", "sip:alice@localhost", "a"))
                    .isEqualTo("SIP/2.0 404 Not Found");
            assertThat(ask(server, "MESSAGE", "sip:eve@localhost", "b")).contains(" 480 ");

            stores.users.put(List.of(Subscriber.withPassword("alice", "localhost", "a")));
            await().atMost(PATIENCE).until(() -> server.users() == 2);
            assertThat(ask(server, "MESSAGE", "sip:alice@localhost", "c")).contains(" 480 ");
        }
        assertThat(stores.closed).isTrue();
    }

    @Test
    void callsAreRememberedUnlessThereIsNoMemoryForThem() throws Exception {
        try (RingbackServer server = RingbackServer.start(udp().build())) {
            ask(server, "MESSAGE", "sip:nobody@localhost", "one");
            assertThat(server.calls().search(CallQuery.newest(9))).hasSize(1);
        }
        ServerConfigBuilder without = udp();
        ConfigFile.read("r.yaml", "calls: {memory: 0}", Map.of(), without);
        try (RingbackServer server = RingbackServer.start(without.build())) {
            ask(server, "MESSAGE", "sip:nobody@localhost", "one");
            assertThat(server.calls().search(CallQuery.newest(9))).isEmpty();
            assertThat(server.calls().tail()).isNotNull();
        }
    }

    @Test
    void recordsBeginAsSoonAsTheConfigurationNamesTheirFile(@TempDir Path folder) throws Exception {
        Path config = folder.resolve("ringback.yaml");
        Files.writeString(config, "data: " + folder + "\n");
        ConfigSource source =
                () -> {
                    ServerConfigBuilder next = udp();
                    ConfigFile.read(config, Map.of(), next);
                    return next.data(null).build();
                };
        try (RingbackServer server =
                RingbackServer.start(source.read(), source, EchoMedia.NONE, Stores.MEMORY)) {
            Files.writeString(config, "calls: {records: calls.jsonl}");
            server.reload();
            ask(server, "INVITE", "sip:nobody@localhost", "one");
        }
        assertThat(Files.readAllLines(folder.resolve("calls.jsonl")))
                .singleElement()
                .asString()
                .contains("\"callId\":\"one\"")
                .contains("\"status\":404");
    }

    @Test
    void callsOnDiskNeedAStore(@TempDir Path folder) throws Exception {
        ServerConfigBuilder kept =
                ServerConfig.builder().listen(List.of(Listen.parse("udp:127.0.0.1:0")));
        ConfigFile.read("r.yaml", "calls: {keep: 7d}", Map.of(), kept.data(folder));
        try (RingbackServer server = RingbackServer.start(kept.build())) {
            CallExports.Counts.Archive archive =
                    Objects.requireNonNull(server.exports().counts().archive());
            assertThat(archive.trouble()).contains("sip-store");
        }
    }

    @Test
    void aDomainOfTheStoreIsServedAsSoonAsItIsThereAndNoLonger() throws Exception {
        FakeStores stores = new FakeStores();
        stores.users.put(List.of(Subscriber.withPassword("alice", "new.example", "a")));
        try (RingbackServer server = RingbackServer.start(udp().build(), EchoMedia.NONE, stores)) {
            String alice = "sip:alice@new.example";
            assertThat(ask(server, "REGISTER", "sip:new.example", "a")).doesNotContain(" 401 ");
            stores.users.addDomain("new.example");
            await().atMost(PATIENCE)
                    .until(() -> ask(server, "MESSAGE", alice, "b").contains(" 480 "));
            stores.users.removeDomain("new.example");
            await().atMost(PATIENCE)
                    .until(() -> !ask(server, "MESSAGE", alice, "c").contains(" 480 "));
        }
    }

    @Test
    void aFewChangesAreTakenOverOneByOneAndTheUsersOfTheConfigurationStay() throws Exception {
        FakeStores stores = new FakeStores();
        Subscriber alice = Subscriber.withPassword("alice", "localhost", "a");
        Subscriber bob = Subscriber.withPassword("bob", "localhost", "b");
        stores.users.put(List.of(alice, bob));
        ServerConfig config = udp().user(new ServerConfig.User("eve", null, "e")).build();
        try (RingbackServer server = RingbackServer.start(config, EchoMedia.NONE, stores)) {
            assertThat(server.users()).isEqualTo(3);
            List<AddressOfRecord> gone =
                    List.of(
                            new AddressOfRecord("bob", "localhost"),
                            new AddressOfRecord("eve", "localhost"),
                            new AddressOfRecord("carol", "localhost"));
            stores.news.set(new News.Some(77, List.of(alice), gone, Set.of()));
            await().atMost(PATIENCE).until(() -> server.users() == 2);
            assertThat(ask(server, "MESSAGE", "sip:eve@localhost", "a")).contains(" 480 ");
            assertThat(ask(server, "MESSAGE", "sip:bob@localhost", "b")).contains(" 404 ");
            await().atMost(PATIENCE).until(() -> stores.asked.contains(77L));
        }
    }

    @Test
    void aStoreThatCannotBeReadLeavesTheUsersAsTheyWere() throws Exception {
        FakeStores stores = new FakeStores();
        stores.users.put(List.of(Subscriber.withPassword("alice", "localhost", "a")));
        try (RingbackServer server = RingbackServer.start(udp().build(), EchoMedia.NONE, stores)) {
            stores.fault.set("gone");
            stores.users.put(List.of(Subscriber.withPassword("bob", "localhost", "b")));
            int before = stores.asked.size();
            await().atMost(PATIENCE).until(() -> stores.asked.size() > before + 1);
            assertThat(server.users()).isEqualTo(1);
            stores.fault.set(null);
            await().atMost(PATIENCE).until(() -> server.users() == 2);
        }
        stores.fault.set("gone for good");
        stores.closed = false;
        assertThatThrownBy(() -> RingbackServer.start(udp().build(), EchoMedia.NONE, stores))
                .isInstanceOf(IOException.class)
                .hasMessage("gone for good");
        assertThat(stores.closed).isTrue();
    }

    @Test
    void withoutStoresADatabaseIsRefused() throws Exception {
        ServerConfigBuilder builder = udp();
        String url = "jdbc:postgresql://u:p@h/d?password=x";
        builder.storage(builder.storage().withSubscribers(new StoreAddress.Jdbc(url)));
        assertThatThrownBy(() -> RingbackServer.start(builder.build()))
                .isInstanceOf(IOException.class)
                .hasMessage("subscribers: jdbc:postgresql://h/d needs the module sip-store");
    }

    @Test
    void whileItDrainsNewWorkIsTurnedAway() throws Exception {
        try (RingbackServer server = RingbackServer.start(udp().build())) {
            assertThat(ask(server, "OPTIONS", "sip:127.0.0.1", "a")).contains(" 200 ");
            long begin = System.nanoTime();
            server.drain(Duration.ofSeconds(5));
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isBetween(Duration.ofMillis(200), Duration.ofSeconds(5));
            assertThat(ask(server, "OPTIONS", "sip:127.0.0.1", "b"))
                    .isEqualTo("SIP/2.0 503 Server Is Shutting Down");
            assertThat(text(server, "INVITE", "sip:echo@127.0.0.1", "c"))
                    .startsWith("SIP/2.0 503 ")
                    .contains("Retry-After: 10\r\n");
            assertThat(ask(server, "BYE", "sip:echo@127.0.0.1", "d")).contains(" 481 ");
            assertThat(server.counts().messages()).isEqualTo(4);
        }
    }

    @Test
    void aTakenSocketIsAnErrorThatNamesIt() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            String socket = "udp:127.0.0.1:" + taken.getLocalPort();
            ServerConfig config = udp().listen(List.of(Listen.parse(socket))).build();

            assertThatThrownBy(() -> RingbackServer.start(config))
                    .isInstanceOf(ListenException.class)
                    .hasMessageContaining(socket);
        }
    }

    @Test
    void whatTheFileSaysOfUsersIsAnswered() throws Exception {
        ServerConfigBuilder builder = udp().authRequired(false);
        String file =
                """
                mode: redirect
                aliases: {smith: [john, mary]}
                moved: {eve: "sip:eve@new.example"}
                gone: [carol]
                registrar: {path: required}
                """;
        ConfigFile.read("test", file, Map.of(), builder);
        try (RingbackServer server = RingbackServer.start(builder.build())) {
            assertThat(ask(server, "INVITE", "sip:smith@localhost", "a")).contains(" 485 ");
            assertThat(ask(server, "INVITE", "sip:eve@localhost", "b")).contains(" 301 ");
            assertThat(ask(server, "INVITE", "sip:carol@localhost", "c")).contains(" 410 ");
            assertThat(ask(server, "INVITE", "sip:bob@elsewhere.example", "d")).contains(" 404 ");
            assertThat(ask(server, "REGISTER", "sip:bob@localhost", "e")).contains(" 421 ");
        }
    }

    @Test
    void everyAddressOfAWildcardIsItsOwn() throws Exception {
        ServerConfig config =
                udp().listen(List.of(Listen.parse("udp:*:0")))
                        .domains(List.of("a.example"))
                        .build();
        try (RingbackServer server = RingbackServer.start(config)) {
            int port = server.listenPoints().getFirst().bound().getPort();
            InetSocketAddress bound = server.listenPoints().getFirst().bound();
            assertThat(bound.getAddress().isAnyLocalAddress()).isTrue();
            assertThat(Reachable.at(server.listenPoints()))
                    .anyMatch(own -> own.host().equals("127.0.0.1") && own.port() == port);
        }
    }

    @Test
    void malformedMessagesAreCounted() throws Exception {
        try (RingbackServer server = RingbackServer.start(udp().build());
                DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            byte[] bytes = "not SIP at all\r\n\r\n".getBytes(StandardCharsets.UTF_8);
            socket.send(
                    new DatagramPacket(
                            bytes, bytes.length, server.listenPoints().getFirst().bound()));
            await().atMost(PATIENCE)
                    .until(() -> server.counts().malformed() + server.counts().dropped() > 0);
            assertThat(ask(server, "OPTIONS", "sip:127.0.0.1", "a")).contains(" 200 ");
        }
    }
}
