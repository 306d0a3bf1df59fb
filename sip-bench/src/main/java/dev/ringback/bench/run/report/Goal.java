package dev.ringback.bench.run.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a median of Ringback's must reach.
///
/// @param measure the id of the measure
/// @param beside whose median it is divided by; null for an absolute goal
/// @param bound how much it may be, or must be
/// @param most whether the bound is the most (otherwise the least)
public record Goal(String measure, @Nullable Contender beside, double bound, boolean most) {
    /// At most so many times what the other has.
    public static Goal atMost(String measure, Contender beside, double times) {
        return new Goal(measure, beside, times, true);
    }

    /// At least so many times what the other has.
    public static Goal atLeast(String measure, Contender beside, double times) {
        return new Goal(measure, beside, times, false);
    }

    /// At most so much in the measure's unit.
    public static Goal atMost(String measure, double amount) {
        return new Goal(measure, null, amount, true);
    }

    /// Whether a value, a ratio or an amount, reaches the goal.
    boolean reached(double value) {
        return most ? value <= bound : value >= bound;
    }

    /// The value that is held against the bound; NaN when something was not measured.
    double value(Figures.Line line) {
        double own = line.statistics(Contender.RINGBACK).median();
        return beside == null ? own : own / line.statistics(beside).median();
    }

    /// The goal in a few characters, e.g. `≤ 1.00`.
    String text() {
        String sign = most ? "≤ " : "≥ ";
        String number = bound == Math.rint(bound) && beside == null ? "%,.0f" : "%.2f";
        return sign + String.format(Locale.ROOT, number, bound);
    }
}
