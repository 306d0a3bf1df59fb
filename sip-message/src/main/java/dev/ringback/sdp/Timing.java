package dev.ringback.sdp;

import dev.ringback.text.Ascii;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// When a session is active: `t=` with the `r=` and `z=` lines after it, RFC 8866 §5.9 to §5.11.
/// On the wire times count the seconds since 1900.
///
/// @param start when it begins; null when it has always been so
/// @param stop when it ends; null when it does not end
/// @param repeats how it repeats, a line each
/// @param shifts when its clock is changed, as for daylight saving time
public record Timing(
        @Nullable Instant start,
        @Nullable Instant stop,
        List<Repeat> repeats,
        List<ClockShift> shifts) {
    /// `t=0 0`, as offers and answers have it: RFC 3264 §5.
    public static final Timing PERMANENT = new Timing(null, null, List.of(), List.of());

    private static final long SECONDS_1900_TO_1970 = 2_208_988_800L;
    private static final long LEAST_TIME = 1_000_000_000L;
    private static final long MOST_TIME = 1_000_000_000_000_000L;
    private static final long MOST_DURATION = 1_000_000_000_000L;

    /// A repetition: `r=`.
    ///
    /// @param interval from one repetition to the next, whole seconds, 1 or more
    /// @param active how long each is, whole seconds
    /// @param offsets where in the interval it takes place, whole seconds; at least one
    public record Repeat(Duration interval, Duration active, List<Duration> offsets) {
        /// @throws IllegalArgumentException if a duration is negative or not of whole seconds, or
        ///     there is no offset
        public Repeat {
            offsets = List.copyOf(offsets);
            requireSeconds(interval);
            requireSeconds(active);
            offsets.forEach(Timing::requireSeconds);
            SdpSyntax.require(interval.isPositive(), "interval", interval.toString());
            SdpSyntax.require(!offsets.isEmpty(), "offset", "");
        }

        /// Reads what follows `r=`; null when it is malformed.
        public static @Nullable Repeat parse(String text) {
            List<Duration> times = new ArrayList<>();
            for (String field : SdpSyntax.fields(text)) {
                Duration time = duration(field);
                if (time == null) {
                    return null;
                }
                times.add(time);
            }
            boolean good = times.size() >= 3 && times.getFirst().isPositive();
            return good
                    ? new Repeat(times.get(0), times.get(1), times.subList(2, times.size()))
                    : null;
        }

        /// The wire form, without `r=`, in seconds.
        @Override
        public String toString() {
            return interval.toSeconds()
                    + " "
                    + active.toSeconds()
                    + offsets.stream()
                            .map(offset -> " " + offset.toSeconds())
                            .collect(Collectors.joining());
        }
    }

    /// A change of the clock that the repetitions go by: one pair of `z=`.
    ///
    /// @param at when
    /// @param offset how far it is then from the clock of the start, whole seconds
    public record ClockShift(Instant at, Duration offset) {
        /// @throws IllegalArgumentException if the offset is not of whole seconds, or the time is
        ///     before 1931, which SDP cannot write
        public ClockShift {
            requireSeconds(offset.abs());
            requireTime(at);
        }

        /// Reads what follows `z=`; null when it is malformed.
        public static @Nullable List<ClockShift> parse(String text) {
            List<String> fields = SdpSyntax.fields(text);
            List<ClockShift> shifts = new ArrayList<>();
            for (int i = 0; i + 1 < fields.size(); i += 2) {
                long at = seconds(fields.get(i));
                boolean back = fields.get(i + 1).startsWith("-");
                Duration offset = duration(fields.get(i + 1).substring(back ? 1 : 0));
                if (at < LEAST_TIME || offset == null) {
                    return null;
                }
                shifts.add(new ClockShift(instant(at), back ? offset.negated() : offset));
            }
            return shifts.isEmpty() || fields.size() % 2 != 0 ? null : List.copyOf(shifts);
        }

        @Override
        public String toString() {
            return wire(at) + " " + offset.toSeconds();
        }
    }

    /// @throws IllegalArgumentException if a time is before 1931, which SDP cannot write, or the
    ///     clock shifts without a repetition
    public Timing {
        requireTime(start);
        requireTime(stop);
        repeats = List.copyOf(repeats);
        shifts = List.copyOf(shifts);
        SdpSyntax.require(shifts.isEmpty() || !repeats.isEmpty(), "repetition to shift", "");
    }

    /// Reads what follows `t=`; null when it is malformed.
    public static @Nullable Timing parse(String text) {
        List<String> fields = SdpSyntax.fields(text);
        if (fields.size() != 2) {
            return null;
        }
        long start = seconds(fields.get(0));
        long stop = seconds(fields.get(1));
        boolean good = isTime(start) && isTime(stop);
        return good
                ? new Timing(
                        start == 0 ? null : instant(start),
                        stop == 0 ? null : instant(stop),
                        List.of(),
                        List.of())
                : null;
    }

    private static boolean isTime(long seconds) {
        return seconds == 0 || seconds >= LEAST_TIME;
    }

    private static long seconds(String digits) {
        return Ascii.decimal(digits, MOST_TIME);
    }

    private static Instant instant(long seconds) {
        return Instant.ofEpochSecond(seconds - SECONDS_1900_TO_1970);
    }

    private static @Nullable Duration duration(String field) {
        int unit = field.isEmpty() ? 0 : unit(field.charAt(field.length() - 1));
        String digits = unit == 0 ? field : field.substring(0, field.length() - 1);
        long number = Ascii.decimal(digits, MOST_DURATION);
        return number < 0 ? null : Duration.ofSeconds(number * Math.max(unit, 1));
    }

    private static int unit(char letter) {
        return switch (letter) {
            case 'd' -> 86_400;
            case 'h' -> 3600;
            case 'm' -> 60;
            case 's' -> 1;
            default -> 0;
        };
    }

    private static void requireSeconds(Duration time) {
        boolean good = !time.isNegative() && time.equals(Duration.ofSeconds(time.toSeconds()));
        SdpSyntax.require(good, "whole seconds", time.toString());
    }

    private static void requireTime(@Nullable Instant time) {
        if (time != null) {
            long seconds = time.getEpochSecond() + SECONDS_1900_TO_1970;
            boolean good = seconds >= LEAST_TIME && seconds <= MOST_TIME && time.getNano() == 0;
            SdpSyntax.require(good, "time of whole seconds from 1931 on", time.toString());
        }
    }

    private static String wire(@Nullable Instant time) {
        return time == null ? "0" : "" + (time.getEpochSecond() + SECONDS_1900_TO_1970);
    }

    /// The time descriptions among these lines. What cannot be read is left out.
    static List<Timing> read(List<SdpLine> lines) {
        List<Timing> read = new ArrayList<>();
        Timing open = null;
        List<Repeat> repeats = new ArrayList<>();
        List<ClockShift> shifts = new ArrayList<>();
        for (SdpLine line : lines) {
            switch (line.type()) {
                case 't' -> {
                    close(open, repeats, shifts, read);
                    open = parse(line.value());
                }
                case 'r' -> add(Repeat.parse(line.value()), repeats);
                case 'z' -> shifts.addAll(shifts(line, repeats));
                default -> {}
            }
        }
        close(open, repeats, shifts, read);
        return List.copyOf(read);
    }

    private static void add(@Nullable Repeat repeat, List<Repeat> repeats) {
        if (repeat != null) {
            repeats.add(repeat);
        }
    }

    private static List<ClockShift> shifts(SdpLine line, List<Repeat> repeats) {
        List<ClockShift> shifts = ClockShift.parse(line.value());
        return shifts == null || repeats.isEmpty() ? List.of() : shifts;
    }

    private static void close(
            @Nullable Timing open,
            List<Repeat> repeats,
            List<ClockShift> shifts,
            List<Timing> read) {
        if (open != null) {
            read.add(new Timing(open.start, open.stop, repeats, shifts));
        }
        repeats.clear();
        shifts.clear();
    }

    List<SdpLine> lines() {
        List<SdpLine> lines = new ArrayList<>();
        lines.add(SdpLine.of('t', toString()));
        repeats.forEach(repeat -> lines.add(SdpLine.of('r', repeat.toString())));
        if (!shifts.isEmpty()) {
            lines.add(
                    SdpLine.of(
                            'z',
                            shifts.stream()
                                    .map(ClockShift::toString)
                                    .collect(Collectors.joining(" "))));
        }
        return lines;
    }

    /// The wire form of the first line, without `t=`.
    @Override
    public String toString() {
        return wire(start) + " " + wire(stop);
    }
}
