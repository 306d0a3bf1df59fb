package dev.ringback.store.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.LocationService;
import dev.ringback.location.Lookup;
import dev.ringback.stack.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [LocationService] must do. A store's own test extends this and says how it is opened.
/// The time of the bindings is [System#nanoTime].
public abstract class LocationKit {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int THREADS = 8;
    private static final int EACH = 50;
    private static final AddressOfRecord ALICE = Bindings.user(1);
    private static final AddressOfRecord BOB = Bindings.user(2);

    private LocationService location;

    /// For the tests of a store.
    protected LocationKit() {}

    /// Opens the store, with nothing in it at the first call of a test. A later call opens it for
    /// another process, or for the next one where a process has it alone; then the one before was
    /// closed.
    protected abstract LocationService open() throws Exception;

    /// The store under test.
    protected final LocationService location() {
        return location;
    }

    @BeforeEach
    final void begin() throws Exception {
        location = open();
    }

    @AfterEach
    final void end() {
        location.close();
    }

    private static long now() {
        return System.nanoTime();
    }

    private static Binding binding(long cseq) {
        return Bindings.binding(cseq, now(), HOUR);
    }

    /// Those that a reader finds.
    protected static List<Binding> found(LocationService in, AddressOfRecord aor) {
        Lookup.Settled<List<Binding>> settled = Bindings.settled(in.find(aor, now()));
        assertThat(settled).isInstanceOf(Lookup.Found.class);
        return settled instanceof Lookup.Found<List<Binding>>(var bindings) ? bindings : List.of();
    }

    private List<Long> cseqs(AddressOfRecord aor) {
        return found(location, aor).stream().map(Binding::cseq).toList();
    }

    /// Asserts that two bindings say the same, but for a few milliseconds of their ends, since a
    /// store may tell them by the clock of the wall.
    protected static void assertSame(Binding kept, Binding made) {
        assertThat(kept.contact()).hasToString(made.contact().toString());
        assertThat(kept.parameters()).hasToString(made.parameters().toString());
        assertThat(kept.q()).isEqualTo(made.q());
        assertThat(kept.registration()).isEqualTo(made.registration());
        assertThat(kept.flowUse()).isEqualTo(made.flowUse());
        assertThat(kept.failed()).isEqualTo(made.failed());
        long apart = Duration.ofNanos(kept.expiresAt() - made.expiresAt()).toMillis();
        assertThat(apart).isCloseTo(0, within(50L));
    }

