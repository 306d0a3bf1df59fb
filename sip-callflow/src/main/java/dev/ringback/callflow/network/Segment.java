package dev.ringback.callflow.network;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A segment of TCP: RFC 9293 §3.1.
///
/// @param sequence the number of its first octet
/// @param acknowledgment the number of the octet that its sender expects
/// @param flags see the constants
/// @param octets what it carries
@SuppressWarnings("ArrayRecordComponent")
record Segment(int sequence, int acknowledgment, int flags, byte[] octets) {
    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int RST = 4;
    private static final int ACK = 16;
    private static final int HEADER = 20;

    /// The segment that a packet carries, or null where it is malformed.
    static @Nullable Segment of(byte[] payload) {
        if (payload.length < HEADER) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(payload);
        int start = (payload[12] >> 4 & 0xf) * 4;
        if (start < HEADER || start > payload.length) {
            return null;
        }
        byte[] octets = Arrays.copyOfRange(payload, start, payload.length);
        return new Segment(in.getInt(4), in.getInt(8), payload[13] & 0x3f, octets);
    }

    boolean opens() {
        return (flags & SYN) != 0;
    }

    /// Whether it tells nothing of a connection of which nothing is known: one octet or none keeps
    /// a connection alive.
    boolean idle() {
        return !opens() && octets.length <= 1;
    }

    boolean resets() {
        return (flags & RST) != 0;
    }

    boolean ends() {
        return (flags & FIN) != 0;
    }

    boolean acknowledges() {
        return (flags & ACK) != 0;
    }
}
