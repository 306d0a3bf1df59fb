package dev.ringback.guard;

import dev.ringback.auth.SourceNetwork;
import java.time.Duration;

/// A source from which nothing is taken for a while.
///
/// @param source which one
/// @param offence what for
/// @param since when it began, in nanoseconds of the monotonic clock
/// @param until when it ends, in nanoseconds of the monotonic clock
/// @param times which one in a row it is, from 1
public record Ban(SourceNetwork source, Offence offence, long since, long until, int times) {
    /// Whether it still holds.
    public boolean holds(long now) {
        return now - until < 0;
    }

    /// How long it still holds; zero or less once it is over.
    public Duration left(long now) {
        return Duration.ofNanos(until - now);
    }
}
