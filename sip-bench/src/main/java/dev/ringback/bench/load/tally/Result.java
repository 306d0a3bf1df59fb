package dev.ringback.bench.load.tally;

import java.util.Map;

/// What a run came to.
///
/// @param kind what was done
/// @param planned how many operations were asked for
/// @param seconds from the first operation to the end of the last one
/// @param cpuMicros processor time of this process for an operation, in microseconds
/// @param counts what was counted
/// @param latencies in microseconds, by what was measured
public record Result(
        String kind,
        int planned,
        double seconds,
        double cpuMicros,
        Counts counts,
        Map<String, Spread> latencies) {}
