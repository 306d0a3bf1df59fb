package dev.ringback.webrtc;

import dev.ringback.rtp.Reception;
import dev.ringback.rtp.RtpPacket;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Makes of what is heard what is sent: the same payload, from a source of our own, RFC 3550 §5.1.
/// Losses, pauses and order of the one are those of the other. Pure, one owner.
final class RtpEcho {
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final int MILLIS_PER_SECOND = 1_000;

    /// Between two sources of the peer, in timestamp units: 20 ms at 48 kHz.
    private static final int STEP = 960;

    private final int source;
    private final int firstSequence;
    private final int firstTimestamp;
    private int sequenceShift;
    private int timestampShift;
    private @Nullable Reception reception;
    private Sent sent = new Sent(0, 0, 0, 0);

    /// What was sent so far.
    ///
    /// @param packets how many packets
    /// @param octets how many octets of payload
    /// @param sequence the highest sequence number, as RFC 1982 counts
    /// @param timestamp its timestamp
    record Sent(int packets, int octets, int sequence, int timestamp) {
        Sent and(RtpPacket packet) {
            RtpPacket.Header header = packet.header();
            boolean later = packets == 0 || (short) (header.sequence() - sequence) > 0;
            return new Sent(
                    packets + 1,
                    octets + packet.payloadLength(),
                    later ? header.sequence() : sequence,
                    later ? header.timestamp() : timestamp);
        }
    }

    RtpEcho(RandomGenerator random) {
        source = random.nextInt();
        // RFC 3711 §3.3.1: in the lower half, so that no early loss confuses the peer's count.
        firstSequence = random.nextInt(1 << 15);
        firstTimestamp = random.nextInt();
    }

    /// Our SSRC.
    int source() {
        return source;
    }

    Sent sent() {
        return sent;
    }

    /// How well the peer is heard; null before it is.
    @Nullable Reception reception() {
        return reception;
    }

    /// Hears a packet.
    ///
    /// @param formats the payload types that were agreed on, with their clock rates
    /// @param now any monotonic time, in nanoseconds
    /// @return the same; null where it is none of the call
    @Nullable RtpPacket hear(byte[] datagram, int length, Map<Integer, Integer> formats, long now) {
        if (!(RtpPacket.parse(datagram, length) instanceof RtpPacket packet)) {
            return null;
        }
        Integer rate = formats.get(packet.header().payloadType());
        if (rate == null) {
            return null;
        }
        Reception known = reception;
        if (known == null || known.source() != packet.header().source()) {
            known = begin(packet.header());
        }
        if (known.received(packet.header().sequence())) {
            long millis = now / NANOS_PER_MILLI;
            known.timed(packet.header().timestamp(), (int) (millis * rate / MILLIS_PER_SECOND));
        }
        return packet;
    }

    /// A new source of the peer goes on where the last one ended.
    private Reception begin(RtpPacket.Header header) {
        boolean first = sent.packets() == 0;
        int sequence = first ? firstSequence : sent.sequence() + 1;
        int timestamp = first ? firstTimestamp : sent.timestamp() + STEP;
        sequenceShift = sequence - header.sequence();
        timestampShift = timestamp - header.timestamp();
        Reception begun = new Reception(header.source());
        reception = begun;
        return begun;
    }

    /// What goes back for a packet that was heard.
    byte[] back(RtpPacket packet) {
        RtpPacket.Header header = packet.header();
        RtpPacket own =
                RtpPacket.of(
                        new RtpPacket.Header(
                                header.payloadType(),
                                header.marker(),
                                (header.sequence() + sequenceShift) & 0xFFFF,
                                header.timestamp() + timestampShift,
                                source),
                        packet.payload());
        sent = sent.and(own);
        return own.write();
    }
}
