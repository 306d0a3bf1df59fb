package dev.ringback.app.export;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.CallSummary;
import java.time.Instant;

/// A call, or something else with a Call-ID, of which nothing more is expected.
///
/// @param flow what passed of it, without what was told as ended before
/// @param summary the summary of that
/// @param kind what it is
/// @param how why nothing more is expected
/// @param until up to when it was looked at
record Ended(CallFlow flow, CallSummary summary, Kind kind, How how, Instant until) {
    /// What it is.
    enum Kind {
        /// A session that an INVITE asked for.
        CALL,
        /// The rest of one whose beginning was told as ended, or never passed.
        REST,
        /// A registration.
        REGISTRATION,
        /// Anything else.
        OTHER
    }

    /// Why nothing more is expected.
    enum How {
        /// It is over.
        COMPLETE,
        /// It may go on, but there was no room for it any more.
        EVICTED,
        /// It may go on, but the server ends.
        SHUTDOWN
    }
}
