package dev.ringback.bench.run.report;

import java.util.List;

/// The middle and the ends of some samples.
///
/// @param median the middle one, or the mean of the two in the middle
/// @param min the smallest
/// @param max the greatest
/// @param count how many there are
public record Statistics(double median, double min, double max, int count) {
    /// Of none: all NaN.
    static final Statistics NONE = new Statistics(Double.NaN, Double.NaN, Double.NaN, 0);

    /// Of these samples.
    public static Statistics of(List<Double> samples) {
        if (samples.isEmpty()) {
            return NONE;
        }
        double[] sorted = samples.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        double median =
                sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Statistics(median, sorted[0], sorted[sorted.length - 1], sorted.length);
    }
}
