package dev.ringback.rtp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One packet of RTP, RFC 3550 §5.1. Immutable, any thread may use it.
///
/// A header extension is skipped, padding is taken away; neither is ever written.
public final class RtpPacket implements RtpReading {
    /// How long a datagram may be, in octets: what an Ethernet carries.
    public static final int MOST_OCTETS = 1500;

    private static final int HEADER = 12;
    private static final int VERSION = 2;
    private static final int FIRST_CONTROL = 72;
    private static final int LAST_CONTROL = 76;

    private final Header header;
    private final List<Integer> contributors;
    private final byte[] payload;

    private RtpPacket(Header header, List<Integer> contributors, byte[] payload) {
        this.header = header;
        this.contributors = List.copyOf(contributors);
        this.payload = payload;
    }

    /// The fixed fields.
    ///
    /// @param payloadType 0 to 127
    /// @param marker for audio: the first packet after a pause
    /// @param sequence 0 to 65535
    /// @param timestamp of the first sample, an unsigned number of 32 bits
    /// @param source the SSRC, an unsigned number of 32 bits
    public record Header(int payloadType, boolean marker, int sequence, int timestamp, int source) {
        /// @throws IllegalArgumentException if the payload type or the sequence number is none
        public Header {
            if (payloadType < 0 || payloadType > 127 || sequence < 0 || sequence > 0xFFFF) {
                throw new IllegalArgumentException(payloadType + " " + sequence);
            }
        }
    }

    /// A packet without contributing sources.
    public static RtpPacket of(Header header, byte[] payload) {
        return new RtpPacket(header, List.of(), payload.clone());
    }

    /// Reads a datagram. Never throws.
    ///
    /// @param datagram holds it from its first octet on
    /// @param length how many octets it has
    public static RtpReading parse(byte[] datagram, int length) {
        if (length > MOST_OCTETS) {
            return RtpFault.TOO_LONG;
        }
        if (length < HEADER) {
            return RtpFault.TOO_SHORT;
        }
        ByteBuffer in = ByteBuffer.wrap(datagram, 0, length);
        int first = in.get() & 0xFF;
        int second = in.get() & 0xFF;
        int type = second & 0x7F;
        if (first >> 6 != VERSION) {
            return RtpFault.WRONG_VERSION;
        }
        if (type >= FIRST_CONTROL && type <= LAST_CONTROL) {
            return RtpFault.CONTROL_PACKET;
        }
        int sequence = in.getShort() & 0xFFFF;
        Header header = new Header(type, second > 0x7F, sequence, in.getInt(), in.getInt());
        return rest(in, first, header);
    }

    private static RtpReading rest(ByteBuffer in, int first, Header header) {
        int count = first & 0x0F;
        if (in.remaining() < count * 4) {
            return RtpFault.CONTRIBUTORS_CUT;
        }
        List<Integer> contributors = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            contributors.add(in.getInt());
        }
        if ((first & 0x10) != 0 && !skipExtension(in)) {
            return RtpFault.EXTENSION_CUT;
        }
        int padding = 0;
        if ((first & 0x20) != 0) {
            padding = in.hasRemaining() ? in.get(in.limit() - 1) & 0xFF : 0;
            if (padding == 0 || padding > in.remaining()) {
                return RtpFault.WRONG_PADDING;
            }
        }
        byte[] payload = new byte[in.remaining() - padding];
        in.get(payload);
        return new RtpPacket(header, contributors, payload);
    }

    /// RFC 3550 §5.3.1.
    private static boolean skipExtension(ByteBuffer in) {
        if (in.remaining() < 4) {
            return false;
        }
        int words = in.getInt() & 0xFFFF;
        if (in.remaining() < words * 4) {
            return false;
        }
        in.position(in.position() + words * 4);
        return true;
    }

    /// The fixed fields.
    public Header header() {
        return header;
    }

    /// The contributing sources, up to 15.
    public List<Integer> contributors() {
        return contributors;
    }

    /// A copy of the payload.
    public byte[] payload() {
        return payload.clone();
    }

    /// The octets of the payload.
    public int payloadLength() {
        return payload.length;
    }

    /// The datagram.
    public byte[] write() {
        int length = HEADER + contributors.size() * 4 + payload.length;
        ByteBuffer out = ByteBuffer.allocate(length);
        out.put((byte) (VERSION << 6 | contributors.size()));
        out.put((byte) ((header.marker ? 0x80 : 0) | header.payloadType));
        out.putShort((short) header.sequence);
        out.putInt(header.timestamp);
        out.putInt(header.source);
        contributors.forEach(out::putInt);
        out.put(payload);
        return out.array();
    }

    /// Whether header, contributing sources and payload are the same.
    @Override
    public boolean equals(Object other) {
        return other instanceof RtpPacket packet
                && packet.header.equals(header)
                && packet.contributors.equals(contributors)
                && Arrays.equals(packet.payload, payload);
    }

    @Override
    public int hashCode() {
        return 31 * header.hashCode() + Arrays.hashCode(payload);
    }

    @Override
    public String toString() {
        return header + ", " + payload.length + " octets";
    }
}
