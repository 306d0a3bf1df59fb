package dev.ringback.store.redis;

import java.time.Duration;
import java.util.regex.Pattern;

/// How bindings are kept in Redis.
///
/// @param uri where it is
/// @param prefix what the names of all keys and of the channel begin with: letters, digits and
///     `:._-`; processes with the same prefix share their bindings
/// @param replicas how many replicas must have a change before it is answered, as far as there are
///     so many, in a cluster; 0 for none. One server alone is never asked for any
/// @param timeout how long one step may take: a command, or a connection to be made
/// @param mostWaiting how many questions and changes may be under way; more are refused at once
/// @param counting the time between two countings of what there is
public record RedisSettings(
        RedisUri uri,
        String prefix,
        int replicas,
        Duration timeout,
        int mostWaiting,
        Duration counting) {
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9:._-]+");

    /// Checks them.
    ///
    /// @throws IllegalArgumentException where one cannot be
    public RedisSettings {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException("a prefix of other than letters, digits and :._-");
        }
        if (replicas < 0 || mostWaiting < 1 || !timeout.isPositive() || !counting.isPositive()) {
            throw new IllegalArgumentException("a number that is negative, or a time that is none");
        }
    }

    /// The usual ones: `ringback:`, one replica, a second, ten thousand, counted every ten seconds.
    public static RedisSettings of(RedisUri uri) {
        return new RedisSettings(
                uri, "ringback:", 1, Duration.ofSeconds(1), 10_000, Duration.ofSeconds(10));
    }
}
