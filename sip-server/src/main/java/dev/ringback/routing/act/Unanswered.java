package dev.ringback.routing.act;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Finding;
import dev.ringback.cause.Reply;
import dev.ringback.cause.Store;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Lookup;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;

/// What a caller gets when the store of bindings did not say where a user is.
public final class Unanswered {
    private Unanswered() {}

    /// 504, 500 or 503.
    ///
    /// @param aor of whom it was asked
    /// @param tag the To-tag
    public static Reply reply(
            SipRequest request, Lookup.Settled<?> answer, AddressOfRecord aor, String tag) {
        return switch (answer) {
            case Lookup.TimedOut<?>() -> reply(request, 504, Finding.TIMED_OUT, aor, tag);
            case Lookup.Failed<?>(var _) -> reply(request, 500, Finding.FAILED, aor, tag);
            case Lookup.Unavailable<?>(var _) -> reply(request, 503, Finding.UNAVAILABLE, aor, tag);
            case Lookup.Found<?>(var _) -> throw new IllegalArgumentException("it has answered");
        };
    }

    private static Reply reply(
            SipRequest request, int status, Finding finding, AddressOfRecord aor, String tag) {
        return new Reply(
                SipResponse.replyTo(request, status).toTag(tag).build(),
                new Cause.StoreAnswered(Store.LOCATION, finding, aor.toString()));
    }
}
