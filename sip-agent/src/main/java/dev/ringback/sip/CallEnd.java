package dev.ringback.sip;

import dev.ringback.cause.CauseGraph;
import dev.ringback.message.SipRequest;
import dev.ringback.reaction.SipFailure;

/// Why a call is over.
public sealed interface CallEnd {
    /// The peer hung up.
    ///
    /// @param bye its BYE, which may say why (Reason, RFC 3326)
    record ByPeer(SipRequest bye) implements CallEnd {}

    /// This side hung up.
    record ByUs() implements CallEnd {}

    /// The caller gave up before there was an answer: RFC 3261 §9.
    ///
    /// @param byUs whether this side was the caller
    record Cancelled(boolean byUs) implements CallEnd {}

    /// This side refused the call.
    ///
    /// @param status with what code, 300 to 699
    record Rejected(int status) implements CallEnd {}

    /// The peer refused it, or could not be reached.
    ///
    /// @param failure why
    record Failed(SipFailure failure) implements CallEnd {}

    /// The call was up, and something went wrong with it: no ACK came, the session timer expired, a
    /// request in the dialog was answered 481 or not at all, offer and answer do not fit.
    ///
    /// @param reason what, in a few words
    /// @param causes what led to it
    record Broken(String reason, CauseGraph causes) implements CallEnd {}

    /// Another call took its place: RFC 3891.
    record Replaced() implements CallEnd {}
}
