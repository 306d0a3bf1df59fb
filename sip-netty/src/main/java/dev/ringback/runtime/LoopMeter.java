package dev.ringback.runtime;

/// Measures how much of its time an event loop works: the share of late, in which a second counts
/// less the longer ago it is. On the loop.
final class LoopMeter {
    /// After so many nanoseconds of the other a share has come by 63% to it.
    private static final double MEMORY = 2e9;

    /// A rest of less than this many nanoseconds is none: the loop only asked for what waits.
    private static final long GLANCE = 50_000;

    private boolean running;
    private long began;
    private long ended;
    private double share;
    private long worked;

    /// A turn begins, unless one has begun already.
    void begins(MonotonicClock clock) {
        if (!running) {
            begins(clock.now());
        }
    }

    /// The turn ends.
    void ends(MonotonicClock clock) {
        if (running) {
            ends(clock.now());
        }
    }

    void begins(long now) {
        running = true;
        long rest = now - ended;
        if (rest < GLANCE) {
            began = ended;
        } else {
            began = now;
            share *= Math.exp(-rest / MEMORY);
        }
    }

    void ends(long now) {
        running = false;
        ended = now;
        worked += now - began;
        share = 1 - (1 - share) * Math.exp(-(now - began) / MEMORY);
    }

    /// The time that it worked in all, in nanoseconds.
    long worked() {
        return worked;
    }

    /// The share in percent.
    int percent() {
        return (int) (share * 100);
    }
}
