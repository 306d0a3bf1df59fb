package dev.ringback.sip;

import dev.ringback.message.SipRequest;

/// Somebody who wants to be told of events: the notifier's side of a subscription, RFC 6665 §4.2.
public interface Subscriber {
    /// The SUBSCRIBE that began it.
    SipRequest request();

    /// The event package, such as `presence`.
    String event();

    /// Whether it goes on.
    boolean active();

    /// Tells it. The first one answers its SUBSCRIBE, which was accepted with 200.
    void send(Body state) throws SipException;

    /// Ends it.
    ///
    /// @param reason such as `noresource`, `rejected`, `deactivated`
    void terminate(String reason) throws SipException;

    /// Refuses it, in the handler only.
    ///
    /// @param status 300 to 699
    void reject(int status);
}
