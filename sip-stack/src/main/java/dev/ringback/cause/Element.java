package dev.ringback.cause;

/// An element of ours that serves requests itself.
public enum Element {
    /// The transaction layer: the 200 to a CANCEL.
    TRANSACTIONS,
    /// The registrar, RFC 3261 §10.3.
    REGISTRAR,
    /// The redirect server, RFC 3261 §8.3.
    REDIRECT_SERVER,
    /// The server's own user agent, RFC 3261 §11.2.
    SERVER_AGENT,
    /// The echo service.
    ECHO,
    /// A user agent above the stack.
    USER_AGENT
}
