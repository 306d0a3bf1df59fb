package dev.ringback.callflow.capture;

import dev.ringback.callflow.network.PacketReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;

/// Reads pcap files, see `pcap-savefile(5)`: of either order of octets, with micro- or nanoseconds.
final class PcapReader {
    static final int MICROSECONDS = 0xa1b2c3d4;
    static final int NANOSECONDS = 0xa1b23c4d;

    private static final int HEADER = 24;

    private final OctetInput in;
    private final PacketReader packets;

    PcapReader(OctetInput in, PacketReader packets) {
        this.in = in;
        this.packets = packets;
    }

    /// Whether a file begins so.
    static boolean begins(byte[] head) {
        int magic = ByteBuffer.wrap(head).getInt();
        return isMagic(magic) || isMagic(Integer.reverseBytes(magic));
    }

    private static boolean isMagic(int number) {
        return number == MICROSECONDS || number == NANOSECONDS;
    }

    void read() throws IOException {
        ByteBuffer header = in.numbers(HEADER);
        if (!isMagic(header.getInt(0))) {
            header.order(ByteOrder.BIG_ENDIAN);
            in.order(ByteOrder.BIG_ENDIAN);
        }
        long unit = header.getInt(0) == NANOSECONDS ? 1 : 1_000;
        int linkType = header.getInt(20) & 0xffff;
        if (!PacketReader.reads(linkType)) {
            throw in.wrong("Packets of link type " + linkType + " are not read");
        }
        while (!in.ends()) {
            ByteBuffer head = in.numbers(16);
            long captured = head.getInt(8) & 0xffff_ffffL;
            long original = head.getInt(12) & 0xffff_ffffL;
            if (captured > PacketReader.LONGEST) {
                throw in.wrong("A packet of " + captured + " octets");
            }
            long seconds = head.getInt(0) & 0xffff_ffffL;
            long nanos = (head.getInt(4) & 0xffff_ffffL) * unit;
            byte[] octets = in.octets((int) captured);
            Instant at = Instant.ofEpochSecond(seconds, nanos);
            packets.take(at, linkType, octets, captured >= original);
        }
    }
}
