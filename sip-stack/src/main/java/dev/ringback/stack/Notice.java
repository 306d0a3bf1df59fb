package dev.ringback.stack;

import dev.ringback.cause.Cause;
import dev.ringback.cause.CauseGraph;
import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;

/// Something that operators count. Reasons are short fixed words, never peer data.
public sealed interface Notice {
    /// A message was thrown away unanswered.
    ///
    /// @param reason the fixed word that metrics are counted under
    record Dropped(String reason) implements Notice {}

    /// A malformed message was answered or dropped.
    ///
    /// @param reason the fixed word that metrics are counted under
    record ParseError(String reason) implements Notice {}

    /// A message was sent once more: by a timer, or because the peer repeated its request.
    record Retransmitted() implements Notice {}

    /// A final response was given, for the first time, to a request that came to us.
    ///
    /// @param response the response
    /// @param causes what led to it, and what of that decided it
    record Answered(SipResponse response, CauseGraph causes) implements Notice {
        /// What decided it.
        public Cause cause() {
            return causes.decisive();
        }
    }

    /// A request other than INVITE gets no final response, because no next hop gave one in time.
    ///
    /// @param request the request
    /// @param causes what led to it
    record LeftUnanswered(SipRequest request, CauseGraph causes) implements Notice {}

    /// A final response is on its way to a request that came to us, told right after its
    /// [Answered].
    ///
    /// @param method the method of the request
    /// @param receivedAt when the request came: monotonic nanoseconds of the stack
    record Settled(Method method, long receivedAt) implements Notice {}

    /// An INVITE outside of dialogs got its first provisional response other than 100.
    record RingingBegan() implements Notice {}

    /// What [RingingBegan] told of has a final response, or gets none any more.
    record RingingEnded() implements Notice {}

    /// An INVITE that began a dialog was answered with 2xx.
    record CallBegan() implements Notice {}

    /// A BYE was answered with what ends its call: 2xx, 408, or a 481 of the far end.
    record CallEnded() implements Notice {}

    /// A fault of our own ended one call.
    ///
    /// @param error what was thrown
    record Fault(Throwable error) implements Notice {}
}
