package dev.ringback.subscription;

import dev.ringback.header.NameAddress;
import dev.ringback.message.SipRequest;
import dev.ringback.uri.Uri;
import java.time.Duration;
import java.util.function.Consumer;

/// What a subscriber asks for. Immutable.
///
/// @param target the resource: Request-URI and To
/// @param from who subscribes; a tag is added
/// @param kind what to be told of
/// @param lifetime how long; zero asks for the present state only (RFC 6665 §4.4.3)
/// @param persistent whether a subscription that ended against our will is followed by a new one
///     as §4.1.3 says
/// @param dressing adds what else each SUBSCRIBE has, such as User-Agent
public record SubscriptionPlan(
        Uri target,
        NameAddress from,
        EventKind kind,
        Duration lifetime,
        boolean persistent,
        Consumer<SipRequest.Builder> dressing) {
    /// Checks the lifetime.
    ///
    /// @throws IllegalArgumentException if it is negative
    public SubscriptionPlan {
        if (lifetime.isNegative()) {
            throw new IllegalArgumentException("a lifetime of " + lifetime);
        }
    }

    /// A subscription that is not followed by a new one.
    public static SubscriptionPlan of(
            Uri target, NameAddress from, EventKind kind, Duration lifetime) {
        return new SubscriptionPlan(target, from, kind, lifetime, false, _ -> {});
    }

    /// This, followed by a new one where it ends against our will.
    public SubscriptionPlan forGood() {
        return new SubscriptionPlan(target, from, kind, lifetime, true, dressing);
    }

    /// This with something else in its requests.
    public SubscriptionPlan dressed(Consumer<SipRequest.Builder> other) {
        return new SubscriptionPlan(target, from, kind, lifetime, persistent, other);
    }
}
