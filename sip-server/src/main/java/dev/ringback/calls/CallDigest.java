package dev.ringback.calls;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.CallState;
import dev.ringback.callflow.CallSummary;
import dev.ringback.callflow.Remark;
import dev.ringback.message.SipRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What of a call a [CallQuery] asks about.
///
/// @param mark its place in the order of calls
/// @param who the addresses of it
/// @param status the final status of its first request, -1 where there is none
/// @param cause the kind of what decided that status; null where nothing did
/// @param state how far it is
public record CallDigest(
        CallQuery.Mark mark, Who who, int status, @Nullable String cause, CallState state) {
    /// The addresses of a call.
    ///
    /// @param from the URI of From
    /// @param to the URI of To
    /// @param uri the Request-URI of its first request, empty where that did not pass
    public record Who(String from, String to, String uri) {
        /// Those of a flow with messages.
        public static Who of(CallFlow flow) {
            var first = flow.messages().getFirst().message();
            String uri = first instanceof SipRequest request ? request.requestUri().toString() : "";
            return new Who(first.from().uri().toString(), first.to().uri().toString(), uri);
        }

        /// Whether a text stands in one of them, in any case.
        public boolean holds(String text) {
            String part = text.toLowerCase(Locale.ROOT);
            return from.toLowerCase(Locale.ROOT).contains(part)
                    || to.toLowerCase(Locale.ROOT).contains(part)
                    || uri.toLowerCase(Locale.ROOT).contains(part);
        }
    }

    /// That of a flow with messages.
    public static CallDigest of(CallFlow flow) {
        return of(flow, CallSummary.of(flow));
    }

    /// That of a flow whose summary is known.
    public static CallDigest of(CallFlow flow, CallSummary summary) {
        CallSummary.Outcome outcome = summary.outcome();
        Remark decisive = outcome.decisive();
        return new CallDigest(
                mark(flow),
                Who.of(flow),
                outcome.status(),
                decisive == null ? null : decisive.reason().kind(),
                outcome.state());
    }

    /// The place of a flow with messages in the order of calls.
    public static CallQuery.Mark mark(CallFlow flow) {
        return new CallQuery.Mark(flow.messages().getFirst().at(), flow.callId());
    }
}
