package dev.ringback.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.Lookup;
import dev.ringback.store.kit.Bindings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/// Counts up the CSeq of users by several processes at once, and notes what was answered: no number
/// twice, and none that is lost later.
final class Registrations implements AutoCloseable {
    private static final Duration HOUR = Duration.ofHours(1);

    private final List<RedisLocation> locations;
    private final int users;
    private final List<Set<Long>> answered;
    private final Set<String> twice = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean over = new AtomicBoolean();
    private final List<Thread> threads;

    /// Begins, with one thread for each process.
    Registrations(List<RedisLocation> locations, int users) {
        this.locations = locations;
        this.users = users;
        this.answered =
                IntStream.range(0, users)
                        .<Set<Long>>mapToObj(_ -> ConcurrentHashMap.newKeySet())
                        .toList();
        this.threads =
                locations.stream().map(each -> Thread.ofVirtual().start(() -> run(each))).toList();
    }

    private void run(RedisLocation location) {
        for (int i = 0; !over.get(); i = (i + 1) % users) {
            count(location, i);
        }
    }

    /// Counts one up.
    ///
    /// @return whether that was answered
    boolean count(RedisLocation location, int user) {
        Lookup.Settled<List<Binding>> answer =
                Bindings.update(location, Bindings.user(user), 0, Registrations::next);
        if (answer instanceof Lookup.Found<List<Binding>>(var bindings)) {
            long number = bindings.getFirst().cseq();
            if (!answered.get(user).add(number)) {
                twice.add("u" + user + ' ' + number);
            }
            return true;
        }
        return false;
    }

    private static List<Binding> next(List<Binding> old) {
        long number = old.isEmpty() ? 1 : old.getFirst().cseq() + 1;
        return List.of(Bindings.binding(number, System.nanoTime(), HOUR));
    }

    /// How many were answered so far.
    int total() {
        return answered.stream().mapToInt(Set::size).sum();
    }

    /// Whether each process has one answered for each user now.
    boolean allWork() {
        return IntStream.range(0, users)
                .allMatch(user -> locations.stream().allMatch(each -> count(each, user)));
    }

    @Override
    public void close() {
        over.set(true);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /// Asserts that nothing that was answered is lost, and that all processes see the same.
    void check() {
        close();
        assertThat(twice).as("numbers that were given twice").isEmpty();
        for (int i = 0; i < users; i++) {
            AddressOfRecord user = Bindings.user(i);
            long last = answered.get(i).stream().mapToLong(Long::longValue).max().orElse(0);
            List<Long> found = TestBindings.cseqs(locations.getFirst(), user);
            assertThat(found).hasSize(1);
            assertThat(found.getFirst()).as("%s", user).isGreaterThanOrEqualTo(last);
            for (RedisLocation location : locations) {
                assertThat(TestBindings.cseqs(location, user)).isEqualTo(found);
            }
        }
    }
}
