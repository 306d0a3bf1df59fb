package dev.ringback.runtime;

import java.time.Instant;

/// The time of a runtime: nanoseconds since its start, which never go back.
final class MonotonicClock {
    private final long start = System.nanoTime();
    private final Instant wallClockAtStart = Instant.now();

    /// Nanoseconds since the start.
    long now() {
        return System.nanoTime() - start;
    }

    /// What the wall clock said at time 0.
    Instant wallClockAtStart() {
        return wallClockAtStart;
    }
}
