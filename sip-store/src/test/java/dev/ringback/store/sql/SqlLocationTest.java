package dev.ringback.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.list;
import static org.awaitility.Awaitility.await;

import dev.ringback.app.RingbackServer;
import dev.ringback.cluster.Nodes;
import dev.ringback.config.Listen;
import dev.ringback.config.ServerConfig;
import dev.ringback.config.ServerConfigBuilder;
import dev.ringback.config.storage.StoreAddress;
import dev.ringback.echo.EchoMedia;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.LocationException;
import dev.ringback.location.LocationService;
import dev.ringback.location.Lookup;
import dev.ringback.store.Engines;
import dev.ringback.store.kit.Bindings;
import dev.ringback.store.kit.PostgresServer;
import dev.ringback.store.kit.SharedPostgres;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

@ExtendWith(SharedPostgres.class)
class SqlLocationTest {
    private static final AddressOfRecord ALICE = Bindings.user(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int EACH = 40;

    private final PostgresServer server;
    private String address = "";

    SqlLocationTest(PostgresServer server) {
        this.server = server;
    }

    @BeforeEach
    void begin() throws IOException {
        address = server.database();
    }

    private static SqlLocation open(String address) throws IOException {
        return SqlLocation.open(new StoreAddress.Jdbc(address), System::nanoTime);
    }

    private static Binding binding(long cseq) {
        return Bindings.binding(cseq, System.nanoTime(), HOUR);
    }

    private static Lookup.Settled<List<Binding>> put(LocationService location, long cseq) {
        return Bindings.put(location, ALICE, System.nanoTime(), binding(cseq));
    }

    @Test
    void changesOfSeveralProcessesAtOnceAreAllThere() throws Exception {
        UnaryOperator<List<Binding>> next =
                old -> List.of(binding(old.isEmpty() ? 1 : old.getFirst().cseq() + 1));
        try (LocationService one = open(address);
                LocationService other = open(address);
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> done = new ArrayList<>();
            for (LocationService each : List.of(one, other, one, other)) {
                done.add(threads.submit(() -> many(each, next)));
            }
            for (Future<?> each : done) {
                each.get();
            }
            assertThat(Bindings.settled(one.find(ALICE, System.nanoTime())))
                    .isInstanceOfSatisfying(
                            Lookup.Found.class,
                            found ->
                                    assertThat(found.value())
                                            .asInstanceOf(list(Binding.class))
                                            .singleElement()
                                            .returns(4L * EACH, Binding::cseq));
        }
    }

    private static void many(LocationService location, UnaryOperator<List<Binding>> next) {
        for (int i = 0; i < EACH; i++) {
            assertThat(Bindings.update(location, ALICE, System.nanoTime(), next))
                    .isInstanceOf(Lookup.Found.class);
        }
    }

    @Test
    void changesOfOneAddressAreMadeInTheOrderInWhichTheyWereAskedFor() throws Exception {
        try (LocationService location = open(address)) {
            List<Long> seen = Collections.synchronizedList(new ArrayList<>());
            List<Lookup<List<Binding>>> asked = new ArrayList<>();
            for (long i = 1; i <= 30; i++) {
                long cseq = i;
                asked.add(
                        location.update(
                                ALICE,
                                System.nanoTime(),
                                _ -> {
                                    seen.add(cseq);
                                    return List.of(binding(cseq));
                                }));
            }
            for (Lookup<List<Binding>> each : asked) {
                assertThat(Bindings.settled(each)).isInstanceOf(Lookup.Found.class);
            }
            assertThat(seen).isSorted().hasSize(30);
        }
    }

    @Test
    void nobodyIsToldWhereNobodyWatches() throws Exception {
        try (LocationService location = open(address);
                Connection ear = DriverManager.getConnection(address)) {
            PGConnection postgres = ear.unwrap(PGConnection.class);
            Transaction.execute(ear, "LISTEN ringback_location");
            put(location, 1);
            PGNotification[] silence = postgres.getNotifications(500);
            assertThat(silence).isNullOrEmpty();
            try (LocationService.Watch _ = location.watch((_, _) -> {})) {
                put(location, 2);
                assertThat(postgres.getNotifications(5_000)).hasSize(1);
            }
        }
        assertThat(server.psql(address, "SELECT count(*) FROM ringback.location_watcher"))
                .isEqualTo("0");
    }

    @Test
    void aChangeOfAnotherProcessIsTold() throws Exception {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        try (LocationService location = open(address);
                LocationService other = open(address)) {
            location.watch((aor, after) -> told.add(aor.user() + ' ' + after.size()));
            put(other, 1);
            await().until(() -> told.contains("u1 1"));
            Bindings.put(other, ALICE, System.nanoTime());
            await().until(() -> told.equals(List.of("u1 1", "u1 0")));
        }
    }

    @Test
    void ofManyChangesAtOnceEachIsToldOnceAtMostAndTheLastOneSurely() throws Exception {
        List<Long> told = Collections.synchronizedList(new ArrayList<>());
        try (LocationService location = open(address)) {
            location.watch((_, after) -> told.add(after.getFirst().cseq()));
            for (long cseq = 1; cseq <= 200; cseq++) {
                long number = cseq;
                var _ = location.update(ALICE, System.nanoTime(), _ -> List.of(binding(number)));
            }
            await().until(() -> told.contains(200L));
            assertThat(told).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void thatBindingsEndIsNotTold() throws Exception {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        try (LocationService location = open(address)) {
            location.watch((aor, after) -> told.add(aor.user() + ' ' + after.size()));
            long now = System.nanoTime();
            Binding brief = Bindings.binding(1, now, Duration.ofMillis(500));
            Bindings.put(location, ALICE, now, brief, binding(2));
            Bindings.put(location, Bindings.user(2), now, brief);
            await().until(
                            () -> {
                                var _ = location.sweep(System.nanoTime(), 100);
                                return server.psql(
                                                address,
                                                "SELECT sum(quantity) FROM ringback.location")
                                        .equals("1");
                            });
            Bindings.put(location, Bindings.user(3), System.nanoTime(), binding(3));
            await().until(() -> told.contains("u3 1"));
            assertThat(told).containsExactly("u1 2", "u2 1", "u3 1");
        }
    }

    @Test
    void whatIsNotAtHandIsRefusedAndWhatIsNoBindingTold() throws Exception {
        try (LocationService location = open(address)) {
            assertThatThrownBy(() -> location.bindings(ALICE, System.nanoTime()))
                    .isInstanceOf(LocationException.class);
            put(location, 1);
            server.psql(address, "UPDATE ringback.location SET bindings = '\\x63'");
            assertThat(Bindings.settled(location.find(ALICE, System.nanoTime())))
                    .isInstanceOfSatisfying(
                            Lookup.Failed.class,
                            failed ->
                                    assertThat(failed.reason())
                                            .contains("bindings that this program did not write"));
        }
    }

    /// As what a newer program wrote: the oldest one, which comes first in each sweep.
    @Test
    void aRowThatCannotBeReadHoldsUpNoOther() throws Exception {
        AddressOfRecord bob = Bindings.user(2);
        AddressOfRecord carol = Bindings.user(3);
        try (SqlLocation location = open(address);
                Connection connection = DriverManager.getConnection(address)) {
            long now = System.nanoTime();
            Bindings.put(location, bob, now, Bindings.binding(1, now, Duration.ofMillis(300)));
            Bindings.put(location, carol, now, Bindings.binding(1, now, Duration.ofMillis(300)));
            put(location, 1);
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "UPDATE ringback.location SET bindings = '\\x6301', first_end = 0"
                                + " WHERE name = 'u2'");
                List<AddressOfRecord> shown = new ArrayList<>();
                location.snapshot(System.nanoTime(), (aor, _) -> shown.add(aor));
                assertThat(shown).contains(ALICE).doesNotContain(bob);
                await().untilAsserted(
                                () -> {
                                    location.sweep(System.nanoTime(), 1);
                                    assertThat(names(statement)).containsExactly("u1");
                                });
            }
        }
    }

    private static List<String> names(Statement statement) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("SELECT name FROM ringback.location")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    @Test
    void whileTheDatabaseIsGoneNothingIsTakenAndThenItGoesOn() throws Exception {
        try (PostgresServer own = PostgresServer.start();
                LocationService location = open(own.database())) {
            List<String> told = Collections.synchronizedList(new ArrayList<>());
            location.watch((aor, after) -> told.add(aor.user() + ' ' + after.size()));
            assertThat(put(location, 1)).isInstanceOf(Lookup.Found.class);
            own.stop();
            assertThat(put(location, 2)).isInstanceOf(Lookup.Unavailable.class);
            assertThat(Bindings.settled(location.find(ALICE, System.nanoTime())))
                    .isInstanceOf(Lookup.Unavailable.class);
            own.restart();
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> put(location, 3) instanceof Lookup.Found);
            told.clear();
            await().atMost(Duration.ofSeconds(40))
                    .until(
                            () -> {
                                put(location, 4);
                                return told.contains("u1 1");
                            });
        }
    }

