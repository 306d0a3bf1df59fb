package dev.ringback.subscription;

import dev.ringback.header.event.SubscriptionState;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.reaction.SipFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Hears of what was subscribed to, and of what becomes of it. Called on the stack's thread.
public interface SubscriptionListener {
    /// A notifier accepted the SUBSCRIBE that began it: nothing is known yet but that.
    default void accepted(SipResponse response) {}

    /// A NOTIFY came; it is answered already. The first one of a usage forms it.
    ///
    /// @param usage which subscription: where a SUBSCRIBE was forked there are several
    /// @param notify the request, with the state of what is subscribed to in its body
    /// @param state what it says of the subscription
    void notified(SubscriptionUsage usage, SipRequest notify, SubscriptionState state);

    /// A subscription is over.
    default void ended(SubscriptionUsage usage, Ending ending) {}

    /// No subscription could be had.
    ///
    /// @param failure why; null where the notifier said yes and then nothing (Timer N)
    /// @param retry when it is tried again; null where it is not
    default void failed(@Nullable SipFailure failure, @Nullable Duration retry) {}

    /// Everything is over, and nothing will happen any more.
    default void over() {}
}
