package dev.ringback.callflow.capture;

import dev.ringback.callflow.Passed;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes messages as a capture that Wireshark, tcpdump and sngrep read. The packets are made up:
/// IP and UDP, in fragments where a message needs them, or IP and TCP from the handshake on. What
/// was on WebSockets is written as such; what was under TLS is written in the clear.
///
/// One thread at a time.
public final class PcapWriter implements Closeable {
    /// Packets begin with IP.
    private static final int RAW = 101;

    private static final int SNAP_LENGTH = 262_144;
    private static final int COMMENT = 1;

    private final OutputStream out;
    private final CaptureFormat format;
    private final PacketMaker maker = new PacketMaker();

    /// Begins a capture.
    ///
    /// @param out closed with this
    /// @throws IOException if it cannot be written
    public PcapWriter(OutputStream out, CaptureFormat format) throws IOException {
        this.out = out;
        this.format = format;
        switch (format) {
            case PCAP ->
                    write(
                            numbers(24)
                                    .putInt(PcapReader.MICROSECONDS)
                                    .putShort((short) 2)
                                    .putShort((short) 4)
                                    .putLong(0)
                                    .putInt(SNAP_LENGTH)
                                    .putInt(RAW));
            case PCAPNG -> {
                section();
                description();
            }
        }
    }

    private void section() throws IOException {
        ByteBuffer body =
                numbers(16).putInt(PcapngReader.BYTE_ORDER).putShort((short) 1).putShort((short) 0);
        block(PcapngReader.SECTION, body.putLong(-1));
    }

    /// Times are in nanoseconds: option `if_tsresol`.
    private void description() throws IOException {
        ByteBuffer body = numbers(20).putShort((short) RAW).putShort((short) 0).putInt(SNAP_LENGTH);
        body.putShort((short) 9).putShort((short) 1).putInt(9).putInt(0);
        block(PcapngReader.INTERFACE, body);
    }

    private static ByteBuffer numbers(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void block(int type, ByteBuffer body) throws IOException {
        int length = body.position() + 12;
        ByteBuffer block = numbers(length).putInt(type).putInt(length).put(body.flip());
        write(block.putInt(length));
    }

    private void write(ByteBuffer filled) throws IOException {
        byte[] octets = new byte[filled.position()];
        filled.get(0, octets);
        out.write(octets);
    }

    /// Writes a message. An address that is not resolved is written as 0.0.0.0.
    ///
    /// @throws IllegalArgumentException if it is longer than what carried it can carry
    /// @throws IOException if it cannot be written
    public void write(Passed passed) throws IOException {
        List<byte[]> packets = maker.packets(passed);
        String remark = passed.transport().secure() ? passed.transport() + " in the clear" : null;
        for (int i = 0; i < packets.size(); i++) {
            boolean last = i == packets.size() - 1;
            packet(passed.at(), packets.get(i), last ? remark : null);
        }
    }

    private void packet(Instant at, byte[] octets, @Nullable String remark) throws IOException {
        if (format == CaptureFormat.PCAP) {
            write(
                    numbers(16 + octets.length)
                            .putInt((int) at.getEpochSecond())
                            .putInt(at.getNano() / 1_000)
                            .putInt(octets.length)
                            .putInt(octets.length)
                            .put(octets));
            return;
        }
        byte[] comment = remark == null ? new byte[0] : remark.getBytes(StandardCharsets.UTF_8);
        int options = comment.length == 0 ? 0 : 8 + padded(comment.length);
        ByteBuffer body = numbers(20 + padded(octets.length) + options);
        long nanos = at.getEpochSecond() * 1_000_000_000 + at.getNano();
        body.putInt(0).putInt((int) (nanos >>> 32)).putInt((int) nanos);
        body.putInt(octets.length).putInt(octets.length).put(octets);
        if (comment.length > 0) {
            body.position(20 + padded(octets.length));
            body.putShort((short) COMMENT).putShort((short) comment.length).put(comment);
        }
        block(PcapngReader.ENHANCED_PACKET, body.position(body.capacity()));
    }

    private static int padded(int length) {
        return (length + 3) / 4 * 4;
    }

    /// Writes out what is buffered.
    ///
    /// @throws IOException if it cannot be written
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
