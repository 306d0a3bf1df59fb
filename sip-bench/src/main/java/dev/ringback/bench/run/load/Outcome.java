package dev.ringback.bench.run.load;

import dev.ringback.bench.run.report.Json;
import java.util.Map;

/// What one run of the generator saw. Times are microseconds.
///
/// @param ok how many did all that belongs to them
/// @param faults how many failed, were sent again, or were answered late
/// @param rate how many were done in a second
/// @param cpu the generator's own CPU time for each
/// @param latency percentiles by name (`p50`, `p99`, …), by what was waited for (`invite_200`, …)
public record Outcome(
        long ok, Faults faults, double rate, double cpu, Map<String, Map<String, Double>> latency) {
    /// What went wrong.
    ///
    /// @param failed those without the right end
    /// @param retransmissions requests that were sent again for want of an answer
    /// @param late those whose first answer came after 500 ms
    public record Faults(long failed, long retransmissions, long late) {
        /// All of them together.
        public long sum() {
            return failed + retransmissions + late;
        }
    }

    /// Reads the last line that the generator prints.
    ///
    /// @throws IllegalArgumentException when it is no such line
    public static Outcome parse(String line) {
        Json.Item item = Json.parse(line);
        Faults faults =
                new Faults(
                        (long) item.number("failed"),
                        (long) item.number("retransmissions"),
                        (long) item.number("late"));
        return new Outcome(
                (long) item.number("ok"),
                faults,
                item.number("rate"),
                item.number("cpu_us"),
                item.numbers("latency_us"));
    }

    /// Whether every one of `load` was done, in time and at its rate, without a fault.
    public boolean clean(Load load) {
        boolean kept = rate >= 0.97 * load.rate();
        return ok == load.count() && faults.sum() == 0 && kept;
    }

    /// A percentile of a wait, NaN when there is none.
    ///
    /// @param what e.g. `invite_200`
    /// @param percentile e.g. `p99`
    public double latency(String what, String percentile) {
        return latency.getOrDefault(what, Map.of()).getOrDefault(percentile, Double.NaN);
    }
}
