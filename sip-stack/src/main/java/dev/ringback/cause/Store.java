package dev.ringback.cause;

/// A store that decides about requests.
public enum Store {
    /// The bindings, RFC 3261 §10.
    LOCATION,
    /// The users.
    SUBSCRIBERS,
    /// The operator's routing.
    ROUTING
}