    /// Waits until something is so.
    protected static void await(BooleanSupplier so) {
        long end = now() + PATIENCE.toNanos();
        while (!so.getAsBoolean()) {
            assertThat(now() - end).as("it is not so in time").isNegative();
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    @Test
    void whoNeverRegisteredHasNoBindings() {
        assertThat(found(location, ALICE)).isEmpty();
        assertThat(Bindings.update(location, ALICE, now(), same -> same))
                .isEqualTo(new Lookup.Found<>(List.of()));
        assertThat(found(location, ALICE)).isEmpty();
        assertThat(location.size()).isZero();
    }

    @Test
    void whatIsPutIsFoundWhole() {
        Binding complete = Bindings.complete(now() + HOUR.toNanos());
        Binding lost = Bindings.byFlow(Transport.WS, now() + HOUR.toNanos()).flowFailed();
        Bindings.put(location, ALICE, now(), complete, binding(7), lost);
        List<Binding> found = found(location, ALICE);
        assertThat(found).hasSize(3);
        assertSame(found.getFirst(), complete);
        assertThat(found.get(1).cseq()).isEqualTo(7);
        assertSame(found.getLast(), lost);
        assertThat(found(location, BOB)).isEmpty();
    }

    @Test
    void usersDifferByCaseOfTheirNamesAndByTheirDomains() {
        AddressOfRecord upper = new AddressOfRecord("U1", "example.com");
        AddressOfRecord other = new AddressOfRecord("u1", "example.org");
        AddressOfRecord odd = new AddressOfRecord("\u00e9 {:}%*?[a]'\"\\", "example.com");
        List<AddressOfRecord> all = List.of(ALICE, upper, other, odd);
        for (int i = 0; i < all.size(); i++) {
            Bindings.put(location, all.get(i), now(), binding(i + 1));
        }
        for (int i = 0; i < all.size(); i++) {
            assertThat(cseqs(all.get(i))).containsExactly(i + 1L);
        }
    }

    @Test
    void anUpdateGetsWhatThereIsAndAnswersWhatThereWillBe() {
        Bindings.put(location, ALICE, now(), binding(1));
        Lookup.Settled<List<Binding>> answer =
                Bindings.update(location, ALICE, now(), old -> List.of(old.getFirst(), binding(2)));
        assertThat(answer).isInstanceOf(Lookup.Found.class);
        assertThat(cseqs(ALICE)).containsExactly(1L, 2L);
        Bindings.put(location, ALICE, now());
        assertThat(cseqs(ALICE)).isEmpty();
        await(() -> location.size() == 0);
    }

    @Test
    void anUpdateThatThrowsChangesNothing() {
        Bindings.put(location, ALICE, now(), binding(1));
        try {
            Lookup.Settled<List<Binding>> answer =
                    Bindings.update(
                            location,
                            ALICE,
                            now(),
                            _ -> {
                                throw new IllegalStateException("on purpose");
                            });
            assertThat(answer).isInstanceOf(Lookup.Failed.class);
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("on purpose");
        }
        assertThat(cseqs(ALICE)).containsExactly(1L);
        Bindings.put(location, ALICE, now(), binding(2));
        assertThat(cseqs(ALICE)).containsExactly(2L);
    }

    @Test
    void noUpdateOfManyAtOnceIsLost() throws Exception {
        UnaryOperator<List<Binding>> next =
                old -> List.of(binding(old.isEmpty() ? 1 : old.getFirst().cseq() + 1));
        concurrently(
                _ ->
                        assertThat(Bindings.update(location, ALICE, now(), next))
                                .isInstanceOf(Lookup.Found.class));
        assertThat(cseqs(ALICE)).containsExactly((long) THREADS * EACH);
    }

    /// The requests of two clients of one user, each with a contact of its own.
    @Test
    void requestsThatOvertakeEachOtherEndAsTheirNumbersSay() throws Exception {
        List<Long> numbers = new ArrayList<>();
        for (long i = 1; i <= THREADS * EACH; i++) {
            numbers.add(i);
        }
        Collections.shuffle(numbers, new Random(3));
        concurrently(
                turn -> {
                    long number = numbers.get(turn);
                    String client = "client-" + turn % 2;
                    Binding wanted = Bindings.of(client, number, now() + HOUR.toNanos());
                    Lookup.Settled<List<Binding>> settled =
                            Bindings.update(
                                    location, ALICE, now(), old -> later(old, wanted, client));
                    assertThat(settled).isInstanceOf(Lookup.Found.class);
                    if (settled instanceof Lookup.Found<List<Binding>>(var bindings)) {
                        assertThat(bindings)
                                .filteredOn(each -> each.hasCallId(client))
                                .singleElement()
                                .matches(each -> each.cseq() >= number);
                    }
                });
        List<Long> last = new ArrayList<>();
        for (int client = 0; client < 2; client++) {
            long most = 0;
            for (int turn = client; turn < numbers.size(); turn += 2) {
                most = Math.max(most, numbers.get(turn));
            }
            last.add(most);
        }
        assertThat(cseqs(ALICE)).containsExactlyInAnyOrderElementsOf(last);
    }

    /// RFC 3261 §10.3 step 7: an older request of the same client changes nothing.
    private static List<Binding> later(List<Binding> old, Binding wanted, String client) {
        List<Binding> next = new ArrayList<>();
        for (Binding each : old) {
            if (!each.hasCallId(client)) {
                next.add(each);
            } else if (each.cseq() >= wanted.cseq()) {
                return old;
            }
        }
        next.add(wanted);
        return next;
    }

    /// What many threads do at once, each with numbers of its own.
    private interface Work {
        void work(int turn);
    }

    private static void concurrently(Work work) throws Exception {
        List<Future<?>> done = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (int i = 0; i < THREADS; i++) {
                int first = i * EACH;
                done.add(
                        threads.submit(
                                () -> IntStream.range(first, first + EACH).forEach(work::work)));
            }
            for (Future<?> each : done) {
                each.get(60, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void aBindingEndsByItselfAndTheOthersStay() {
        Binding brief = Bindings.binding(1, now(), Duration.ofMillis(700));
        Bindings.put(location, ALICE, now(), brief, binding(2));
        Bindings.put(location, BOB, now(), Bindings.binding(3, now(), Duration.ofMillis(700)));
        assertThat(cseqs(ALICE)).containsExactly(1L, 2L);
        await(() -> cseqs(ALICE).equals(List.of(2L)) && cseqs(BOB).isEmpty());
        assertThat(brief.active(now())).isFalse();
        List<Binding> seen = new ArrayList<>();
        Bindings.update(
                location,
                ALICE,
                now(),
                old -> {
                    seen.addAll(old);
                    return old;
                });
        assertThat(seen).singleElement().returns(2L, Binding::cseq);
        await(
                () -> {
                    location.sweep(now(), 1_000);
                    return location.size() == 1;
                });
    }

    @Test
    void aSnapshotShowsEverybodyOnce() {
        for (int i = 0; i < 300; i++) {
            Bindings.put(location, Bindings.user(i), now(), binding(i + 1));
        }
        Bindings.put(location, BOB, now());
        Map<AddressOfRecord, List<Binding>> shown = new ConcurrentHashMap<>();
        location.snapshot(now(), (aor, bindings) -> assertThat(shown.put(aor, bindings)).isNull());
        assertThat(shown).hasSize(299).doesNotContainKey(BOB);
        shown.forEach(
                (aor, bindings) ->
                        assertThat(bindings)
                                .singleElement()
                                .returns(
                                        Long.parseLong(aor.user().substring(1)) + 1,
                                        Binding::cseq));
        await(() -> location.size() == 299);
    }

    @Test
    void whoWatchesIsToldOfEachChangeInItsOrder() {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        LocationService.Watch watch = location.watch((aor, after) -> told.add(told(aor, after)));
        Bindings.put(location, ALICE, now(), binding(1));
        await(() -> told.contains("u1 1"));
        Bindings.put(location, BOB, now(), binding(9));
        Bindings.put(location, ALICE, now(), binding(2));
        Bindings.update(location, ALICE, now(), same -> same);
        Bindings.put(location, ALICE, now());
        await(() -> told.contains("u1") && told.contains("u2 9"));
        List<String> alices = told.stream().filter(each -> each.startsWith("u1")).toList();
        assertThat(List.of("u1 1", "u1 2", "u1")).containsSubsequence(alices);
        watch.close();
        List<String> others = Collections.synchronizedList(new ArrayList<>());
        try (LocationService.Watch _ =
                location.watch((aor, after) -> others.add(told(aor, after)))) {
            Bindings.put(location, ALICE, now(), binding(3));
            Bindings.put(location, BOB, now());
            await(() -> others.contains("u1 3") && others.contains("u2"));
        }
        assertThat(told).doesNotContain("u1 3", "u2");
    }

    private static String told(AddressOfRecord aor, List<Binding> after) {
        StringBuilder line = new StringBuilder(aor.user());
        after.forEach(binding -> line.append(' ').append(binding.cseq()));
        return line.toString();
    }
}
