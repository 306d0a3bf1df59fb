package dev.ringback.bench.load;

import dev.ringback.bench.load.pace.Timers;
import dev.ringback.bench.load.tally.Latencies;
import dev.ringback.bench.load.tally.Tally;

/// What all parts of a run share.
///
/// @param options what is done
/// @param naming how operations are told apart
/// @param tally what is counted
/// @param latencies what is measured
/// @param timers what comes later
record Desk(Options options, Naming naming, Tally tally, Latencies latencies, Timers timers) {
    /// Timer T1: when an answer over UDP is waited for long enough to ask again, and late.
    static final long T1 = 500_000_000;

    /// Timer T2: the longest wait between two of the same that are not INVITE.
    static final long T2 = 8 * T1;

    /// When a request or the ACK for a 2xx is given up: 64 times T1.
    static final long PATIENCE = 64 * T1;
}
