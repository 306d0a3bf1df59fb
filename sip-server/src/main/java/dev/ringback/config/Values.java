package dev.ringback.config;

import java.time.Duration;

/// Single values of the configuration file. What cannot be one is an [IllegalArgumentException]
/// with one line for the person who wrote it.
public final class Values {
    private Values() {}

    /// `true` or `false`.
    public static Boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default ->
                    throw new IllegalArgumentException("'" + text + "' is neither true nor false");
        };
    }

    /// A time within bounds.
    ///
    /// @param range the bounds as a message writes them: `1s and 1h`
    public static Duration between(String text, Duration least, Duration most, String range) {
        Duration duration = Quantity.duration(text);
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            throw new IllegalArgumentException("'" + text + "' is not between " + range);
        }
        return duration;
    }

    /// A size in bytes within bounds.
    public static Integer size(String text, int least, int most) {
        int bytes = Quantity.bytes(text);
        if (bytes < least || bytes > most) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not between " + least + " and " + most + " bytes");
        }
        return bytes;
    }

    /// A whole number within bounds.
    public static Integer number(String text, int least, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Told below.
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no number between " + least + " and " + most);
    }
}
