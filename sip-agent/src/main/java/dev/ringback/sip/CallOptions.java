package dev.ringback.sip;

import dev.ringback.header.HeaderName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a call is made. Immutable; each method gives a changed copy.
public final class CallOptions {
    private static final CallOptions DEFAULTS =
            new CallOptions(new Plan(List.of(), null, null, true, null, null));

    private final Plan plan;

    private record Plan(
            List<OutgoingRequest.Field> headers,
            @Nullable Body body,
            @Nullable MediaFactory media,
            boolean offer,
            @Nullable Duration timeout,
            @Nullable Call replaced) {}

    private CallOptions(Plan plan) {
        this.plan = plan;
    }

    /// The media of the agent, an offer in the INVITE, as much time as the peer takes.
    public static CallOptions defaults() {
        return DEFAULTS;
    }

    /// With one more header line in the INVITE.
    public CallOptions header(String name, String value) {
        List<OutgoingRequest.Field> more = new ArrayList<>(plan.headers);
        more.add(new OutgoingRequest.Field(HeaderName.of(name), value));
        return new CallOptions(
                new Plan(
                        List.copyOf(more),
                        plan.body,
                        plan.media,
                        plan.offer,
                        plan.timeout,
                        plan.replaced));
    }

    /// With other media than those of the agent.
    public CallOptions media(MediaFactory factory) {
        return new CallOptions(
                new Plan(
                        plan.headers, plan.body, factory, plan.offer, plan.timeout, plan.replaced));
    }

    /// With a body in the INVITE beside or instead of the offer: it is sent as it is.
    public CallOptions body(Body content) {
        return new CallOptions(
                new Plan(
                        plan.headers,
                        content,
                        plan.media,
                        plan.offer,
                        plan.timeout,
                        plan.replaced));
    }

    /// Without an offer in the INVITE: the peer offers in its 2xx, RFC 3261 §13.2.1.
    public CallOptions withoutOffer() {
        return new CallOptions(
                new Plan(plan.headers, plan.body, plan.media, false, plan.timeout, plan.replaced));
    }

    /// With a bound on the time until the answer: the call is cancelled then.
    public CallOptions timeout(Duration bound) {
        return new CallOptions(
                new Plan(plan.headers, plan.body, plan.media, plan.offer, bound, plan.replaced));
    }

    /// In the place of a call that the peer has: Replaces, RFC 3891.
    public CallOptions replacing(Call call) {
        return new CallOptions(
                new Plan(plan.headers, plan.body, plan.media, plan.offer, plan.timeout, call));
    }

    /// The header lines in their order.
    public List<OutgoingRequest.Field> headers() {
        return plan.headers;
    }

    /// The body that replaces the offer; null for none.
    public @Nullable Body body() {
        return plan.body;
    }

    /// The media; null for those of the agent.
    public @Nullable MediaFactory media() {
        return plan.media;
    }

    /// Whether the INVITE has an offer.
    public boolean offer() {
        return plan.offer;
    }

    /// The bound; null for none.
    public @Nullable Duration timeout() {
        return plan.timeout;
    }

    /// The call that it takes the place of; null for none.
    public @Nullable Call replaced() {
        return plan.replaced;
    }
}
