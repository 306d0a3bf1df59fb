package dev.ringback.header.time;

import dev.ringback.header.ValueReaders;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/// `delta-seconds`: RFC 3261 §25.1.
final class Seconds {
    private Seconds() {}

    /// The duration, which has to be whole seconds up to 2^32 - 1.
    ///
    /// @throws IllegalArgumentException if it is not
    static Duration whole(Duration duration) {
        boolean good =
                duration.equals(duration.truncatedTo(ChronoUnit.SECONDS))
                        && duration.toSeconds() >= 0
                        && duration.toSeconds() <= ValueReaders.MOST_SECONDS;
        if (!good) {
            throw new IllegalArgumentException("no delta-seconds: " + duration);
        }
        return duration;
    }
}
