package dev.ringback.console.door;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// How often somebody may try to log in: so often from one address, and be wrong so often in all,
/// in a minute. Remembers so many addresses and no more. Any thread.
final class Tries {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_OF_ONE = 5;
    private static final int MOST_OF_ALL = 60;
    private static final int MOST_SOURCES = 1_000;
    private static final String ALL = "";

    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Count> counts = new LinkedHashMap<>();

    /// @param nanos the monotonic clock
    Tries(LongSupplier nanos) {
        this.nanos = nanos;
    }

    private static final class Count {
        private long since;
        private int wrong;
    }

    /// Counts a try before it is looked at.
    ///
    /// @param source the address that it comes from
    /// @return 0 where it is one of those that may be, else after how many seconds one may be
    int wait(String source) {
        return counted(source, MOST_OF_ONE);
    }

    /// Counts a try that was wrong among those of all sources. What is right is not counted here,
    /// so that nobody who knows the token waits for strangers.
    ///
    /// @return 0 where it is one of those that may be, else after how many seconds one may be
    int wrong() {
        return counted(ALL, MOST_OF_ALL);
    }

    private int counted(String source, int most) {
        lock.lock();
        try {
            return wait(count(source), most);
        } finally {
            lock.unlock();
        }
    }

    private int wait(Count count, int most) {
        long now = nanos.getAsLong();
        long left = count.since + WINDOW.toNanos() - now;
        if (left <= 0) {
            count.since = now;
            count.wrong = 0;
        }
        if (count.wrong >= most) {
            return (int) Duration.ofNanos(left).toSeconds() + 1;
        }
        count.wrong++;
        return 0;
    }

    /// The try was right: it does not count.
    void right(String source) {
        lock.lock();
        try {
            counts.remove(source);
        } finally {
            lock.unlock();
        }
    }

    private Count count(String source) {
        Count known = counts.get(source);
        if (known != null) {
            return known;
        }
        if (counts.size() > MOST_SOURCES) {
            counts.keySet().stream()
                    .filter(each -> !each.equals(ALL))
                    .findFirst()
                    .ifPresent(counts::remove);
        }
        Count count = new Count();
        count.since = nanos.getAsLong();
        counts.put(source, count);
        return count;
    }
}
