package dev.ringback.sessiontimer;

import dev.ringback.header.time.SessionExpires;
import dev.ringback.header.time.SessionExpires.Refresher;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a user agent wants of session timers: RFC 4028 §7.1, §9. Immutable.
///
/// @param interval how long a session may live without a refresh; null where we want no timer, and
///     take part in the peer's only
/// @param least the shortest interval that we accept, at least 90 seconds
/// @param refresher who shall refresh where that is ours to choose: `UAC` is always who sends the
///     request; null for the peer where it can
public record TimerPolicy(
        @Nullable Duration interval, Duration least, @Nullable Refresher refresher) {
    /// No timer of our own.
    public static final TimerPolicy PASSIVE = new TimerPolicy(null, SessionExpires.LEAST, null);

    /// Checks the intervals.
    ///
    /// @throws IllegalArgumentException if the least is below 90 seconds, or the wanted one is
    ///     below the least
    public TimerPolicy {
        if (least.compareTo(SessionExpires.LEAST) < 0
                || (interval != null && interval.compareTo(least) < 0)) {
            throw new IllegalArgumentException("session interval " + interval + " of " + least);
        }
    }

    /// Sessions that end where nothing is heard of the peer for that long, 1800 seconds being
    /// recommended (§4).
    ///
    /// @throws IllegalArgumentException if it is below 90 seconds
    public static TimerPolicy every(Duration interval) {
        return new TimerPolicy(interval, SessionExpires.LEAST, null);
    }
}
