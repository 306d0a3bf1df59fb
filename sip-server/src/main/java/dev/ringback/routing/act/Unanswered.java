package dev.ringback.routing.act;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Finding;
import dev.ringback.cause.Reply;
import dev.ringback.cause.Store;
import dev.ringback.header.HeaderName;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Lookup;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;

/// What a caller gets when the store of bindings did not say where a user is.
public final class Unanswered {
    /// When to try again while there is no way to the store.
    private static final String RETRY_SECONDS = "10";

    private Unanswered() {}

    /// 504, 500, or 503 with Retry-After (RFC 3261 §21.5.4).
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
        SipResponse.Builder response = SipResponse.replyTo(request, status).toTag(tag);
        if (status == 503) {
            response.set(HeaderName.RETRY_AFTER, RETRY_SECONDS);
        }
        return new Reply(
                response.build(), new Cause.StoreAnswered(Store.LOCATION, finding, aor.toString()));
    }
}
