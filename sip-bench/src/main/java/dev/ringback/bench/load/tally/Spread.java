package dev.ringback.bench.load.tally;

import org.HdrHistogram.Histogram;

/// How latencies are spread, in microseconds.
///
/// @param p50 half of them are not longer
/// @param p90 nine of ten
/// @param p99 99 of 100
/// @param p999 999 of 1,000
/// @param max none
public record Spread(double p50, double p90, double p99, double p999, double max) {
    private static final double MICROSECOND = 1_000;

    static Spread of(Histogram histogram) {
        return new Spread(
                at(histogram, 50),
                at(histogram, 90),
                at(histogram, 99),
                at(histogram, 99.9),
                histogram.getMaxValue() / MICROSECOND);
    }

    private static double at(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / MICROSECOND;
    }
}
