package dev.ringback.location;

import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Who had bindings until lately: who calls them may be told that they were there. Their number is
/// bounded, and who comes and goes all the time counts once; from any thread.
final class Departures {
    static final int MOST = 10_000;

    private final ConcurrentMap<AddressOfRecord, Departure> last = new ConcurrentHashMap<>();
    private final Queue<AddressOfRecord> order = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /// The last binding of somebody has ended.
    void add(AddressOfRecord aor, Departure departure) {
        if (last.put(aor, departure) != null) {
            return;
        }
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
