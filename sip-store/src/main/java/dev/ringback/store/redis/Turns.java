package dev.ringback.store.redis;

import dev.ringback.location.AddressOfRecord;
import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/// Lets the changes of one address-of-record follow each other, in the order in which they came:
/// those of this process need not compete with each other. Safe for use by many threads.
final class Turns {
    private final ConcurrentHashMap<AddressOfRecord, ArrayDeque<Runnable>> waiting =
            new ConcurrentHashMap<>();
    private final Executor executor;

    /// @param executor runs those that had to wait
    Turns(Executor executor) {
        this.executor = executor;
    }

    /// Runs something, now or once those before it are [#done].
    void take(AddressOfRecord aor, Runnable turn) {
        boolean[] first = new boolean[1];
        waiting.compute(
                aor,
                (_, others) -> {
                    if (others == null) {
                        first[0] = true;
                        return new ArrayDeque<>(2);
                    }
                    others.add(turn);
                    return others;
                });
        if (first[0]) {
            turn.run();
        }
    }

    /// A turn is over.
    void done(AddressOfRecord aor) {
        waiting.computeIfPresent(
                aor,
                (_, others) -> {
                    Runnable next = others.poll();
                    if (next == null) {
                        return null;
                    }
                    executor.execute(next);
                    return others;
                });
    }
}
