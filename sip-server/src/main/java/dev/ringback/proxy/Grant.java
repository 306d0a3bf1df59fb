package dev.ringback.proxy;

/// What the Route that a request came on permits: see ADR 0006.
public enum Grant {
    /// Nothing: it came on no Route of ours, or on one that is not for its next hop.
    NONE,
    /// It goes to one of the two ends of a stranger's call.
    ENDS,
    /// It belongs to a call of one of our users, and may go anywhere.
    ANYWHERE;

    /// Whether the request may go where it wants to without further questions.
    public boolean given() {
        return this != NONE;
    }
}
