package dev.ringback.stack;

/// A question whose answer may take time, asked by the pure core and answered by the runtime on a
/// virtual thread.
public sealed interface Question {
    /// The addresses of a host name: A and AAAA (RFC 3263 §4.2 without NAPTR and SRV).
    ///
    /// @param host a host name, not an address literal
    record Addresses(String host) implements Question {}
}
