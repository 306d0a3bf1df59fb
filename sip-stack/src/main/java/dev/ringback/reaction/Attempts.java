package dev.ringback.reaction;

/// A request that is under way, with all its sendings. Belongs to the stack's thread.
public interface Attempts {
    /// Gives it up. An INVITE that was sent is cancelled by RFC 3261 §9.1, and its listener hears
    /// [SipFailure.Cancelled] when the peer has answered: or `succeeded`, where the peer was
    /// faster. Everything else ends at once as cancelled: what is not sent yet, what waits, and
    /// any other method, whose response nobody hears any more. Does nothing when it has ended.
    void cancel();

    /// Whether the listener has heard the end.
    boolean ended();

    /// How often it was sent until now, to all servers together.
    int sendings();
}
