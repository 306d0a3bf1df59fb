package dev.ringback.config;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbers with units as people write them: `60s`, `1h`, `64KiB`.
public final class Quantity {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*([A-Za-z]*)");
    private static final Map<String, Long> SIZES =
            Map.of(
                    "", 1L,
                    "B", 1L,
                    "KiB", 1L << 10,
                    "kB", 1_000L,
                    "MiB", 1L << 20,
                    "MB", 1_000_000L,
                    "GiB", 1L << 30,
                    "GB", 1_000_000_000L,
                    "TiB", 1L << 40);
    private static final Map<String, Duration> TIMES =
            Map.of(
                    "ms", Duration.ofMillis(1),
                    "s", Duration.ofSeconds(1),
                    "m", Duration.ofMinutes(1),
                    "min", Duration.ofMinutes(1),
                    "h", Duration.ofHours(1),
                    "d", Duration.ofDays(1));

    private Quantity() {}

    /// Reads a time like `500ms`, `60s`, `5m`, `1h`, `1d`; it must have a unit.
    ///
    /// @throws IllegalArgumentException with one line for the person who wrote it
    public static Duration duration(String text) {
        Matcher matcher = FORM.matcher(text);
        Duration unit = matcher.matches() ? TIMES.get(matcher.group(2)) : null;
        if (unit == null) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no time: write it like 500ms, 60s, 5m or 1h");
        }
        return unit.multipliedBy(Long.parseLong(matcher.group(1)));
    }

    /// Reads a size in bytes like `2048`, `64KiB`, `1MiB`; kB and MB are powers of ten.
    ///
    /// @throws IllegalArgumentException with one line for the person who wrote it
    public static int bytes(String text) {
        long bytes = octets(text);
        if (bytes > Integer.MAX_VALUE) {
            throw noSize(text);
        }
        return (int) bytes;
    }

    /// Reads a size in bytes that may be large, like `64MiB`, `1GiB`, `1TiB`.
    ///
    /// @throws IllegalArgumentException with one line for the person who wrote it
    public static long octets(String text) {
        Matcher matcher = FORM.matcher(text);
        Long unit = matcher.matches() ? SIZES.get(matcher.group(2)) : null;
        if (unit == null) {
            throw noSize(text);
        }
        return Long.parseLong(matcher.group(1)) * unit;
    }

    private static IllegalArgumentException noSize(String text) {
        return new IllegalArgumentException(
                "'" + text + "' is no size: write it like 2048, 64KiB or 1MiB");
    }
}
