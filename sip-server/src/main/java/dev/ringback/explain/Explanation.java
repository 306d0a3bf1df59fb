package dev.ringback.explain;

import dev.ringback.cause.Cause;
import dev.ringback.locate.Located;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.routing.Step;
import dev.ringback.stack.Destination;
import dev.ringback.uri.Uri;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a server would do with a request.
///
/// @param request the request, as it would arrive
/// @param steps how routing came to its decision, in order
/// @param attempts what would be sent on, in order
/// @param standby the places that would be tried later, when what comes before them has failed
/// @param answers what the caller would be answered, in order
public record Explanation(
        SipRequest request,
        List<Step> steps,
        List<Attempt> attempts,
        List<Standby> standby,
        List<Answer> answers) {
    /// Copies the lists.
    public Explanation {
        steps = List.copyOf(steps);
        attempts = List.copyOf(attempts);
        standby = List.copyOf(standby);
        answers = List.copyOf(answers);
    }

    /// A copy that would be sent on.
    ///
    /// @param sent the copy
    /// @param to the next hop
    /// @param changes what differs from the request
    /// @param answered with what it is taken to be answered; 0 where it is left open
    public record Attempt(
            SipRequest sent, Destination to, List<HeaderChange> changes, int answered) {
        /// Copies the list.
        public Attempt {
            changes = List.copyOf(changes);
        }
    }

    /// A place that would be tried later.
    ///
    /// @param uri the place
    /// @param q its preference in thousandths
    /// @param located where it is now
    public record Standby(Uri uri, int q, Located located) {}

    /// A response to the caller.
    ///
    /// @param response the response
    /// @param cause what decided it; null for a provisional response, and for a final one that a
    ///     callee gave
    public record Answer(SipResponse response, @Nullable Cause cause) {}
}
