package dev.ringback.callflow.network;

import dev.ringback.callflow.intake.Intake;
import dev.ringback.callflow.intake.IntakeLimits;
import dev.ringback.callflow.intake.Skip;
import dev.ringback.callflow.intake.Summary;
import dev.ringback.callflow.intake.Tally;
import dev.ringback.callflow.sample.Found;
import dev.ringback.callflow.sample.Messages;
import dev.ringback.callflow.secrets.KeyLog;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

/// Packets made by hand, given to a reader.
final class Packets {
    static final int RAW = 101;
    static final int FIN = 1;
    static final int SYN = 2;
    static final int RST = 4;
    static final int ACK = 16;

    final Found found = new Found();

    /// Of the client.
    int port = 5080;

    private final Tally tally = new Tally();
    private final PacketReader reader;
    private Instant now = Messages.NOON;

    Packets() {
        this(IntakeLimits.defaults());
    }

    Packets(IntakeLimits limits) {
        Intake intake = new Intake(limits.message(), found, tally);
        this.reader = new PacketReader(limits, intake, tally, KeyLog.empty());
    }

    /// The address that sends from port 5080, and the one with port 5060.
    private static byte[] address(boolean server) {
        return new byte[] {(byte) 192, 0, 2, (byte) (server ? 2 : 1)};
    }

    static byte[] v4(int protocol, byte[] payload) {
        return v4(true, protocol, payload, 0, 0);
    }

    static byte[] v4(boolean forth, int protocol, byte[] payload, int id, int place) {
        ByteBuffer packet = ByteBuffer.allocate(20 + payload.length);
        packet.put((byte) 0x45).put((byte) 0).putShort((short) packet.capacity());
        packet.putShort((short) id).putShort((short) place).put((byte) 64).put((byte) protocol);
        packet.putShort((short) 0).put(address(!forth)).put(address(forth)).put(payload);
        return packet.array();
    }

    static byte[] v6(int next, byte[] payload) {
        ByteBuffer packet = ByteBuffer.allocate(40 + payload.length);
        packet.putInt(0x60000000).putShort((short) payload.length).put((byte) next).put((byte) 64);
        byte[] address = new byte[16];
        address[15] = 1;
        packet.put(address).put(address).put(payload);
        return packet.array();
    }

    static byte[] udp(byte[] payload) {
        ByteBuffer datagram = ByteBuffer.allocate(8 + payload.length);
        datagram.putShort((short) 5080)
                .putShort((short) 5060)
                .putShort((short) datagram.capacity());
        return datagram.putShort((short) 0).put(payload).array();
    }

    static byte[] udp(String text) {
        return udp(Messages.octets(text));
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /// A fragment of a datagram.
    static byte[] part(byte[] datagram, int from, int to) {
        int more = to < datagram.length ? 0x2000 : 0;
        byte[] payload = Arrays.copyOfRange(datagram, from, Math.min(to, datagram.length));
        return v4(true, 17, payload, 77, more | from / 8);
    }

    void take(int linkType, byte[] octets) {
        reader.take(now, linkType, octets, true);
    }

    void take(byte[] octets) {
        take(RAW, octets);
    }

    /// What a snap length left of a packet.
    void takeCut(byte[] octets, int length) {
        reader.take(now, RAW, Arrays.copyOf(octets, length), false);
    }

    void passes(Duration time) {
        now = now.plus(time);
    }

    /// A segment from port 5080 to port 5060, or back.
    void segment(boolean forth, int flags, long sequence, long acknowledgment, String text) {
        byte[] octets = Messages.octets(text);
        ByteBuffer segment = ByteBuffer.allocate(20 + octets.length);
        segment.putShort((short) (forth ? port : 5060)).putShort((short) (forth ? 5060 : port));
        segment.putInt((int) sequence).putInt((int) acknowledgment);
        segment.put((byte) 0x50).put((byte) flags).putShort((short) 1000).putInt(0).put(octets);
        take(v4(forth, 6, segment.array(), 0, 0));
    }

    /// Data from port 5080 to port 5060.
    void data(long sequence, String text) {
        segment(true, ACK, sequence, 1, text);
    }

    void end() {
        reader.end();
    }

    Summary summary() {
        return tally.summary();
    }

    Map<Skip, Long> skipped() {
        return summary().skipped();
    }
}
