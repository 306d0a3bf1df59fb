package dev.ringback.bench.load.tally;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/// How long answers took, by what they answer. Three digits, up to ten minutes. One thread.
public final class Latencies {
    private static final long LONGEST = 600_000_000_000L;

    private final Map<Row, Histogram> rows = new EnumMap<>(Row.class);
    private final long skipUntil;

    /// What is measured.
    public enum Row {
        /// How much later than planned the operation began, which is our own doing.
        LAG,
        /// From when the INVITE was due to 180.
        INVITE_180,
        /// From when the INVITE was due to 200.
        INVITE_200,
        /// From when the INVITE was really sent to 180.
        SENT_180,
        /// From when the INVITE was really sent to 200.
        SENT_200,
        /// From BYE to 200.
        BYE_200,
        /// From REGISTER to 200, the challenge included.
        REGISTER,
        /// From OPTIONS to 200.
        OPTIONS;

        /// As in the result.
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Nothing measured yet.
    ///
    /// @param skipUntil operations that were due earlier are not measured, in nanoseconds
    public Latencies(long skipUntil) {
        this.skipUntil = skipUntil;
        for (Row row : Row.values()) {
            rows.put(row, new Histogram(LONGEST, 3));
        }
    }

    /// Notes a latency.
    ///
    /// @param operation when the operation was due
    /// @param from when the request was due, in nanoseconds
    /// @param to when the answer came
    public void note(Row row, long operation, long from, long to) {
        Histogram histogram = rows.get(row);
        if (operation >= skipUntil && histogram != null) {
            histogram.recordValue(Math.clamp(to - from, 0, LONGEST));
        }
    }

    /// The percentiles in microseconds of the rows that have something.
    public Map<String, Spread> spreads() {
        Map<String, Spread> spreads = new LinkedHashMap<>();
        rows.forEach(
                (row, histogram) -> {
                    if (histogram.getTotalCount() > 0) {
                        spreads.put(row.word(), Spread.of(histogram));
                    }
                });
        return spreads;
    }
}
