package dev.ringback.stack;

/// A question whose answer may take time, asked by the pure core and answered by the runtime on
/// another thread.
public sealed interface Question {
    /// The records of one type that a name has. Aliases (CNAME) are followed by whoever answers.
    ///
    /// @param name a name of the DNS without a dot at its end, in lower case
    /// @param type the type of the records
    record Dns(String name, DnsRecord.Type type) implements Question {}
}
