package dev.ringback.console.live;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// What has changed since somebody looked: so many things, each once, and the number of the others.
/// Threads of shards note changes, so noting costs next to nothing while nobody listens.
final class Changed<T> {
    private final int most;
    private final Set<T> things = ConcurrentHashMap.newKeySet();
    private final AtomicInteger room;
    private final LongAdder omitted = new LongAdder();
    private volatile boolean listening;

    /// @param most so many things and no more
    Changed(int most) {
        this.most = most;
        this.room = new AtomicInteger(most);
    }

    void listen(boolean wanted) {
        listening = wanted;
    }

    void note(T thing) {
        if (!listening || things.contains(thing)) {
            return;
        }
        if (room.get() <= 0) {
            omitted.increment();
        } else if (things.add(thing)) {
            room.decrementAndGet();
        }
    }

    /// Takes all that was noted.
    Taken<T> take() {
        List<T> taken = List.copyOf(things);
        taken.forEach(things::remove);
        room.set(most - things.size());
        return new Taken<>(taken, omitted.sumThenReset());
    }

    /// What was noted.
    ///
    /// @param things what
    /// @param omitted how many notes there was no room for
    record Taken<T>(List<T> things, long omitted) {}
}
