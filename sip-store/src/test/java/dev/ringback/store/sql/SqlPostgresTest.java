package dev.ringback.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ringback.app.RingbackServer;
import dev.ringback.config.Listen;
import dev.ringback.config.ServerConfig;
import dev.ringback.config.ServerConfigBuilder;
import dev.ringback.config.storage.StoreAddress;
import dev.ringback.echo.EchoMedia;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.store.Engines;
import dev.ringback.store.kit.Follower;
import dev.ringback.store.kit.PostgresServer;
import dev.ringback.store.kit.SharedPostgres;
import dev.ringback.subscribers.News;
import dev.ringback.subscribers.Snapshot;
import dev.ringback.subscribers.Subscriber;
import dev.ringback.subscribers.SubscriberStore;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedPostgres.class)
class SqlPostgresTest {
    private static final Subscriber ALICE = Subscriber.withPassword("alice", "example.com", "a");
    private static final String MD5 = "900150983cd24fb0d6963f7d28e17f72";
    private static final String SHA = MD5 + MD5;

    private final PostgresServer server;
    private String address = "";
    private SubscriberStore store;
    private Follower follower;

    SqlPostgresTest(PostgresServer server) {
        this.server = server;
    }

    @BeforeEach
    void begin() throws IOException {
        address = server.database();
        store = open(address);
        store.put(List.of(ALICE));
        follower = new Follower(store);
    }

    @AfterEach
    void end() {
        store.close();
    }

    private static SubscriberStore open(String address) throws IOException {
        return SqlSubscribers.open(new StoreAddress.Jdbc(address));
    }

    private void sql(String statement) throws IOException {
        server.psql(address, statement);
    }

    private News.Some some() throws IOException {
        News news = follower.ask();
        assertThat(news).isInstanceOf(News.Some.class);
        return (News.Some) news;
    }

    @Test
    void whatAnotherProgramInsertsChangesAndDeletesIsNews() throws Exception {
        sql("INSERT INTO ringback.subscriber VALUES ('example.com', 'carol', '" + MD5 + "', NULL)");
        Subscriber carol = some().changed().getFirst();
        assertThat(carol.address()).isEqualTo("carol@example.com");
        assertThat(carol.ha1()).hasSize(1).containsValue(MD5);

        sql("UPDATE ringback.subscriber SET ha1_sha256 = '" + SHA + "' WHERE name = 'carol'");
        assertThat(some().changed().getFirst().ha1()).hasSize(2).containsValue(SHA);

        sql("UPDATE ringback.subscriber SET name = 'Carol' WHERE name = 'carol'");
        News.Some renamed = some();
        assertThat(renamed.changed()).extracting(Subscriber::name).containsExactly("Carol");
        assertThat(renamed.gone()).containsExactly(new AddressOfRecord("carol", "example.com"));

        sql("DELETE FROM ringback.subscriber WHERE name = 'Carol'");
        assertThat(some().gone()).containsExactly(new AddressOfRecord("Carol", "example.com"));

        sql("INSERT INTO ringback.domain VALUES ('example.net')");
        assertThat(some().domains()).isEqualTo(Set.of("example.net"));
        assertThat(follower.users()).containsOnlyKeys("alice@example.com");
        assertThat(follower.ask()).isEqualTo(new News.Nothing());
    }

    @Test
    void whatIsDoneInOneTransactionIsOnePieceOfNewsAndWhatIsUndoneNone() throws Exception {
        sql(
                "BEGIN; INSERT INTO ringback.subscriber (domain, name) VALUES ('x.example', 'a');"
                        + " INSERT INTO ringback.subscriber (domain, name) VALUES ('x.example',"
                        + " 'b'); DELETE FROM ringback.subscriber WHERE name = 'a'; COMMIT");
        News.Some some = some();
        assertThat(some.changed()).extracting(Subscriber::name).containsExactly("b");
        sql("BEGIN; DELETE FROM ringback.subscriber; ROLLBACK");
        sql("UPDATE ringback.subscriber SET name = 'z' WHERE name = 'nobody'");
        assertThat(follower.ask()).isEqualTo(new News.Nothing());
    }

    @Test
    void whoEmptiesTheTableOrFillsItIsReadAsAWhole() throws Exception {
        sql("TRUNCATE ringback.subscriber");
        assertThat(follower.ask())
                .isInstanceOfSatisfying(
                        News.Everything.class,
                        all -> assertThat(all.all().subscribers()).isEmpty());
        sql(
                "INSERT INTO ringback.subscriber (domain, name) SELECT 'example.com', 'u' || i"
                        + " FROM generate_series(1, 30000) i");
        assertThat(follower.ask()).isInstanceOf(News.Everything.class);
        assertThat(follower.users()).hasSize(30_000);
        sql("DELETE FROM ringback.subscriber WHERE name = 'u7'");
        assertThat(some().gone()).hasSize(1);
    }

    @Test
    void theLogOfChangesStaysShort() throws Exception {
        long old = store.load().number();
        sql(
                "DO $$ BEGIN FOR i IN 1..30 LOOP INSERT INTO ringback.subscriber (domain, name)"
                        + " SELECT 'example.com', i || '-' || j FROM generate_series(1, 1000) j;"
                        + " COMMIT; END LOOP; END $$");
        String logged = server.psql(address, "SELECT count(*) FROM ringback.change_log");
        assertThat(Integer.parseInt(logged)).isLessThanOrEqualTo(21_000);
        assertThat(store.since(old)).isInstanceOf(News.Everything.class);
        follower.ask();
        assertThat(follower.users()).hasSize(30_001);
    }

