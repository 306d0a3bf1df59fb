package dev.ringback.sip;

import dev.ringback.message.SipRequest;
import java.util.concurrent.CompletableFuture;

/// Somebody who wants to be told of events: the notifier's side of a subscription, RFC 6665 §4.2.
public interface Subscriber {
    /// The SUBSCRIBE that began it.
    SipRequest request();

    /// The event package, such as `presence`.
    String event();

    /// Whether it goes on.
    boolean active();

    /// Accepts it with 200 for now, until [#send] or [#terminate]: for who has to ask somebody.
    void pend();

    /// Tells it the present state. The first time accepts it, with 200. Where states follow each
    /// other faster than the event package permits, the newest is told.
    void send(Body state);

    /// Ends it.
    ///
    /// @param reason such as `noresource`, `rejected`, `deactivated`
    void terminate(String reason);

    /// Completed when it is over.
    CompletableFuture<Boolean> ended();

    /// Refuses it, where it was not accepted yet.
    ///
    /// @param status 300 to 699
    void reject(int status);
}
