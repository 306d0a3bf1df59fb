package dev.ringback.app.record;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/// Tells the time of day of monotonic nanoseconds, also after somebody has set the clock: what is
/// recorded from then on has the new time. What was recorded before keeps the time that it had, so
/// that the same moment is never told twice in two ways. Any thread.
public final class WallClock implements LongFunction<Instant> {
    private static final Duration ALLOWED = Duration.ofSeconds(1);
    private static final int MOST_ANCHORS = 100;

    /// A new time counts for what nobody can have asked about yet.
    private static final long AHEAD = Duration.ofMillis(100).toNanos();

    private final LongSupplier monotonic;
    private final InstantSource wall;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile List<Anchor> anchors;

    /// @param from the monotonic nanoseconds from which on it counts
    /// @param zero the time of day at monotonic 0
    private record Anchor(long from, Instant zero) {
        Instant at(long nanos) {
            return zero.plusNanos(nanos);
        }
    }

    /// @param monotonic nanoseconds that never go back
    /// @param wall the time of day, which may be set
    public WallClock(LongSupplier monotonic, InstantSource wall) {
        this.monotonic = monotonic;
        this.wall = wall;
        Instant zero = wall.instant().minusNanos(monotonic.getAsLong());
        this.anchors = List.of(new Anchor(Long.MIN_VALUE, zero));
    }

    /// What time it is.
    public Instant now() {
        return apply(monotonic.getAsLong());
    }

    @Override
    public Instant apply(long at) {
        long now = monotonic.getAsLong();
        if (far(now)) {
            anchor(now);
        }
        List<Anchor> known = anchors;
        for (int i = known.size() - 1; i > 0; i--) {
            if (known.get(i).from() <= at) {
                return known.get(i).at(at);
            }
        }
        return known.getFirst().at(at);
    }

    private boolean far(long now) {
        Duration off = Duration.between(anchors.getLast().at(now), wall.instant());
        return off.abs().compareTo(ALLOWED) > 0;
    }

    private void anchor(long now) {
        lock.lock();
        try {
            if (far(now)) {
                List<Anchor> more = new ArrayList<>(anchors);
                if (more.size() == MOST_ANCHORS) {
                    more.removeFirst();
                }
                more.add(new Anchor(now + AHEAD, wall.instant().minusNanos(now)));
                anchors = List.copyOf(more);
            }
        } finally {
            lock.unlock();
        }
    }
}
