package dev.ringback.guard;

/// What a source is banned for.
public enum Offence {
    /// Far more requests than it may send.
    FLOOD,
    /// Much that is no message.
    MALFORMED,
    /// Requests that failed, for many different users.
    SCANNING
}
