package dev.ringback.srtp;

import java.nio.ByteBuffer;

/// Where the header of an RTP packet ends, RFC 3550 §5.1.
final class RtpHeader {
    /// Its fixed fields.
    static final int FIXED = 12;

    private static final int SOURCE_AT = 8;

    private RtpHeader() {}

    /// The octets of header, contributing sources and extension; -1 when they are more than there
    /// are.
    static int length(byte[] packet, int length) {
        if (length < FIXED || (packet[0] & 0xC0) != 0x80) {
            return -1;
        }
        int end = FIXED + (packet[0] & 0x0F) * 4;
        if ((packet[0] & 0x10) == 0) {
            return end <= length ? end : -1;
        }
        if (end + 4 > length) {
            return -1;
        }
        int words = ByteBuffer.wrap(packet).getShort(end + 2) & 0xFFFF;
        int extended = end + 4 + words * 4;
        return extended <= length ? extended : -1;
    }

    static int sequence(byte[] packet) {
        return ByteBuffer.wrap(packet).getShort(2) & 0xFFFF;
    }

    static int source(byte[] packet) {
        return ByteBuffer.wrap(packet).getInt(SOURCE_AT);
    }
}
