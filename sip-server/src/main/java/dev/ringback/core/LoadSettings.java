package dev.ringback.core;

import java.time.Duration;

/// How much one shard takes on, and how long it waits for others. New work is refused at these
/// bounds, what belongs to calls that exist a quarter above them.
///
/// @param transactions open transactions, those among them that only wait for repetitions too
/// @param memory bytes that open transactions may take
/// @param questions questions to stores and name servers that run
/// @param backlog messages that wait for the shard
/// @param busy percent of its time that the shard's thread works
/// @param patience how long a store may take for its answer
public record LoadSettings(
        int transactions, long memory, int questions, int backlog, int busy, Duration patience) {
    /// As many transactions as their memory carries, 256 MiB: over UDP each is remembered for 32 s
    /// after its answer. And 2 s for stores, which is less than a caller's client waits for the
    /// first response (RFC 3261 §17.1.2.2).
    public static LoadSettings defaults() {
        return new LoadSettings(10_000_000, 256L << 20, 20_000, 2_048, 98, Duration.ofSeconds(2));
    }

    /// The same with so much room for transactions.
    public LoadSettings with(int newTransactions, long newMemory) {
        return new LoadSettings(newTransactions, newMemory, questions, backlog, busy, patience);
    }
}
