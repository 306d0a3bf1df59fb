package dev.ringback.cause;

/// A policy of ours that forbids something.
public enum Policy {
    /// Nothing is relayed for strangers.
    RELAY,
    /// Nobody acts as another user.
    FOREIGN_ADDRESS,
    /// Nobody registers for somebody else: RFC 3261 §10.3 step 4.
    THIRD_PARTY_REGISTRATION,
    /// An address-of-record has so many bindings and no more.
    MOST_CONTACTS,
    /// A binding takes so much memory and no more.
    BINDING_SIZE,
    /// No new work while the server shuts down.
    SHUTTING_DOWN,
    /// A credential that was wrong too often is not asked for again.
    WRONG_CREDENTIALS,
    /// A source sends so many requests in a second and no more.
    SOURCE_RATE
}
