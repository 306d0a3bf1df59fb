package dev.ringback.transport;

import java.net.InetAddress;
import java.util.function.Predicate;

/// How much one source may have of the stream sockets: one IPv4 address, or one /64 of IPv6, which
/// is what a single site has.
///
/// @param connections how many connections it may hold open
/// @param handshakes how many of its connections may be shaking hands (TLS, WebSocket) at once
/// @param allHandshakes how many connections may be shaking hands in all
/// @param exempt sources that the first two do not bind
public record SourceLimits(
        int connections, int handshakes, int allHandshakes, Predicate<InetAddress> exempt) {
    /// 1,000 connections and 100 handshakes of one source, 2,000 handshakes in all; this machine is
    /// exempt.
    public static SourceLimits defaults() {
        return new SourceLimits(1_000, 100, 2_000, InetAddress::isLoopbackAddress);
    }
}
