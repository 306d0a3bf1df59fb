package dev.ringback.useragent;

import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;

/// Secures what an agent sends and opens what it gets, as S/MIME does: RFC 3261 §23. Called on the
/// stack's thread, and has to answer at once. Each method does nothing by default.
public interface Envelope {
    /// None: messages are as they are.
    Envelope NONE = new Envelope() {};

    /// A request that is about to leave, complete as it is.
    ///
    /// @param request with its Via, but for an ACK of a 2xx
    default void leaves(SipRequest.Builder request) {}

    /// A response that is about to leave, complete as it is.
    ///
    /// @param request what it answers
    default void leaves(SipResponse.Builder response, SipRequest request) {}

    /// A message that came, with the body that was inside; itself when there is nothing to open, or
    /// it cannot be opened.
    default SipMessage opened(SipMessage message) {
        return message;
    }
}
