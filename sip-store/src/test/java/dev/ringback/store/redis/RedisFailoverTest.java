package dev.ringback.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.Lookup;
import dev.ringback.store.kit.Bindings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisFailoverTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int USERS = 40;
    private static final AddressOfRecord ALICE = Bindings.user(1);

    private static RedisCluster cluster;

    private final String prefix = TestSettings.prefix();
    private final List<RedisLocation> opened = new ArrayList<>();

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        cluster = RedisCluster.start(folder);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void whole() throws IOException {
        for (RedisProcess server : cluster.servers()) {
            server.goOn();
            if (!server.alive()) {
                server.restart();
            }
        }
        cluster.settle();
    }

    @AfterEach
    void end() {
        cluster.servers().forEach(RedisProcess::goOn);
        opened.forEach(RedisLocation::close);
    }

    private RedisLocation open(int replicas) throws IOException {
        RedisSettings settings =
                TestSettings.of(cluster.uri(), prefix, replicas, Duration.ofSeconds(2));
        RedisLocation location = RedisLocation.open(settings, System::nanoTime);
        opened.add(location);
        return location;
    }

    private String key(AddressOfRecord aor) {
        return prefix + aor.user().length() + ':' + aor;
    }

    private static Lookup.Settled<List<Binding>> put(RedisLocation location, long cseq) {
        long now = System.nanoTime();
        return Bindings.put(location, ALICE, now, Bindings.binding(cseq, now, HOUR));
    }

    @Test
    void aMasterThatIsKilledCostsNothingThatWasAnswered() throws IOException {
        List<RedisLocation> both = List.of(open(1), open(1));
        Set<String> told = ConcurrentHashMap.newKeySet();
        both.getFirst().watch((aor, _) -> told.add(aor.user()));
        try (Registrations registrations = new Registrations(both, USERS)) {
            await().atMost(PATIENCE).until(() -> registrations.total() > 1_000);
            cluster.master(key(ALICE)).kill();
            await().atMost(PATIENCE).until(registrations::allWork);
            told.clear();
            await().atMost(PATIENCE).until(() -> told.size() == USERS);
            registrations.check();
        }
    }

    @Test
    void aMasterThatWasSilentAndComesBackMisleadsNobody() throws IOException {
        List<RedisLocation> both = List.of(open(1), open(1));
        try (Registrations registrations = new Registrations(both, USERS)) {
            await().atMost(PATIENCE).until(() -> registrations.total() > 1_000);
            RedisProcess master = cluster.master(key(ALICE));
            master.pause();
            await().atMost(PATIENCE).until(registrations::allWork);
            int before = registrations.total();
            master.goOn();
            await().atMost(PATIENCE).until(() -> registrations.total() > before + 1_000);
            cluster.settle();
            await().atMost(PATIENCE).until(registrations::allWork);
            registrations.check();
        }
    }

    @Test
    void whatNoReplicaHasIsNotAnswered() throws IOException {
        RedisLocation location = open(1);
        RedisLocation careless = open(0);
        assertThat(put(location, 1)).isInstanceOf(Lookup.Found.class);
        RedisProcess replica = cluster.replica(key(ALICE));
        RedisProcess master = cluster.master(key(ALICE));
        replica.pause();
        assertThat(put(location, 2)).isInstanceOf(Lookup.TimedOut.class);
        assertThat(put(careless, 3)).isInstanceOf(Lookup.Found.class);
        master.kill();
        replica.goOn();
        await().atMost(PATIENCE).until(() -> put(location, 4) instanceof Lookup.Found);
        assertThat(TestBindings.cseqs(careless, ALICE)).containsExactly(4L);
    }

    @Test
    void aRemovalThatNoReplicaHasIsNotAnsweredHoweverOftenItIsAskedFor() throws IOException {
        RedisLocation location = open(1);
        RedisLocation other = open(1);
        assertThat(put(location, 1)).isInstanceOf(Lookup.Found.class);
        RedisProcess replica = cluster.replica(key(ALICE));
        RedisProcess master = cluster.master(key(ALICE));
        replica.pause();
        assertThat(remove(location)).isInstanceOf(Lookup.TimedOut.class);
        assertThat(remove(location)).isInstanceOf(Lookup.TimedOut.class);
        assertThat(remove(other)).isInstanceOf(Lookup.TimedOut.class);
        assertThat(TestBindings.cseqs(other, ALICE)).isEmpty();
        master.cli("DEL", key(ALICE)); // as its time does
        assertThat(remove(other)).isInstanceOf(Lookup.TimedOut.class);
        replica.goOn();
        await().atMost(PATIENCE).until(() -> remove(other) instanceof Lookup.Found);
        master.kill();
        await().atMost(PATIENCE).until(() -> found(other) instanceof Lookup.Found);
        assertThat(TestBindings.cseqs(other, ALICE)).isEmpty();
    }

    @Test
    void aRemovalOfOneOfTwoThatNoReplicaHasIsNotAnsweredEither() throws IOException {
        RedisLocation location = open(1);
        RedisLocation other = open(1);
        long now = System.nanoTime();
        Binding first = Bindings.binding(1, now, HOUR);
        Bindings.put(location, ALICE, now, first, Bindings.binding(2, now, HOUR));
        RedisProcess replica = cluster.replica(key(ALICE));
        replica.pause();
        UnaryOperator<List<Binding>> one =
                old -> old.stream().filter(each -> each.cseq() == 1).toList();
        for (RedisLocation each : List.of(location, location, other)) {
            assertThat(Bindings.update(each, ALICE, 0, one)).isInstanceOf(Lookup.TimedOut.class);
        }
        replica.goOn();
        await().atMost(PATIENCE)
                .until(() -> Bindings.update(other, ALICE, 0, one) instanceof Lookup.Found);
        assertThat(TestBindings.cseqs(other, ALICE)).containsExactly(1L);
    }

    private static Lookup.Settled<List<Binding>> remove(RedisLocation location) {
        return Bindings.put(location, ALICE, System.nanoTime());
    }

    private static Lookup.Settled<List<Binding>> found(RedisLocation location) {
        return Bindings.settled(location.find(ALICE, 0));
    }

    @Test
    void aMasterWithoutAReplicaIsWrittenToAll() throws IOException {
        RedisLocation location = open(1);
        assertThat(put(location, 1)).isInstanceOf(Lookup.Found.class);
        RedisProcess replica = cluster.replica(key(ALICE));
        replica.kill();
        await().atMost(PATIENCE).until(() -> put(location, 2) instanceof Lookup.Found);
        assertThat(put(location, 3)).isInstanceOf(Lookup.Found.class);
        replica.restart();
        cluster.settle();
        await().atMost(PATIENCE)
                .until(
                        () -> {
                            replica.goOn();
                            put(location, 4);
                            replica.pause();
                            return put(location, 5) instanceof Lookup.TimedOut;
                        });
    }

    @Test
    void aKeyThatMovesToAnotherServerIsFollowed() throws IOException {
        RedisLocation location = open(1);
        RedisLocation other = open(1);
        assertThat(put(location, 1)).isInstanceOf(Lookup.Found.class);
        RedisProcess from = cluster.master(key(ALICE));
        RedisProcess to =
                cluster.servers().stream()
                        .filter(each -> each != from)
                        .filter(each -> each.cli("INFO", "replication").contains("role:master"))
                        .findFirst()
                        .orElseThrow();
        String slot = from.cli("CLUSTER", "KEYSLOT", key(ALICE));
        String fromId = from.cli("CLUSTER", "MYID");
        String toId = to.cli("CLUSTER", "MYID");
        to.cli("CLUSTER", "SETSLOT", slot, "IMPORTING", fromId);
        from.cli("CLUSTER", "SETSLOT", slot, "MIGRATING", toId);
        assertThat(put(location, 2)).isInstanceOf(Lookup.Found.class);
        String port = Integer.toString(to.port());
        assertThat(from.cli("MIGRATE", "127.0.0.1", port, key(ALICE), "0", "1000")).isEqualTo("OK");
        // now the old server says ASK, and the new one has never seen the script
        to.cli("SCRIPT", "FLUSH");
        assertThat(TestBindings.cseqs(location, ALICE)).containsExactly(2L);
        assertThat(put(location, 3)).isInstanceOf(Lookup.Found.class);
        to.cli("CLUSTER", "SETSLOT", slot, "NODE", toId);
        from.cli("CLUSTER", "SETSLOT", slot, "NODE", toId);
        // now it says MOVED
        assertThat(TestBindings.cseqs(other, ALICE)).containsExactly(3L);
        assertThat(put(other, 4)).isInstanceOf(Lookup.Found.class);
        assertThat(TestBindings.cseqs(location, ALICE)).containsExactly(4L);
        List<AddressOfRecord> shown = Collections.synchronizedList(new ArrayList<>());
        location.snapshot(System.nanoTime(), (aor, _) -> shown.add(aor));
        assertThat(shown).containsExactly(ALICE);
    }
}
