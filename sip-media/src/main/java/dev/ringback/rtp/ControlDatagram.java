package dev.ringback.rtp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The compound packet of RTCP, RFC 3550 §6.1. Immutable.
///
/// @param packets one or more, the first of them a report
public record ControlDatagram(List<RtcpPacket> packets) implements RtcpReading {
    private static final int VERSION = 2;

    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if it does not begin with a report
    public ControlDatagram {
        packets = List.copyOf(packets);
        if (packets.isEmpty() || !report(packets.getFirst().type())) {
            throw new IllegalArgumentException("no report first: " + packets);
        }
    }

    /// Reads a datagram as RFC 3550 §A.2 checks it. Never throws.
    ///
    /// @param datagram holds it from its first octet on
    /// @param length how many octets it has
    public static RtcpReading parse(byte[] datagram, int length) {
        if (length > RtpPacket.MOST_OCTETS) {
            return RtcpFault.TOO_LONG;
        }
        if (length < RtcpPacket.HEADER) {
            return RtcpFault.TOO_SHORT;
        }
        ByteBuffer in = ByteBuffer.wrap(datagram, 0, length);
        List<RtcpPacket> packets = new ArrayList<>();
        while (in.hasRemaining()) {
            RtcpFault fault = readOne(in, packets);
            if (fault != null) {
                return fault;
            }
        }
        return new ControlDatagram(packets);
    }

    private static @Nullable RtcpFault readOne(ByteBuffer in, List<RtcpPacket> packets) {
        if (in.remaining() < RtcpPacket.HEADER) {
            return RtcpFault.CUT;
        }
        int first = in.get() & 0xFF;
        int type = in.get() & 0xFF;
        int octets = (in.getShort() & 0xFFFF) * 4;
        if (first >> 6 != VERSION) {
            return RtcpFault.WRONG_VERSION;
        }
        if (packets.isEmpty() && !report(type)) {
            return RtcpFault.NO_REPORT_FIRST;
        }
        if (octets > in.remaining()) {
            return RtcpFault.CUT;
        }
        int padding = 0;
        if ((first & 0x20) != 0) {
            padding = octets == 0 ? 0 : in.get(in.position() + octets - 1) & 0xFF;
            if (padding == 0 || padding > octets || octets < in.remaining()) {
                return RtcpFault.WRONG_PADDING;
            }
        }
        ByteBuffer body = in.slice(in.position(), octets - padding);
        in.position(in.position() + octets);
        RtcpPacket packet = read(type, first & 0x1F, body);
        if (packet == null) {
            return RtcpFault.CUT;
        }
        packets.add(packet);
        return null;
    }

    private static @Nullable RtcpPacket read(int type, int count, ByteBuffer body) {
        return switch (type) {
            case SenderReport.TYPE -> SenderReport.read(body, count);
            case ReceiverReport.TYPE -> ReceiverReport.read(body, count);
            case SourceDescription.TYPE -> SourceDescription.read(body, count);
            case Goodbye.TYPE -> Goodbye.read(body, count);
            default -> new OtherControl(type, count, body.remaining());
        };
    }

    private static boolean report(int type) {
        return type == SenderReport.TYPE || type == ReceiverReport.TYPE;
    }

    /// The datagram.
    public byte[] write() {
        int length = 0;
        for (RtcpPacket packet : packets) {
            length += RtcpPacket.HEADER + packet.bodyLength();
        }
        ByteBuffer out = ByteBuffer.allocate(length);
        for (RtcpPacket packet : packets) {
            out.put((byte) (VERSION << 6 | packet.count())).put((byte) packet.type());
            out.putShort((short) (packet.bodyLength() / 4));
            packet.writeBody(out);
        }
        return out.array();
    }
}
