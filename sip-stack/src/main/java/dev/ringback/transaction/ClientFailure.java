package dev.ringback.transaction;

/// Why a client transaction ends without a final response, RFC 3261 §8.1.3.1.
public sealed interface ClientFailure {
    /// Timer B or F fired; a client treats it as 408.
    record TimedOut() implements ClientFailure {}

    /// The request could not be sent; a client treats it as 503.
    ///
    /// @param reason what the transport said
    record TransportFailed(String reason) implements ClientFailure {}
}
