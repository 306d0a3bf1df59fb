package dev.ringback.session;

import dev.ringback.cause.CauseGraph;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.reaction.SipFailure;
import org.jspecify.annotations.Nullable;

/// Why a session is over. Each carries what led to it.
public sealed interface EndReason {
    /// What happened.
    CauseGraph causes();

    /// We hung up a session that was there: BYE, RFC 3261 §15.1.1.
    record ByUs(CauseGraph causes) implements EndReason {}

    /// The peer hung up: RFC 3261 §15.1.2.
    ///
    /// @param bye its BYE, which may have a Reason (RFC 3326)
    record ByPeer(SipRequest bye, CauseGraph causes) implements EndReason {}

    /// Caller: the call was not taken. Busy, declined, nobody there, no answer in time …
    ///
    /// @param failure what the INVITE came to
    record NotTaken(SipFailure failure, CauseGraph causes) implements EndReason {}

    /// Caller: we gave the call up before it was taken: CANCEL, RFC 3261 §9.1; also where the 2xx
    /// crossed the CANCEL and was ended by BYE.
    record GivenUp(CauseGraph causes) implements EndReason {}

    /// Callee: the caller gave it up before we took it: RFC 3261 §9.2, or a BYE in the early
    /// dialog.
    ///
    /// @param request the CANCEL or BYE, which may have a Reason (RFC 3326)
    record CancelledByPeer(SipRequest request, CauseGraph causes) implements EndReason {}

    /// Callee: we did not take the call.
    ///
    /// @param response the final response
    record Rejected(SipResponse response, CauseGraph causes) implements EndReason {}

    /// Callee: our 2xx was never acknowledged, and the session was ended with BYE: RFC 3261
    /// §13.3.1.4.
    record NoAck(CauseGraph causes) implements EndReason {}

    /// The session descriptions did not fit, where no response could say so any more: no answer in
    /// the ACK, an offer in the 2xx that we cannot take (RFC 3261 §13.2.2.4).
    ///
    /// @param fault what was wrong
    record NotAgreed(String fault, CauseGraph causes) implements EndReason {}

    /// The peer knows nothing of the session any more, or does not answer in it: 481, 408 and
    /// others to a request in the dialog (RFC 3261 §12.2.1.2, RFC 5057 §5).
    ///
    /// @param failure what the request came to; null where another usage's request ended the dialog
    record PeerGone(@Nullable SipFailure failure, CauseGraph causes) implements EndReason {}

    /// The session timer ran out: RFC 4028 §10.
    record Expired(CauseGraph causes) implements EndReason {}

    /// Another session takes the place of this one: RFC 3891.
    record Replaced(CauseGraph causes) implements EndReason {}

    /// A fault of our own.
    record Faulted(CauseGraph causes) implements EndReason {}
}
