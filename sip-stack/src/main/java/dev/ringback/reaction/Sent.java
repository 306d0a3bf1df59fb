package dev.ringback.reaction;

import dev.ringback.message.SipRequest;
import dev.ringback.stack.Destination;
import dev.ringback.stack.Flow;
import org.jspecify.annotations.Nullable;

/// One sending of a request.
///
/// @param request the request as it was sent, with Via and credentials
/// @param to where it was sent
/// @param attempt which sending it was, from 1
/// @param flow the flow on which the response came; null where it is not known
public record Sent(SipRequest request, Destination to, int attempt, @Nullable Flow flow) {
    /// One whose flow is not known.
    public Sent(SipRequest request, Destination to, int attempt) {
        this(request, to, attempt, null);
    }
}
