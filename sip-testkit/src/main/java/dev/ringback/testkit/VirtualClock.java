package dev.ringback.testkit;

import java.time.Duration;
import java.time.Instant;

/// A clock that stands still until it is told to advance. One thread.
public final class VirtualClock {
    private final Instant epoch;
    private long now;

    /// Makes a clock that reads 0 nanoseconds at `epoch`.
    public VirtualClock(Instant epoch) {
        this.epoch = epoch;
    }

    /// The monotonic time in nanoseconds since the clock was made.
    public long now() {
        return now;
    }

    /// The time that people would read.
    public Instant wallClock() {
        return epoch.plusNanos(now);
    }

    /// Moves the time forward by a span.
    ///
    /// @throws IllegalArgumentException when the span is negative
    public void advance(Duration span) {
        advanceTo(now + span.toNanos());
    }

    /// Moves the time forward to a reading of [#now].
    ///
    /// @throws IllegalArgumentException when that time is over
    public void advanceTo(long nanoseconds) {
        if (nanoseconds < now) {
            throw new IllegalArgumentException(
                    "time cannot go back from " + now + " to " + nanoseconds);
        }
        now = nanoseconds;
    }
}
