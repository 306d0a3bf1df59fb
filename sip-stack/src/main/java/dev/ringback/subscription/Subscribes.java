package dev.ringback.subscription;

import dev.ringback.header.HeaderName;
import dev.ringback.header.time.Expires;
import dev.ringback.message.SipRequest;
import java.time.Duration;

/// What each SUBSCRIBE of a plan has: RFC 6665 §3.1.
final class Subscribes {
    private Subscribes() {}

    /// Writes Event, Accept and Expires.
    static void describe(SipRequest.Builder request, SubscriptionPlan plan, Duration lifetime) {
        plan.dressing().accept(request);
        request.set(HeaderName.EVENT, plan.kind().event().toString())
                .set(Expires.FIELD, lifetime.toSeconds());
        if (!plan.kind().types().isEmpty()) {
            request.set(HeaderName.ACCEPT, String.join(", ", plan.kind().types()));
        }
    }
}
