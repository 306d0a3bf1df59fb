package dev.ringback.cli.flow;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.CallFlows;
import dev.ringback.callflow.expression.Expression;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which calls are shown.
///
/// @param callId the Call-ID of the one whose legs they are; null for any
/// @param filter what is true of them; null for anything
record Choice(@Nullable String callId, @Nullable Expression filter) {
    /// Whether a call is one of them.
    ///
    /// @param flows all calls
    /// @param until up to when messages were seen
    boolean takes(CallFlows flows, CallFlow flow, Instant until) {
        return !flow.messages().isEmpty()
                && (callId == null || flows.joined(callId, flow.callId()))
                && (filter == null || filter.test(flow, until));
    }
}
