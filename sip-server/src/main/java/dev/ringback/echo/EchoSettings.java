package dev.ringback.echo;

import java.time.Duration;

/// The bounds of the echo.
///
/// @param maxDialogs the most calls at a time on one shard; further ones get 503
/// @param maxDuration after this long the echo hangs up, so that callers that vanished leave
///     nothing behind
public record EchoSettings(int maxDialogs, Duration maxDuration) {
    /// How many seconds a caller is told to wait when the echo is full.
    static final int RETRY_AFTER = 30;

    /// 10,000 calls of an hour.
    public static EchoSettings defaults() {
        return new EchoSettings(10_000, Duration.ofHours(1));
    }
}
