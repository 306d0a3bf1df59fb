package dev.ringback.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.config.storage.StoreAddress;
import dev.ringback.store.kit.PostgresServer;
import dev.ringback.store.kit.SharedPostgres;
import dev.ringback.subscribers.Subscriber;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedPostgres.class)
class SqlMigrationsTest {
    private static final Subscriber ALICE = Subscriber.withPassword("alice", "example.com", "a");
    private static final String ONE = "CREATE TABLE one (a INT); INSERT INTO one VALUES (1)";
    private static final String TWO = "ALTER TABLE one ADD b INT; UPDATE one SET b = a + 1";

    private final PostgresServer server;
    private String address = "";

    SqlMigrationsTest(PostgresServer server) {
        this.server = server;
    }

    @BeforeEach
    void begin() throws IOException {
        address = server.database();
    }

    private PooledDatabase open(String... scripts) throws IOException {
        return PooledDatabase.open(
                new StoreAddress.Jdbc(address),
                new PooledDatabase.Use(2, Duration.ofSeconds(5), Duration.ofSeconds(30)),
                new Migrations(Dialect.POSTGRESQL, List.of(scripts)));
    }

    private String sql(String statement) throws IOException {
        return server.psql(address, statement);
    }

    private String versions() throws IOException {
        return sql("SELECT number FROM ringback.schema_version ORDER BY 1").replace("\n", " ");
    }

    @Test
    void everyScriptIsRunOnceInItsOrder() throws Exception {
        open(ONE, TWO).close();
        assertThat(versions()).isEqualTo("1 2");
        assertThat(sql("SELECT * FROM ringback.one")).isEqualTo("1|2");
        open(ONE, TWO).close();
        assertThat(sql("SELECT * FROM ringback.one")).isEqualTo("1|2");
    }

    @Test
    void anOlderDatabaseGetsWhatItLacksAndKeepsWhatItHas() throws Exception {
        open(ONE).close();
        sql("INSERT INTO ringback.one VALUES (41)");
        open(ONE, TWO).close();
        assertThat(versions()).isEqualTo("1 2");
        assertThat(sql("SELECT * FROM ringback.one ORDER BY a")).isEqualTo("1|2\n41|42");
    }

    @Test
    void aScriptThatFailsLeavesNothing() throws Exception {
        open(ONE).close();
        assertThatThrownBy(() -> open(ONE, TWO, "DROP TABLE one; SELECT nonsense"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("column \"nonsense\" does not exist");
        assertThat(versions()).isEqualTo("1");
        assertThat(sql("SELECT * FROM ringback.one")).isEqualTo("1");
    }

    @Test
    void aDatabaseOfANewerProgramIsRefused() throws Exception {
        open(ONE, TWO).close();
        assertThatThrownBy(() -> open(ONE))
                .isInstanceOf(IOException.class)
                .hasMessageMatching(
                        "jdbc:postgresql://127.0.0.1:[0-9]+/d[0-9]+: its tables are of version 2"
                                + " and this program knows 1: a newer Ringback made them");
        assertThatThrownBy(() -> SqlSubscribers.glance(new StoreAddress.Jdbc(newest(9))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a newer Ringback made them");
    }

    private String newest(int version) throws IOException {
        sql("INSERT INTO ringback.schema_version (number) VALUES (" + version + ")");
        return address;
    }

    @Test
    void manyWhoStartAtOnceDoNotCollide() throws Exception {
        for (int round = 0; round < 4; round++) {
            address = server.database();
            atOnce(this::start);
            int newest = Dialect.POSTGRESQL.scripts().size();
            assertThat(versions()).hasSize(2 * newest - 1).endsWith(Integer.toString(newest));
        }
    }

    @Test
    void manyWhoBringAnOlderOneUpToDateAtOnceDoNotCollide() throws Exception {
        open(ONE).close();
        String slow = "SELECT pg_sleep(0.5); " + TWO;
        atOnce(
                () -> {
                    open(ONE, slow).close();
                    return 0;
                });
        assertThat(versions()).isEqualTo("1 2");
        assertThat(sql("SELECT * FROM ringback.one")).isEqualTo("1|2");
    }

    private static void atOnce(Callable<Integer> node) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Callable<Integer>> nodes = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                nodes.add(node);
            }
            for (Future<Integer> each : threads.invokeAll(nodes)) {
                assertThat(each.get()).isZero();
            }
        }
    }

    private int start() throws IOException {
        try (SqlSubscribers node = SqlSubscribers.open(new StoreAddress.Jdbc(address))) {
            return node.load().subscribers().size();
        }
    }

    @Test
    void whoMayNotMakeTablesMayUseThem() throws Exception {
        start();
        sql("DROP ROLE IF EXISTS guest");
        sql(
                "CREATE ROLE guest LOGIN; GRANT USAGE ON SCHEMA ringback TO guest;"
                        + " GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ringback"
                        + " TO guest");
        String owner = address;
        address = address.replace("user=tester", "user=guest");
        try (SqlSubscribers guest = SqlSubscribers.open(new StoreAddress.Jdbc(address))) {
            assertThat(guest.put(List.of(ALICE))).isEqualTo(1);
            assertThat(guest.load().subscribers()).containsExactly(ALICE);
        }
        address = owner;
        sql("DROP OWNED BY guest; DROP ROLE guest");
    }
}
