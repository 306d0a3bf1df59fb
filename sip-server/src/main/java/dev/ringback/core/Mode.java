package dev.ringback.core;

/// What the server does with requests for its users.
public enum Mode {
    /// It forwards them and keeps the state of their transactions: RFC 3261 §16.
    PROXY,
    /// It forwards them message by message and keeps no state: RFC 3261 §16.11.
    STATELESS,
    /// It tells the caller where to try, and forwards nothing: RFC 3261 §8.3.
    REDIRECT
}
