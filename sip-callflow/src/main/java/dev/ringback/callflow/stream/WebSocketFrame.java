package dev.ringback.callflow.stream;

import dev.ringback.callflow.intake.Guess;
import dev.ringback.callflow.intake.StartLine;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A frame of a WebSocket: RFC 6455 §5.2.
///
/// @param last whether it ends its message
/// @param reserved the reserved bits, of which the first says that the message is compressed
/// @param opcode its kind
/// @param mask the masking key, or null
/// @param header the octets before the payload
/// @param length the octets of the payload
@SuppressWarnings("ArrayRecordComponent")
record WebSocketFrame(
        boolean last, int reserved, int opcode, byte @Nullable [] mask, int header, long length) {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;

    /// The frame whose header stands here, or null where not all of it is there.
    static @Nullable WebSocketFrame at(byte[] octets, int start, int end) {
        if (end - start < 2) {
            return null;
        }
        int first = octets[start] & 0xff;
        int second = octets[start + 1] & 0xff;
        int size = second & 0x7f;
        int wide = size == 127 ? 8 : size == 126 ? 2 : 0;
        boolean masked = second > 0x7f;
        int header = 2 + wide + (masked ? 4 : 0);
        if (end - start < header) {
            return null;
        }
        long length = size;
        if (wide > 0) {
            length = 0;
            for (int i = 0; i < wide; i++) {
                length = length << 8 | (octets[start + 2 + i] & 0xff);
            }
        }
        int mask = start + 2 + wide;
        return new WebSocketFrame(
                first > 0x7f,
                first >> 4 & 7,
                first & 0xf,
                masked ? Arrays.copyOfRange(octets, mask, mask + 4) : null,
                header,
                length);
    }

    /// Takes the mask off: §5.3.
    byte[] unmasked(byte[] payload) {
        if (mask != null) {
            for (int i = 0; i < payload.length; i++) {
                payload[i] ^= mask[i & 3];
            }
        }
        return payload;
    }

    /// Whether it is a control frame: §5.5.
    boolean control() {
        return opcode >= CLOSE;
    }

    /// Whether a frame begins here that begins a SIP message.
    static boolean beginsMessage(byte[] octets, int start, int end) {
        WebSocketFrame frame = at(octets, start, end);
        if (frame == null || frame.reserved != 0) {
            return false;
        }
        if ((frame.opcode != TEXT && frame.opcode != BINARY) || frame.length < 0) {
            return false;
        }
        int from = start + frame.header;
        int to = (int) Math.min(end, from + Math.min(frame.length, 65_536));
        byte[] payload = frame.unmasked(Arrays.copyOfRange(octets, from, to));
        return StartLine.guess(payload, 0, payload.length) == Guess.SIP;
    }
}