    /// The server gives a store two seconds: what is later is no 503 with Retry-After.
    @Test
    void thatTheDatabaseIsGoneIsSaidWithinTwoSecondsAndThenAtOnce() throws Exception {
        try (PostgresServer own = PostgresServer.start();
                LocationService location = open(own.database())) {
            assertThat(put(location, 1)).isInstanceOf(Lookup.Found.class);
            own.stop();
            for (long cseq = 2; cseq < 5; cseq++) {
                long number = cseq;
                within(Duration.ofSeconds(2), () -> put(location, number));
                within(
                        Duration.ofSeconds(2),
                        () -> Bindings.settled(location.find(ALICE, System.nanoTime())));
            }
            within(
                    Duration.ofSeconds(2),
                    () -> {
                        for (int i = 0; i < 30; i++) {
                            put(location, 5);
                        }
                        return put(location, 6);
                    });
            own.restart();
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> put(location, 7) instanceof Lookup.Found);
        }
    }

    private static void within(Duration most, Supplier<Lookup.Settled<List<Binding>>> question) {
        long begun = System.nanoTime();
        assertThat(question.get()).isInstanceOf(Lookup.Unavailable.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(most);
    }

    @Test
    void aNodeThatLeavesOrIsSilentIsDownAndOneThatNobodyKnowsIsUp() throws Exception {
        try (SqlLocation here = open(address);
                SqlLocation there = open(address);
                Nodes one = here.nodes("192.0.2.1:5060")) {
            try (Nodes other = there.nodes("192.0.2.2:5060")) {
                server.psql(address, "INSERT INTO ringback.node VALUES ('lost:1', now())");
                assertThat(one.up("lost:1")).isTrue();
                await().atMost(Duration.ofSeconds(30)).until(() -> !one.up("lost:1"));
                assertThat(one.up("192.0.2.2:5060")).isTrue();
                assertThat(one.up("192.0.2.1:5060")).isTrue();
                assertThat(other.up("192.0.2.1:5060")).isTrue();
                assertThat(one.up("nobody:1")).isTrue();
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> !one.up("192.0.2.2:5060"));
        }
    }

    @Test
    void aTelephoneOfAServerIsThereAfterItsRestart() throws Exception {
        ServerConfigBuilder builder =
                ServerConfig.builder()
                        .listen(List.of(Listen.parse("udp:127.0.0.1:" + freePort())))
                        .authRequired(false)
                        .data(null);
        builder.storage(builder.storage().withLocation(new StoreAddress.Jdbc(address)));
        ServerConfig config = builder.build();
        try (RingbackServer running = RingbackServer.start(config, EchoMedia.NONE, new Engines())) {
            assertThat(register(running, "Contact: <sip:a@127.0.0.1:9>\r\n")).contains(" 200 ");
        }
        try (RingbackServer running = RingbackServer.start(config, EchoMedia.NONE, new Engines())) {
            assertThat(running.bindings()).isEqualTo(1);
            assertThat(register(running, "")).contains("<sip:a@127.0.0.1:9>");
        }
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String register(RingbackServer server, String contact) throws IOException {
        InetSocketAddress to = server.listenPoints().getFirst().bound();
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(20_000);
            String request =
                    """
                    REGISTER sip:localhost SIP/2.0
                    Via: SIP/2.0/UDP 127.0.0.1:%d;branch=z9hG4bK%d
                    From: <sip:a@localhost>;tag=1
                    To: <sip:a@localhost>
                    Call-ID: x%d
                    CSeq: 1 REGISTER
                    Max-Forwards: 70
                    """
                            .formatted(socket.getLocalPort(), System.nanoTime(), System.nanoTime())
                            .replace("\n", "\r\n");
            byte[] octets =
                    (request + contact + "Content-Length: 0\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8);
            socket.send(new DatagramPacket(octets, octets.length, to));
            DatagramPacket answer = new DatagramPacket(new byte[65_536], 65_536);
            socket.receive(answer);
            return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8);
        }
    }
}
