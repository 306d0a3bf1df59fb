package dev.ringback.rtp;

/// Why a datagram is no packet of RTP: RFC 3550 §A.1. Such datagrams are counted and dropped.
public enum RtpFault implements RtpReading {
    /// Shorter than the fixed header.
    TOO_SHORT,
    /// Longer than [RtpPacket#MOST_OCTETS].
    TOO_LONG,
    /// The version is not 2.
    WRONG_VERSION,
    /// A payload type that a packet of RTCP has in this place: RFC 3551 §6.
    CONTROL_PACKET,
    /// The list of contributing sources is cut.
    CONTRIBUTORS_CUT,
    /// The header extension is cut.
    EXTENSION_CUT,
    /// The padding is longer than what there is, or has no length.
    WRONG_PADDING
}
