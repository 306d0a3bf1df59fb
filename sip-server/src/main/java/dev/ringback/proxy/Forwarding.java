package dev.ringback.proxy;

/// A request on its way, for whoever started it. Belongs to the thread of its stack.
@FunctionalInterface
public interface Forwarding {
    /// One that was forwarded without state: nobody knows it any more.
    Forwarding FORGOTTEN = () -> {};

    /// Waits no longer: cancels what is pending (RFC 3261 §16.7 step 10) and tries no further
    /// target. When the branches have ended, the [Fallback] is asked as after any failure. Does
    /// nothing when the request is answered.
    void giveUp();
}
