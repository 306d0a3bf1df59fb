package dev.ringback.runtime;

import java.time.Instant;

/// The time of a runtime: nanoseconds since the start of the clock, which never go back.
public final class MonotonicClock {
    private final long start = System.nanoTime();
    private final Instant wallClockAtStart = Instant.now();

    /// Starts it.
    public MonotonicClock() {}

    /// Nanoseconds since the start.
    public long now() {
        return System.nanoTime() - start;
    }

    /// What the wall clock said at time 0.
    public Instant wallClockAtStart() {
        return wallClockAtStart;
    }
}
