package dev.ringback.rtp;

import java.nio.ByteBuffer;

/// One packet within a datagram of RTCP: RFC 3550 §6. Immutable.
public sealed interface RtcpPacket permits RtcpReport, SourceDescription, Goodbye, OtherControl {
    /// The octets of its fixed header.
    int HEADER = 4;

    /// The packet type, 200 to 255.
    int type();

    /// The five bits after the version: how many blocks, chunks or sources there are.
    int count();

    /// Writes all that follows the fixed header, in whole words of 32 bits.
    void writeBody(ByteBuffer out);

    /// The octets of all that follows the fixed header, a multiple of 4.
    int bodyLength();
}
