package dev.ringback.guard;

import java.time.Duration;

/// How often something may happen: a token bucket whose whole state is one number, the time at
/// which the bucket would be full again.
///
/// @param interval nanoseconds after which another token comes
/// @param room nanoseconds' worth of tokens that the bucket holds
record Pace(long interval, long room) {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /// So many a second, and that many at once.
    static Pace of(int perSecond, int burst) {
        long interval = SECOND / perSecond;
        return new Pace(interval, interval * burst);
    }

    /// Whether a token is there.
    ///
    /// @param full when the bucket is full again
    boolean permits(long full, long now) {
        return full - now <= room - interval;
    }

    /// When the bucket is full again once a token is taken.
    long taken(long full, long now) {
        return Math.max(full, now) + interval;
    }
}
