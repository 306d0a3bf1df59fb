package dev.ringback.rtp;

/// Why a datagram is none of RTCP: the checks of RFC 3550 §A.2 and those of each packet's shape.
public enum RtcpFault implements RtcpReading {
    /// Shorter than a header.
    TOO_SHORT,
    /// Longer than [RtpPacket#MOST_OCTETS].
    TOO_LONG,
    /// A version that is not 2.
    WRONG_VERSION,
    /// The first packet is neither a sender report nor a receiver report.
    NO_REPORT_FIRST,
    /// A packet that is not the last one has padding, or the padding is longer than its packet.
    WRONG_PADDING,
    /// A packet's length goes beyond the datagram, or is too small for what it says that it holds.
    CUT
}
