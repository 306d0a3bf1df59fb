package dev.ringback.transaction;

import dev.ringback.cause.Cause;

/// Why a client transaction ends without a final response, RFC 3261 §8.1.3.1.
public sealed interface ClientFailure {
    /// What happened, as the cause of whatever is answered for it.
    Cause cause();

    /// Timer B or F fired; a client treats it as 408.
    ///
    /// @param cause which of them, and how often the request was sent until then
    record TimedOut(Cause.TimerFired cause) implements ClientFailure {}

    /// The request could not be sent; a client treats it as 503.
    ///
    /// @param cause where it was to go and what the transport said
    record TransportFailed(Cause.TransportFailed cause) implements ClientFailure {}
}
