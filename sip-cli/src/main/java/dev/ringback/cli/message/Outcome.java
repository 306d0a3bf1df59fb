package dev.ringback.cli.message;

import dev.ringback.cli.terminal.Texts;
import dev.ringback.message.SipResponse;
import dev.ringback.reaction.SipFailure;
import dev.ringback.sip.SipException;
import dev.ringback.sip.SipTimeoutException;
import java.time.Duration;

/// What became of a request.
sealed interface Outcome {
    /// A final response came.
    ///
    /// @param response the response
    /// @param time from the request to it
    record Answered(SipResponse response, Duration time) implements Outcome {}

    /// None came.
    ///
    /// @param reason why not
    record Unanswered(String reason) implements Outcome {}

    /// What a failure of the library means: a response that refuses is an answer, too.
    static Outcome of(SipException failure, Duration time, Duration patience) {
        return switch (failure.failure()) {
            case SipFailure.Refused refused -> new Answered(refused.response(), time);
            case SipFailure.Redirected redirected -> new Answered(redirected.response(), time);
            case SipFailure.Unauthorized challenged -> new Answered(challenged.response(), time);
            case SipFailure.TimedOut _ -> new Unanswered("no answer");
            case SipFailure.Cancelled _, SipFailure.Unreachable _ -> unanswered(failure);
            case null ->
                    failure instanceof SipTimeoutException
                            ? new Unanswered("no answer within " + Texts.seconds(patience))
                            : unanswered(failure);
        };
    }

    private static Outcome unanswered(SipException failure) {
        String text = String.valueOf(failure.getMessage());
        int colon = text.indexOf(": ");
        String reason = Texts.harmless(colon < 0 ? text : text.substring(colon + 2));
        boolean stranger = reason.endsWith("certificate of unknown authority");
        return new Unanswered(stranger ? reason + " (--tls-ca FILE names one)" : reason);
    }
}
