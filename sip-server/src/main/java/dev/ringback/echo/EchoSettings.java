package dev.ringback.echo;

import java.time.Duration;
import java.util.List;

/// The bounds and the manners of the echo.
///
/// @param maxDialogs the most calls at a time on one shard; further ones get 503
/// @param maxDuration after this long the echo hangs up, so that callers that vanished leave
///     nothing behind
/// @param answerAfter how long it rings; zero to answer at once
/// @param unacceptable what it says to an offer that it cannot meet: 488, or 606 where no other
///     place of this user could do better
/// @param required option-tags without which it answers nobody: 421
/// @param ports where it hears, if it has sound
public record EchoSettings(
        int maxDialogs,
        Duration maxDuration,
        Duration answerAfter,
        int unacceptable,
        List<String> required,
        PortRange ports) {
    /// How many seconds a caller is told to wait when the echo is full.
    static final int RETRY_AFTER = 30;

    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if `unacceptable` is neither 488 nor 606
    public EchoSettings {
        if (unacceptable != 488 && unacceptable != 606) {
            throw new IllegalArgumentException("neither 488 nor 606: " + unacceptable);
        }
        required = List.copyOf(required);
    }

    /// One with these bounds that answers everybody at once.
    public EchoSettings(int maxDialogs, Duration maxDuration) {
        this(maxDialogs, maxDuration, Duration.ZERO, 488, List.of(), PortRange.defaults());
    }

    /// 10,000 calls of an hour, answered at once.
    public static EchoSettings defaults() {
        return new EchoSettings(10_000, Duration.ofHours(1));
    }

    /// This with another time of ringing.
    public EchoSettings answeringAfter(Duration time) {
        return new EchoSettings(maxDialogs, maxDuration, time, unacceptable, required, ports);
    }

    /// This with another answer to an offer that cannot be met.
    public EchoSettings refusingWith(int status) {
        return new EchoSettings(maxDialogs, maxDuration, answerAfter, status, required, ports);
    }

    /// This with option-tags without which it answers nobody.
    public EchoSettings requiring(List<String> tags) {
        return new EchoSettings(maxDialogs, maxDuration, answerAfter, unacceptable, tags, ports);
    }

    /// This with other ports.
    public EchoSettings on(PortRange other) {
        return new EchoSettings(
                maxDialogs, maxDuration, answerAfter, unacceptable, required, other);
    }
}