    @Test
    void theDatabaseRefusesWhatIsNoUser() {
        String insert = "INSERT INTO ringback.subscriber (domain, name, ha1_md5) VALUES ";
        for (String row :
                List.of(
                        "('Example.com', 'a', NULL)",
                        "('example.com', '', NULL)",
                        "('example.com', 'a b', NULL)",
                        "('example.com', 'a@b', NULL)",
                        "('example.com', E'a\\\\b', NULL)",
                        "('example.com', E'a\\nb', NULL)",
                        "('example.com', 'a', 'ABC')",
                        "('example.com', 'a', '" + SHA + "')")) {
            assertThatThrownBy(() -> sql(insert + row))
                    .as(row)
                    .hasMessageContaining("violates check constraint");
        }
        assertThatThrownBy(() -> sql("INSERT INTO ringback.domain VALUES ('A.example')"))
                .hasMessageContaining("violates check constraint");
    }

    @Test
    void aRowThatIsNoUserAllTheSameIsLeftOut() throws Exception {
        sql("ALTER TABLE ringback.subscriber DROP CONSTRAINT subscriber_name_check");
        sql("INSERT INTO ringback.subscriber (domain, name) VALUES ('example.com', 'a:b')");
        News.Some some = some();
        assertThat(some.changed()).isEmpty();
        assertThat(store.load().subscribers()).containsExactly(ALICE);
    }

    @Test
    void aGlanceMakesNoTables() throws Exception {
        String empty = server.database();
        StoreAddress.Jdbc jdbc = new StoreAddress.Jdbc(empty);
        assertThat(SqlSubscribers.glance(jdbc)).isEqualTo(Snapshot.EMPTY);
        assertThat(
                        server.psql(
                                empty,
                                "SELECT count(*) FROM pg_namespace WHERE nspname = 'ringback'"))
                .isEqualTo("0");
        assertThat(SqlSubscribers.glance(new StoreAddress.Jdbc(address)).subscribers())
                .containsExactly(ALICE);
    }

    @Test
    void theSchemaIsTheOneThatTheAddressNames() throws Exception {
        sql("CREATE SCHEMA other");
        try (SubscriberStore other = open(address + "&currentSchema=other")) {
            assertThat(other.load().subscribers()).isEmpty();
            other.put(List.of(Subscriber.withPassword("bob", "example.com", "b")));
        }
        assertThat(server.psql(address, "SELECT name FROM other.subscriber")).isEqualTo("bob");
        assertThat(follower.ask()).isEqualTo(new News.Nothing());
    }

    @Test
    void whoCannotBeReachedOrEnteredIsToldWithoutAPassword() throws Exception {
        String nobody = "jdbc:postgresql://127.0.0.1:1/d?user=u&password=secret";
        assertThatThrownBy(() -> open(nobody))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(
                        "jdbc:postgresql://127.0.0.1:1/d: Connection to 127.0.0.1:1")
                .hasMessageNotContaining("secret");
        String stranger = address.replace("user=tester", "user=stranger&password=secret");
        assertThatThrownBy(() -> open(stranger))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("role \"stranger\" does not exist")
                .hasMessageNotContaining("secret");
        sql("CREATE ROLE reader LOGIN");
        String reader = address.replace("user=tester", "user=reader");
        assertThatThrownBy(() -> open(reader.replaceFirst("/d[0-9]+", "/postgres")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("permission denied for database postgres");
        sql("DROP ROLE reader");
    }

    @Test
    void aRunningServerKnowsWhomAnotherProgramInsertsWithinTwoSeconds() throws Exception {
        ServerConfigBuilder builder =
                ServerConfig.builder().listen(List.of(Listen.parse("udp:127.0.0.1:0"))).data(null);
        builder.storage(builder.storage().withSubscribers(new StoreAddress.Jdbc(address)));
        try (RingbackServer running =
                RingbackServer.start(builder.build(), EchoMedia.NONE, new Engines())) {
            assertThat(running.users()).isEqualTo(1);
            sql("INSERT INTO ringback.subscriber (domain, name) VALUES ('example.com', 'b')");
            await().atMost(Duration.ofSeconds(2)).until(() -> running.users() == 2);
        }
    }

    @Test
    void whileTheDatabaseIsGoneTheUsersStayAndThenTheNewsAreTaken() throws Exception {
        try (PostgresServer own = PostgresServer.start()) {
            String there = own.database();
            ServerConfigBuilder builder =
                    ServerConfig.builder()
                            .listen(List.of(Listen.parse("udp:127.0.0.1:0")))
                            .data(null);
            builder.storage(builder.storage().withSubscribers(new StoreAddress.Jdbc(there)));
            try (SubscriberStore other = open(there);
                    RingbackServer running =
                            RingbackServer.start(builder.build(), EchoMedia.NONE, new Engines())) {
                other.put(List.of(ALICE));
                await().until(() -> running.users() == 1);
                own.stop();
                assertThatThrownBy(() -> other.put(List.of(ALICE)))
                        .isInstanceOf(IOException.class)
                        .hasMessageStartingWith("jdbc:postgresql://127.0.0.1:");
                assertThatThrownBy(() -> other.since(1)).isInstanceOf(IOException.class);
                assertThat(running.users()).isEqualTo(1);
                own.restart();
                other.put(List.of(Subscriber.withPassword("bob", "example.com", "b")));
                await().atMost(Duration.ofSeconds(40)).until(() -> running.users() == 2);
            }
        }
    }
}
