package dev.ringback.session;

import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.reaction.SipFailure;
import org.jspecify.annotations.Nullable;

/// What happens to a session.
public sealed interface SessionEvent {
    /// Caller: a provisional response other than 100 came. Some come again, and several places that
    /// are called send each their own (the To tag tells which).
    ///
    /// @param response the response
    /// @param earlyMedia whether a session description in it was taken: media flow already
    record Progress(SipResponse response, boolean earlyMedia) implements SessionEvent {}

    /// Caller: the INVITE failed in a way that another sending may mend (a challenge, a
    /// redirection), and is sent again. Early dialogs that it had formed are over.
    ///
    /// @param response what the last sending got
    record Retried(SipResponse response) implements SessionEvent {}

    /// The call was taken: for a caller the 2xx came and was acknowledged, for a callee the first
    /// 2xx was sent.
    ///
    /// @param response the 2xx
    record Answered(SipResponse response) implements SessionEvent {}

    /// Callee: the caller has acknowledged the 2xx, and both know that the session is there.
    ///
    /// @param ack the ACK
    record Confirmed(SipRequest ack) implements SessionEvent {}

    /// An offer in the running session was agreed on: a re-INVITE or UPDATE.
    ///
    /// @param byPeer whether the peer began it
    record Reoffered(boolean byPeer) implements SessionEvent {}

    /// Our re-INVITE or UPDATE came to nothing; the session goes on as it was.
    ///
    /// @param failure why
    record ReofferFailed(SipFailure failure) implements SessionEvent {}

    /// The peer sent an INFO, which was answered 200: RFC 6086.
    ///
    /// @param request the request
    /// @param infoPackage its Info Package; null for an INFO of the kind that was there before
    record InfoReceived(SipRequest request, @Nullable String infoPackage) implements SessionEvent {}

    /// The session is over, and nothing follows.
    ///
    /// @param reason why
    record Ended(EndReason reason) implements SessionEvent {}
}
