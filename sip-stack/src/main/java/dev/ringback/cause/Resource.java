package dev.ringback.cause;

/// Something of which there is only so much.
public enum Resource {
    /// Messages that wait for a shard.
    MAILBOX,
    /// Open transactions.
    TRANSACTIONS,
    /// The memory of open transactions, in KiB.
    MEMORY,
    /// Questions to stores and name servers that run.
    QUESTIONS,
    /// Calls of the echo.
    DIALOGS,
    /// The time of a shard's event loop, in percent of which it works.
    LOOP,
    /// What a next hop is willing to take: RFC 7339.
    NEXT_HOP
}
