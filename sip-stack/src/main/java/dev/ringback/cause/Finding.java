package dev.ringback.cause;

/// What a store had to say.
public enum Finding {
    /// There is no such user.
    NO_SUCH_USER,
    /// The user exists and is registered nowhere.
    NO_BINDING,
    /// The user is registered, but at nothing that this request can be sent to.
    NO_USABLE_BINDING,
    /// The user is registered, but over connections that have ended: RFC 5626 §5.3.
    LOST_FLOW,
    /// Several users match.
    AMBIGUOUS,
    /// The user has moved to another address for good.
    MOVED,
    /// The user is gone for good.
    GONE,
    /// The store takes nothing now, and may later.
    UNAVAILABLE,
    /// The store did not answer in time.
    TIMED_OUT,
    /// The store failed.
    FAILED
}
