package dev.ringback.callflow.intake;

import dev.ringback.callflow.Passed;

/// Whoever wants what a reader finds. It is told by the thread that reads, or by one thread at a
/// time where several read; what it throws ends the reading.
public interface Sink {
    /// A message passed. Those of one stream come in order.
    void passed(Passed passed);

    /// Octets passed that were meant as SIP and cannot be read.
    void unreadable(Unreadable unreadable);
}
