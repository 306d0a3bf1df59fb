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
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisOutageTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration AT_ONCE = Duration.ofMillis(500);
    private static final AddressOfRecord ALICE = Bindings.user(1);
    private static final String PASSWORD = "p@ss:w,o/r%d";

    @TempDir private Path folder;

    private RedisProcess redis;

    @BeforeEach
    void start() throws IOException {
        redis = RedisProcess.start(folder);
    }

    @AfterEach
    void stop() {
        redis.close();
    }

    private static RedisLocation open(String uri) throws IOException {
        RedisSettings settings =
                TestSettings.of(
                        RedisUri.parse(uri), TestSettings.prefix(), 0, Duration.ofSeconds(1));
        return RedisLocation.open(settings, System::nanoTime);
    }

    private RedisLocation open() throws IOException {
        return open("redis://" + redis.address());
    }

    private static Lookup.Settled<List<Binding>> put(RedisLocation location, long cseq) {
        long now = System.nanoTime();
        return Bindings.put(location, ALICE, now, Bindings.binding(cseq, now, HOUR));
    }

    private static Duration timed(Runnable work) {
        long begun = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    @Test
    void aServerThatIsDownIsUnavailableAtOnceUntilItIsBack() throws IOException {
        try (RedisLocation location = open()) {
            put(location, 1);
            redis.kill();
            await().until(() -> put(location, 2) instanceof Lookup.Unavailable);
            for (int i = 0; i < 100; i++) {
                assertThat(timed(() -> put(location, 3))).isLessThan(AT_ONCE);
                assertThat(put(location, 3)).isInstanceOf(Lookup.Unavailable.class);
                assertThat(Bindings.settled(location.find(ALICE, 0)))
                        .isInstanceOf(Lookup.Unavailable.class);
            }
            redis.restart();
            await().until(() -> put(location, 4) instanceof Lookup.Found);
            assertThat(TestBindings.cseqs(location, ALICE)).containsExactly(4L);
        }
    }

    @Test
    void nothingPilesUpBeforeAServerThatIsDown() throws IOException {
        try (RedisLocation location = open()) {
            put(location, 1);
            redis.kill();
            await().until(() -> put(location, 2) instanceof Lookup.Unavailable);
            List<Lookup.Settled<List<Binding>>> ended = many(location, 20_000);
            await().until(() -> ended.size() == 20_000);
            assertThat(ended).allMatch(each -> each instanceof Lookup.Unavailable);
        }
    }

    /// Begins so many changes and gathers how they end.
    private static List<Lookup.Settled<List<Binding>>> many(RedisLocation location, int count) {
        List<Lookup.Settled<List<Binding>>> ended = Collections.synchronizedList(new ArrayList<>());
        Binding binding = Bindings.binding(1, System.nanoTime(), HOUR);
        for (int i = 0; i < count; i++) {
            TestBindings.begin(
                    location.update(Bindings.user(i % 50), 0, _ -> List.of(binding)), ended::add);
        }
        return ended;
    }

    @Test
    void aServerThatIsSilentIsTimedOutAndNoMoreWaitForItThanMay() throws IOException {
        try (RedisLocation location = open()) {
            put(location, 1);
            redis.pause();
            List<Lookup.Settled<List<Binding>>> ended = many(location, 1_500);
            assertThat(ended).hasSize(500).allMatch(each -> each instanceof Lookup.Unavailable);
            await().until(() -> ended.size() == 1_500);
            assertThat(ended).anyMatch(each -> each instanceof Lookup.TimedOut);
            assertThat(ended).noneMatch(each -> each instanceof Lookup.Found);
            redis.goOn();
            await().until(() -> put(location, 4) instanceof Lookup.Found);
            assertThat(TestBindings.cseqs(location, ALICE)).containsExactly(4L);
        } finally {
            redis.goOn();
        }
    }

    /// @param made how often the change has to be computed
    private void cut(Proxy.Cut when, int made) throws IOException {
        try (Proxy proxy = new Proxy(redis.port());
                RedisLocation location = open("redis://" + proxy.address())) {
            put(location, 1);
            AtomicInteger calls = new AtomicInteger();
            Lookup.Settled<List<Binding>> answer =
                    Bindings.update(
                            location,
                            ALICE,
                            0,
                            old -> {
                                proxy.cut(calls.getAndIncrement() == 0 ? when : Proxy.Cut.NEVER);
                                List<Binding> all = new ArrayList<>(old);
                                all.add(Bindings.binding(2, System.nanoTime(), HOUR));
                                return all;
                            });
            assertThat(answer).isInstanceOf(Lookup.Found.class);
            assertThat(TestBindings.cseqs(location, ALICE)).containsExactly(1L, 2L);
            assertThat(calls).hasValue(made);
        }
    }

    @Test
    void aChangeWhoseAnswerIsLostIsFoundDoneAndNotMadeTwice() throws IOException {
        cut(Proxy.Cut.AFTER_SCRIPT, 1);
    }

    @Test
    void aRemovalWhoseAnswerIsLostIsFoundDoneAndNotMadeTwice() throws IOException {
        try (Proxy proxy = new Proxy(redis.port());
                RedisLocation location = open("redis://" + proxy.address())) {
            put(location, 1);
            List<Integer> seen = new ArrayList<>();
            Lookup.Settled<List<Binding>> answer =
                    Bindings.update(
                            location,
                            ALICE,
                            0,
                            old -> {
                                proxy.cut(Proxy.Cut.AFTER_SCRIPT);
                                seen.add(old.size());
                                return List.of();
                            });
            assertThat(answer).isEqualTo(new Lookup.Found<>(List.of()));
            assertThat(seen).containsExactly(1);
        }
    }

    @Test
    void aChangeThatIsLostOnTheWayIsMadeAgain() throws IOException {
        cut(Proxy.Cut.BEFORE_SCRIPT, 2);
    }

    @Test
    void whoWatchesHearsAgainOnceTheServerIsBack() throws IOException {
        try (RedisLocation location = open()) {
            List<Long> told = Collections.synchronizedList(new ArrayList<>());
            location.watch((_, bindings) -> bindings.forEach(b -> told.add(b.cseq())));
            redis.kill();
            redis.restart();
            await().until(
                            () -> {
                                put(location, 7);
                                return told.contains(7L);
                            });
        }
    }

    @Test
    void aSnapshotOfAServerThatIsDownFails() throws IOException {
        try (RedisLocation location = open()) {
            put(location, 1);
            redis.kill();
            assertThatThrownBy(() -> location.snapshot(0, (_, _) -> {}))
                    .isInstanceOf(LocationException.class);
        }
    }

    @Test
    void aPasswordIsGivenAndAWrongOneIsRefusedInWords() throws IOException {
        assertThat(redis.cli("CONFIG", "SET", "requirepass", PASSWORD)).isEqualTo("OK");
        String escaped = "p%40ss:w%2Co%2Fr%25d";
        try (RedisLocation location = open("redis://:" + escaped + '@' + redis.address())) {
            assertThat(put(location, 1)).isInstanceOf(Lookup.Found.class);
        }
        assertThatThrownBy(() -> open("redis://:wrong-one@" + redis.address()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("WRONGPASS")
                .hasMessageContaining(redis.address())
                .hasMessageNotContaining("wrong-one");
        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("NOAUTH");
    }

    @Test
    void aUserWithoutRightsForChannelsIsRefusedInWords() throws IOException {
        redis.cli("ACL", "SETUSER", "x", "on", ">p", "~*", "+@all", "resetchannels");
        assertThatThrownBy(() -> open("redis://x:p@" + redis.address()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("NOPERM")
                .hasMessageContaining("the channels test-")
                .hasMessageContaining(redis.address())
                .hasMessageNotContaining("\n");
        redis.cli("ACL", "SETUSER", "x", "&test-*");
        try (RedisLocation location = open("redis://x:p@" + redis.address())) {
            assertThat(put(location, 1)).isInstanceOf(Lookup.Found.class);
        }
    }

    @Test
    void whatIsNotThereIsSaidInWords() throws IOException {
        assertThatThrownBy(() -> open("redis://nobody.invalid:6379"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nobody.invalid");
        redis.kill();
        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("refused")
                .hasMessageContaining(redis.address());
        redis.restart();
        assertThatThrownBy(() -> open("redis://" + redis.address() + ",127.0.0.1:1"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not of a cluster");
        assertThatThrownBy(() -> open("rediss://" + redis.address()))
                .isInstanceOf(IOException.class);
    }
}
