package dev.ringback.waiting;

/// What a transaction waits for that is over.
public enum Wait {
    /// A server transaction in Completed, which repeats its final response: Timer J, RFC 3261
    /// §17.2.2.
    ANSWERED,
    /// An INVITE server transaction in Accepted, which absorbs its INVITE and passes on further
    /// 2xx: Timer L, RFC 6026 §7.1.
    ACCEPTED,
    /// An INVITE server transaction in Confirmed, which absorbs: Timer I, RFC 3261 §17.2.1.
    CONFIRMED,
    /// An INVITE client transaction in Accepted whose further 2xx go to a server transaction: Timer
    /// M, RFC 6026 §7.2.
    RELAYING,
    /// An INVITE client transaction in Completed, which repeats its ACK: Timer D, RFC 3261
    /// §17.1.1.2.
    REFUSED,
    /// A client transaction in Completed, which absorbs: Timer K, RFC 3261 §17.1.2.2.
    ENDED
}
