package dev.ringback.bench.load.tally;

import java.util.Map;

/// What a run came to.
///
/// @param kind what was done
/// @param planned how many operations were asked for
/// @param seconds from the first operation to the end of the last one
/// @param cpu processor time of the generator
/// @param counts what was counted
/// @param latencies in microseconds, by what was measured
public record Result(
        String kind,
        int planned,
        double seconds,
        Cpu cpu,
        Counts counts,
        Map<String, Spread> latencies) {

    /// Processor time for an operation, in microseconds.
    ///
    /// @param process of the whole process, with compiler and collector
    /// @param loop of the thread that sends and receives
    public record Cpu(double process, double loop) {}
}
