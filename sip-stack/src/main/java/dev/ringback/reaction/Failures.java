package dev.ringback.reaction;

import dev.ringback.cause.CauseGraph;
import dev.ringback.header.time.RetryAfter;
import dev.ringback.message.SipResponse;
import dev.ringback.remedy.Redirects;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes failures of responses.
final class Failures {
    private Failures() {}

    /// What the reactions to a response came to.
    sealed interface Outcome {
        /// It is refused.
        record Plain() implements Outcome {}

        /// The user is offered where else to go.
        record Choices() implements Outcome {}

        /// Credentials are wanted.
        ///
        /// @param realms for which realms
        /// @param known whether we had some
        record Credentials(List<String> realms, boolean known) implements Outcome {
            public Credentials {
                realms = List.copyOf(realms);
            }
        }
    }

    static SipFailure of(SipResponse response, Outcome outcome, CauseGraph causes) {
        return switch (outcome) {
            case Outcome.Plain() -> new SipFailure.Refused(response, retryAfter(response), causes);
            case Outcome.Choices() ->
                    new SipFailure.Redirected(response, Redirects.choices(response), causes);
            case Outcome.Credentials(List<String> realms, boolean known) ->
                    new SipFailure.Unauthorized(response, realms, known, causes);
        };
    }

    /// How long the peer wants to be left alone, or null.
    static @Nullable Duration retryAfter(SipResponse response) {
        RetryAfter wait = response.read(RetryAfter.FIELD).first();
        return wait == null ? null : wait.delay();
    }
}
