package dev.ringback.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.LocationException;
import dev.ringback.location.Lookup;
import dev.ringback.store.kit.Bindings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisLocationTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final AddressOfRecord ALICE = Bindings.user(1);

    private static RedisProcess redis;

    private final String prefix = TestSettings.prefix();
    private final List<RedisLocation> opened = new ArrayList<>();

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        redis = RedisProcess.start(folder);
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @AfterEach
    void end() {
        opened.forEach(RedisLocation::close);
        redis.cli("FLUSHALL");
    }

    private RedisLocation open() throws IOException {
        RedisUri uri = RedisUri.parse("redis://" + redis.address());
        RedisLocation location = RedisLocation.open(TestSettings.of(uri, prefix), System::nanoTime);
        opened.add(location);
        return location;
    }

    private static Binding binding(long cseq) {
        return Bindings.binding(cseq, System.nanoTime(), HOUR);
    }

    private static List<Long> cseqs(RedisLocation location) {
        return TestBindings.cseqs(location, ALICE);
    }

    @Test
    void whatOneProcessBindsTheOtherFinds() throws IOException {
        RedisLocation one = open();
        RedisLocation other = open();
        Bindings.put(one, ALICE, System.nanoTime(), binding(1));
        assertThat(cseqs(other)).containsExactly(1L);
        Bindings.put(other, ALICE, System.nanoTime(), binding(2));
        assertThat(cseqs(one)).containsExactly(2L);
    }

    @Test
    void changesThatTwoProcessesMakeAtOnceAreMadeOneAfterTheOther() throws Exception {
        RedisLocation one = open();
        RedisLocation other = open();
        CountDownLatch both = new CountDownLatch(2);
        AtomicInteger calls = new AtomicInteger();
        UnaryOperator<List<Binding>> change =
                old -> {
                    if (calls.incrementAndGet() <= 2) {
                        both.countDown();
                        assertThat(reached(both)).isTrue();
                    }
                    List<Binding> all = new ArrayList<>(old);
                    all.add(binding(old.size()));
                    return all;
                };
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Lookup.Settled<List<Binding>>>> done = new ArrayList<>();
            for (RedisLocation each : List.of(one, other)) {
                done.add(threads.submit(() -> Bindings.update(each, ALICE, 0, change)));
            }
            for (Future<Lookup.Settled<List<Binding>>> each : done) {
                assertThat(each.get()).isInstanceOf(Lookup.Found.class);
            }
        }
        assertThat(calls).hasValue(3);
        assertThat(cseqs(one)).containsExactly(0L, 1L);
        assertThat(cseqs(other)).containsExactly(0L, 1L);
    }

    private static boolean reached(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void changesOfOneProcessDoNotCompete() throws IOException {
        RedisLocation location = open();
        AtomicInteger calls = new AtomicInteger();
        List<Lookup<List<Binding>>> begun = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            begun.add(
                    location.update(
                            ALICE,
                            0,
                            old -> List.of(binding(old.size() + calls.incrementAndGet()))));
        }
        begun.forEach(each -> assertThat(Bindings.settled(each)).isInstanceOf(Lookup.Found.class));
        assertThat(calls).hasValue(100);
        assertThat(cseqs(location)).containsExactly(101L);
    }

    @Test
    void whatCameAndWentMeanwhileDoesNotPassForWhatWasThere() throws IOException {
        RedisLocation one = open();
        RedisLocation other = open();
        Binding first = binding(1);
        Bindings.put(other, ALICE, System.nanoTime(), first);
        List<Integer> seen = new ArrayList<>();
        Bindings.update(
                one,
                ALICE,
                System.nanoTime(),
                old -> {
                    seen.add(old.size());
                    if (seen.size() == 1) {
                        // gone, and there again with the same words
                        Bindings.put(other, ALICE, System.nanoTime());
                        Bindings.put(other, ALICE, System.nanoTime(), first);
                    }
                    return List.of(binding(2));
                });
        assertThat(seen).hasSize(2);
        assertThat(cseqs(other)).containsExactly(2L);
    }

    @Test
    void whatIsNotChangedIsNotWritten() throws IOException {
        RedisLocation location = open();
        List<AddressOfRecord> told = new ArrayList<>();
        Bindings.put(location, ALICE, System.nanoTime(), binding(1));
        String before = redis.cli("--raw", "GETRANGE", key(ALICE), "0", "15");
        location.watch((aor, _) -> told.add(aor));
        assertThat(Bindings.update(location, ALICE, System.nanoTime(), same -> same))
                .isInstanceOf(Lookup.Found.class);
        assertThat(redis.cli("--raw", "GETRANGE", key(ALICE), "0", "15")).isEqualTo(before);
        assertThat(told).isEmpty();
    }

    private String key(AddressOfRecord aor) {
        return prefix + aor.user().length() + ':' + aor;
    }

    @Test
    void anAddressEndsInRedisWhenItsLastBindingDoes() throws IOException {
        RedisLocation location = open();
        long now = System.nanoTime();
        Binding brief = Bindings.binding(1, now, Duration.ofMillis(300));
        Binding longer = Bindings.binding(2, now, Duration.ofSeconds(1));
        Bindings.put(location, ALICE, now, brief, longer);
        assertThat(Long.parseLong(redis.cli("PTTL", key(ALICE)))).isBetween(500L, 1_000L);
        await().until(() -> redis.cli("EXISTS", key(ALICE)).equals("0"));
        assertThat(longer.active(System.nanoTime())).isFalse();
    }

    @Test
    void aRemovalLeavesARecordOfNoBindingsForAWhileWhichNobodySees() throws IOException {
        RedisLocation location = open();
        Bindings.put(location, ALICE, System.nanoTime(), binding(3));
        Bindings.put(location, Bindings.user(2), System.nanoTime(), binding(4));
        await().until(() -> location.size() == 2);
        Bindings.put(location, ALICE, System.nanoTime());
        assertThat(Long.parseLong(redis.cli("PTTL", key(ALICE)))).isBetween(30_000L, 60_000L);
        assertThat(cseqs(location)).isEmpty();
        List<AddressOfRecord> shown = new ArrayList<>();
        location.snapshot(System.nanoTime(), (aor, _) -> shown.add(aor));
        assertThat(shown).containsExactly(Bindings.user(2));
        await().until(() -> location.size() == 1);
        Bindings.put(location, ALICE, System.nanoTime(), binding(5));
        assertThat(cseqs(location)).containsExactly(5L);
    }

    @Test
    void aServerThatForgotTheScriptIsToldItAgain() throws IOException {
        RedisLocation location = open();
        Bindings.put(location, ALICE, System.nanoTime(), binding(1));
        assertThat(redis.cli("SCRIPT", "FLUSH")).isEqualTo("OK");
        Lookup.Settled<List<Binding>> answer =
                Bindings.put(location, ALICE, System.nanoTime(), binding(2));
        assertThat(answer).isInstanceOf(Lookup.Found.class);
        assertThat(cseqs(location)).containsExactly(2L);
    }

    @Test
    void aConnectionThatTheServerClosesIsMadeAnew() throws IOException {
        RedisLocation location = open();
        Bindings.put(location, ALICE, System.nanoTime(), binding(1));
        for (int i = 2; i < 6; i++) {
            redis.cli("CLIENT", "KILL", "TYPE", "normal");
            Lookup.Settled<List<Binding>> answer =
                    Bindings.put(location, ALICE, System.nanoTime(), binding(i));
            assertThat(answer).isInstanceOf(Lookup.Found.class);
            assertThat(cseqs(location)).containsExactly((long) i);
        }
    }

    @Test
    void whatIsNoBindingIsAFailureAndStays() throws IOException {
        RedisLocation location = open();
        redis.cli("SET", key(ALICE), "somebody else's, and long enough");
        assertThat(Bindings.settled(location.find(ALICE, 0))).isInstanceOf(Lookup.Failed.class);
        assertThat(Bindings.put(location, ALICE, System.nanoTime(), binding(1)))
                .isInstanceOf(Lookup.Failed.class);
        redis.cli("DEL", key(ALICE));
        redis.cli("LPUSH", key(ALICE), "a list");
        assertThat(Bindings.settled(location.find(ALICE, 0))).isInstanceOf(Lookup.Failed.class);
        assertThat(redis.cli("LLEN", key(ALICE))).isEqualTo("1");
        AddressOfRecord endless = new AddressOfRecord("u".repeat(70_000), "example.com");
        assertThat(Bindings.settled(location.find(endless, 0))).isInstanceOf(Lookup.Failed.class);
        assertThat(Bindings.put(location, endless, System.nanoTime(), binding(1)))
                .isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void othersThatUseTheSameRedisAreNeitherShownNorCounted() throws IOException {
        redis.cli("SET", "other:" + prefix, "x");
        RedisLocation location = open();
        RedisUri uri = RedisUri.parse("redis://" + redis.address());
        try (RedisLocation longer =
                RedisLocation.open(TestSettings.of(uri, prefix + "5:"), System::nanoTime)) {
            Bindings.put(longer, ALICE, System.nanoTime(), binding(1), binding(2));
            Bindings.put(location, Bindings.user(2), System.nanoTime(), binding(3));
            List<AddressOfRecord> shown = new ArrayList<>();
            location.snapshot(System.nanoTime(), (aor, _) -> shown.add(aor));
            assertThat(shown).containsExactly(Bindings.user(2));
            await().until(() -> location.size() == 1 && longer.size() == 2);
        }
    }

    @Test
    void manyAreCountedBySample() throws Exception {
        RedisLocation location = open();
        int users = 6_000;
        CountDownLatch left = new CountDownLatch(users);
        List<Lookup.Settled<List<Binding>>> wrong = new ArrayList<>();
        for (int i = 0; i < users; i++) {
            List<Binding> two = List.of(binding(i), binding(i + 1));
            Lookup<List<Binding>> put = location.update(Bindings.user(i), 0, _ -> two);
            while (put instanceof Lookup.Unavailable<List<Binding>>) {
                Thread.onSpinWait(); // too many wait
                put = location.update(Bindings.user(i), 0, _ -> two);
            }
            TestBindings.begin(
                    put,
                    settled -> {
                        if (!(settled instanceof Lookup.Found)) {
                            wrong.add(settled);
                        }
                        left.countDown();
                    });
        }
        assertThat(reached(left)).isTrue();
        assertThat(wrong).isEmpty();
        await().until(() -> Math.abs(location.size() - 2L * users) < users / 5);
        assertThat(location.size()).isPositive();
    }

    @Test
    void whatIsElsewhereIsNotAtHandAtOnce() throws IOException {
        RedisLocation location = open();
        assertThatThrownBy(() -> location.bindings(ALICE, System.nanoTime()))
                .isInstanceOf(LocationException.class);
    }

    @Test
    void whoWatchesHearsOfWhatAnotherProcessDoes() throws IOException {
        RedisLocation one = open();
        RedisLocation other = open();
        List<Long> told = new ArrayList<>();
        one.watch((_, bindings) -> bindings.forEach(binding -> told.add(binding.cseq())));
        for (long i = 1; i <= 20; i++) {
            Bindings.put(other, ALICE, System.nanoTime(), binding(i));
        }
        await().until(() -> told.size() == 20);
        assertThat(told).isSorted().doesNotHaveDuplicates();
        redis.cli("CLIENT", "KILL", "TYPE", "pubsub");
        await().until(
                        () -> {
                            Bindings.put(other, ALICE, System.nanoTime(), binding(21));
                            return told.contains(21L);
                        });
    }

    @Test
    void whatIsClosedRefuses() throws IOException {
        RedisLocation location = open();
        Bindings.put(location, ALICE, System.nanoTime(), binding(1));
        location.close();
        assertThat(Bindings.put(location, ALICE, System.nanoTime(), binding(2)))
                .isInstanceOf(Lookup.Unavailable.class);
        assertThat(Bindings.settled(location.find(ALICE, 0)))
                .isInstanceOf(Lookup.Unavailable.class);
        assertThat(cseqs(open())).containsExactly(1L);
    }
}
