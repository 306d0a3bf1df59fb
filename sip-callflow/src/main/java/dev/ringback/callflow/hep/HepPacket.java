package dev.ringback.callflow.hep;

import java.net.InetSocketAddress;
import java.time.Instant;

/// A packet of HEP: a copy of a message with where and when it passed.
///
/// @param at when, to the microsecond
/// @param protocol the number of the protocol that carried it: 17 for UDP, 6 for TCP, or another
/// @param from the sender of the message
/// @param to its receiver
/// @param origin what the payload is, and who says so
/// @param payload the message
@SuppressWarnings("ArrayRecordComponent")
public record HepPacket(
        Instant at,
        int protocol,
        InetSocketAddress from,
        InetSocketAddress to,
        HepOrigin origin,
        byte[] payload) {
    /// The number of UDP.
    public static final int UDP = 17;

    /// The number of TCP.
    public static final int TCP = 6;

    /// The type of payload that is SIP.
    public static final int SIP = 1;

    /// The type of payload that is a line of a log.
    public static final int LOG = 100;
}
