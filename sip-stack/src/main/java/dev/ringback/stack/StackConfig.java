package dev.ringback.stack;

import dev.ringback.transaction.Timers;
import java.time.Instant;
import java.util.List;

/// What a stack is told at its birth.
///
/// @param timers the lengths of the timers
/// @param listenPoints where we are heard, the preferred ones first
/// @param ids where identifiers come from
/// @param epoch the wall clock's time when the monotonic clock shows 0
public record StackConfig(Timers timers, List<ListenPoint> listenPoints, Ids ids, Instant epoch) {
    /// Copies the list.
    public StackConfig {
        listenPoints = List.copyOf(listenPoints);
    }
}
