package dev.ringback.location;

import dev.ringback.cause.Absence;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Who had bindings until lately: who calls them may be told that they were there. Bounded; from
/// any thread.
final class Departures {
    private static final int MOST = 10_000;

    private final ConcurrentMap<AddressOfRecord, Departure> last = new ConcurrentHashMap<>();
    private final Queue<AddressOfRecord> order = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /// The last binding of somebody has ended.
    ///
    /// @param at when: monotonic nanoseconds
    void add(AddressOfRecord aor, Absence how, long at) {
        last.put(aor, new Departure(how, at));
        order.add(aor);
        if (waiting.incrementAndGet() > MOST) {
            AddressOfRecord oldest = order.poll();
            if (oldest != null) {
                waiting.decrementAndGet();
                last.remove(oldest);
            }
        }
    }

    /// How the last binding of somebody ended; null where that is not known, or long ago.
    @Nullable Departure of(AddressOfRecord aor) {
        return last.get(aor);
    }
}
