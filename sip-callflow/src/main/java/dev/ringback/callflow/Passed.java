package dev.ringback.callflow;

import dev.ringback.message.SipMessage;
import dev.ringback.stack.Transport;
import java.net.InetSocketAddress;
import java.time.Instant;

/// One SIP message as it passed a place: a socket of ours, or where a capture was made.
///
/// @param at when
/// @param transport what carried it
/// @param from the address that it came from
/// @param to the address that it went to
/// @param message the message
public record Passed(
        Instant at,
        Transport transport,
        InetSocketAddress from,
        InetSocketAddress to,
        SipMessage message) {}
