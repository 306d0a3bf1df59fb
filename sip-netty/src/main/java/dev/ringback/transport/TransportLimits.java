package dev.ringback.transport;

import java.time.Duration;

/// What bounds the sockets of a runtime.
///
/// @param connectTimeout how long a TCP connect may take; the messages that wait for it fail then
/// @param firstMessage how long a connection may take to complete a message once it owes one:
///     after the accept, and after the first bytes of each message
/// @param connections how many stream connections there may be in all
/// @param connectQueue how many messages wait for one connect, as long as they are not more than
///     `sendQueue` bytes
/// @param sendQueue how many bytes wait for a peer that does not read, before its connection is
///     closed
public record TransportLimits(
        Duration connectTimeout,
        Duration firstMessage,
        int connections,
        int connectQueue,
        int sendQueue) {
    /// 5 s, 30 s, 65,536 connections, 1,024 messages, 1 MiB.
    public static TransportLimits defaults() {
        return new TransportLimits(
                Duration.ofSeconds(5), Duration.ofSeconds(30), 65_536, 1_024, 1 << 20);
    }
}
