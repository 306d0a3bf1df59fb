package dev.ringback.cause;

/// A timer whose firing can decide a response: RFC 3261 §17 and §16.8.
public enum TimerName {
    /// INVITE: no response at all.
    B,
    /// INVITE at a proxy: no final response.
    C,
    /// Other requests: no final response.
    F,
    /// No ACK for a final response.
    H,
    /// The time that a route lets a call ring.
    RING
}
