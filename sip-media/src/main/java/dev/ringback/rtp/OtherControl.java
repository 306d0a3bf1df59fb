package dev.ringback.rtp;

import java.nio.ByteBuffer;

/// A packet of RTCP that is not looked into: APP (RFC 3550 §6.7), feedback, extended reports. It is
/// read over (§6.1) and never written.
///
/// @param type the packet type, 0 to 255
/// @param count the five bits after the version
/// @param bodyLength the octets after the fixed header
public record OtherControl(int type, int count, int bodyLength) implements RtcpPacket {
    @Override
    public void writeBody(ByteBuffer out) {
        throw new IllegalStateException("what was not looked into is not written");
    }
}
