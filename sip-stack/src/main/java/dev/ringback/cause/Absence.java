package dev.ringback.cause;

/// What ended the last binding of a user: RFC 3261 §10.
public enum Absence {
    /// Its time ended, and nobody had refreshed it.
    EXPIRED,
    /// The phone, or an operator, removed it.
    REMOVED
}
