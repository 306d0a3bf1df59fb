package dev.ringback.callflow.network;

import java.net.InetAddress;

/// What an IP packet carries.
///
/// @param from the sender
/// @param to the receiver
/// @param protocol the number of the protocol, UDP's or TCP's or another
/// @param payload its octets
/// @param whole whether all of them were captured
@SuppressWarnings("ArrayRecordComponent")
record IpPacket(InetAddress from, InetAddress to, int protocol, byte[] payload, boolean whole) {
    static final int TCP = 6;
    static final int UDP = 17;
}
