package dev.ringback.callflow.intake;

import dev.ringback.stack.Transport;
import java.net.InetSocketAddress;
import java.time.Instant;

/// Octets that begin as SIP does and are no message: malformed, or not all of them were captured.
///
/// @param at when they passed
/// @param transport what carried them
/// @param from the address that they came from
/// @param to the address that they went to
/// @param octets the octets, at most as many as a message may have; nobody changes them
/// @param reason what is wrong with them, in words: `Missing Call-ID header field`
@SuppressWarnings("ArrayRecordComponent")
public record Unreadable(
        Instant at,
        Transport transport,
        InetSocketAddress from,
        InetSocketAddress to,
        byte[] octets,
        String reason) {}
