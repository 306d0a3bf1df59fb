package dev.ringback.sip;

import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.offer.MediaControl;
import dev.ringback.reaction.SipFailure;
import java.time.Duration;

/// What happens to a call, in the order in which it happened.
public sealed interface CallEvent {
    /// A provisional response other than 100: ringing, queued, forwarded, progress.
    ///
    /// @param response the response
    record Progressed(SipResponse response) implements CallEvent {}

    /// The request failed in a way that another sending may mend (a challenge, a redirection), and
    /// is sent again.
    ///
    /// @param response what the last sending got
    record Retried(SipResponse response) implements CallEvent {}

    /// The call is up: the 2xx was received, or its ACK.
    ///
    /// @param response the 2xx
    record Answered(SipResponse response) implements CallEvent {}

    /// Offer and answer were exchanged, before the answer (early media), with it, or later.
    ///
    /// @param agreed what was agreed
    record MediaAgreed(MediaControl.Agreed agreed) implements CallEvent {}

    /// The peer puts us on hold.
    record Held() implements CallEvent {}

    /// The peer takes us back.
    record Resumed() implements CallEvent {}

    /// A request of ours in the call failed, and the call goes on as before: a hold, an UPDATE.
    ///
    /// @param failure why
    record ChangeFailed(SipFailure failure) implements CallEvent {}

    /// The peer sent a digit: by RFC 4733, or in an INFO.
    ///
    /// @param digit `0` to `9`, `*`, `#`, `A` to `D`
    /// @param duration how long it was pressed
    record DigitReceived(char digit, Duration duration) implements CallEvent {}

    /// The peer sent an INFO, RFC 6086; it was answered 200.
    ///
    /// @param request the INFO
    record InfoReceived(SipRequest request) implements CallEvent {}

    /// The peer was asked to call somebody else, and tells how that goes: RFC 3515 §2.4.5.
    ///
    /// @param status the response code that it got from there
    /// @param reason the phrase beside it
    record TransferProgressed(int status, String reason) implements CallEvent {}

    /// The peer wants us to call somebody else; [UserAgent#onTransfer] decides.
    ///
    /// @param request what it wants
    record TransferRequested(TransferRequest request) implements CallEvent {}

    /// The call is over. Nothing comes after it.
    ///
    /// @param end why
    record Ended(CallEnd end) implements CallEvent {}
}
