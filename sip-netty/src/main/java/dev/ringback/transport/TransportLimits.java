package dev.ringback.transport;

import java.time.Duration;

/// What bounds the sockets of a runtime.
///
/// @param patience how long peers may keep us waiting
/// @param connections how many stream connections there may be in all
/// @param connectQueue how many messages wait for one connect, as long as they are not more than
///     `sendQueue` bytes
/// @param sendQueue how many bytes wait for a peer that does not read, before its connection is
///     closed
/// @param sources how much of the connections one source may have
/// @param rest how long a peer that let us wait for a connection in vain is left alone at most
///     between two trials whether it is there; zero to try it with each request
public record TransportLimits(
        Patience patience,
        int connections,
        int connectQueue,
        int sendQueue,
        SourceLimits sources,
        Duration rest) {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /// How long peers may keep us waiting.
    ///
    /// @param connect how long a TCP connect may take; the messages that wait for it fail then
    /// @param handshake how long the handshakes of TLS and WebSocket may take together
    /// @param firstMessage how long a connection may take to complete a message once it owes one:
    ///     after the accept, and after the first bytes of each message
    /// @param idle how long a connection that a peer opened may be silent
    /// @param pong how long the answer to a keep-alive may take, RFC 5626 §4.4.1
    public record Patience(
            Duration connect,
            Duration handshake,
            Duration firstMessage,
            Duration idle,
            Duration pong) {
        /// 5 s, 10 s, 30 s, 2 h and 10 s.
        public static Patience defaults() {
            return new Patience(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    Duration.ofHours(2),
                    Duration.ofSeconds(10));
        }
    }

    /// Limits with the usual patience beside these two, and with the usual limits of sources.
    public TransportLimits(
            Duration connect,
            Duration firstMessage,
            int connections,
            int connectQueue,
            int sendQueue) {
        this(
                new Patience(
                        connect,
                        Patience.defaults().handshake(),
                        firstMessage,
                        Patience.defaults().idle(),
                        Patience.defaults().pong()),
                connections,
                connectQueue,
                sendQueue,
                SourceLimits.defaults(),
                MINUTE);
    }

    /// 65,536 connections, 1,024 messages, 1 MiB, a minute.
    public static TransportLimits defaults() {
        return new TransportLimits(
                Patience.defaults(), 65_536, 1_024, 1 << 20, SourceLimits.defaults(), MINUTE);
    }

    /// These with other limits of sources.
    public TransportLimits withSources(SourceLimits others) {
        return new TransportLimits(patience, connections, connectQueue, sendQueue, others, rest);
    }

    /// These with another patience.
    public TransportLimits withPatience(Patience other) {
        return new TransportLimits(other, connections, connectQueue, sendQueue, sources, rest);
    }

    /// These with another time for which peers are left alone.
    public TransportLimits withRest(Duration longest) {
        return new TransportLimits(
                patience, connections, connectQueue, sendQueue, sources, longest);
    }

    /// How long a connect may take.
    public Duration connectTimeout() {
        return patience.connect();
    }

    /// How long handshakes may take.
    public Duration handshake() {
        return patience.handshake();
    }

    /// How long a connection may owe a message.
    public Duration firstMessage() {
        return patience.firstMessage();
    }
}
