package dev.ringback.callflow.capture;

import dev.ringback.callflow.network.PacketReader;
import dev.ringback.callflow.secrets.KeyLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads pcapng files: draft-ietf-opsawg-pcapng. All sections and interfaces; of the blocks those
/// of sections, interfaces, packets (enhanced, simple, obsolete) and of the secrets of TLS.
final class PcapngReader {
    static final int SECTION = 0x0a0d0d0a;
    static final int INTERFACE = 1;
    static final int ENHANCED_PACKET = 6;
    static final int BYTE_ORDER = 0x1a2b3c4d;

    private static final int PACKET = 2;
    private static final int SIMPLE_PACKET = 3;
    private static final int SECRETS = 10;
    private static final int TLS_KEY_LOG = 0x544c534b;
    private static final int LONGEST_BLOCK = 16 << 20;
    private static final int MOST_INTERFACES = 4_096;

    private final OctetInput in;
    private final @Nullable PacketReader packets;
    private final KeyLog keyLog;
    private final List<CaptureInterface> interfaces = new ArrayList<>();
    private Instant last = Instant.EPOCH;

    /// @param packets who takes the packets, or null where only the secrets are wanted
    PcapngReader(OctetInput in, @Nullable PacketReader packets, KeyLog keyLog) {
        this.in = in;
        this.packets = packets;
        this.keyLog = keyLog;
    }

    /// Whether a file begins so.
    static boolean begins(byte[] head) {
        return head.length >= 4 && ByteBuffer.wrap(head).getInt() == SECTION;
    }

    void read() throws IOException {
        while (!in.ends()) {
            ByteBuffer head = in.numbers(8);
            int type = head.getInt(0);
            if (type == SECTION) {
                section(head);
                continue;
            }
            int length = head.getInt(4);
            if (length < 12 || length % 4 != 0) {
                throw in.wrong("A block of " + (length & 0xffff_ffffL) + " octets");
            }
            if (wanted(type) && length <= LONGEST_BLOCK) {
                block(type, in.numbers(length - 12));
            } else {
                in.skip(length - 12);
            }
            trailer(length);
        }
    }

    private boolean wanted(int type) {
        return switch (type) {
            case SECRETS -> true;
            case INTERFACE, PACKET, SIMPLE_PACKET, ENHANCED_PACKET -> packets != null;
            default -> false;
        };
    }

    private void trailer(int length) throws IOException {
        if (in.numbers(4).getInt(0) != length) {
            throw in.wrong("A block that ends otherwise than it began");
        }
    }

    private void section(ByteBuffer head) throws IOException {
        ByteBuffer magic = in.numbers(4);
        if (magic.getInt(0) != BYTE_ORDER) {
            boolean little = in.order() == ByteOrder.LITTLE_ENDIAN;
            in.order(little ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        }
        if (magic.order(in.order()).getInt(0) != BYTE_ORDER) {
            throw in.wrong("A section of an unknown order of octets");
        }
        int length = head.order(in.order()).getInt(4);
        if (length < 28 || length % 4 != 0) {
            throw in.wrong("A section header of " + (length & 0xffff_ffffL) + " octets");
        }
        in.skip(length - 16);
        trailer(length);
        interfaces.clear();
    }

    private void block(int type, ByteBuffer body) throws IOException {
        switch (type) {
            case INTERFACE -> {
                least(body, 8);
                if (interfaces.size() == MOST_INTERFACES) {
                    throw in.wrong("More than " + MOST_INTERFACES + " interfaces");
                }
                interfaces.add(CaptureInterface.of(body));
            }
            case ENHANCED_PACKET -> {
                least(body, 20);
                packet(body, of(body.getInt(0)));
            }
            case PACKET -> {
                least(body, 20);
                packet(body, of(body.getShort(0) & 0xffff));
            }
            case SIMPLE_PACKET -> simple(body);
            default -> secrets(body);
        }
    }

    private void least(ByteBuffer body, int octets) throws CaptureException {
        if (body.limit() < octets) {
            throw in.wrong("A block that is too short");
        }
    }

    private CaptureInterface of(int number) throws CaptureException {
        if (number < 0 || number >= interfaces.size()) {
            throw in.wrong("A packet of an interface that is not described");
        }
        return interfaces.get(number);
    }

    private void packet(ByteBuffer body, CaptureInterface origin) throws CaptureException {
        last = origin.time(body.getInt(4), body.getInt(8));
        long captured = body.getInt(12) & 0xffff_ffffL;
        take(origin, body, 20, captured, body.getInt(16) & 0xffff_ffffL);
    }

    /// It has no time: that of the packet before it counts.
    private void simple(ByteBuffer body) throws CaptureException {
        least(body, 4);
        CaptureInterface origin = of(0);
        long original = body.getInt(0) & 0xffff_ffffL;
        long snapLength = origin.snapLength() & 0xffff_ffffL;
        long bound = snapLength == 0 ? original : Math.min(original, snapLength);
        take(origin, body, 4, Math.min(bound, body.limit() - 4), original);
    }

    private void take(
            CaptureInterface origin, ByteBuffer body, int start, long captured, long original)
            throws CaptureException {
        if (captured > body.limit() - start) {
            throw in.wrong("A packet that is longer than its block");
        }
        if (captured > PacketReader.LONGEST) {
            throw in.wrong("A packet of " + captured + " octets");
        }
        byte[] octets = new byte[(int) captured];
        body.get(start, octets);
        if (packets != null) {
            packets.take(last, origin.linkType(), octets, captured >= original);
        }
    }

    private void secrets(ByteBuffer body) throws CaptureException {
        least(body, 8);
        int length = body.getInt(4);
        if (length < 0 || length > body.limit() - 8) {
            throw in.wrong("Secrets that are longer than their block");
        }
        if (body.getInt(0) == TLS_KEY_LOG) {
            byte[] text = new byte[length];
            body.get(8, text);
            keyLog.add(new String(text, StandardCharsets.ISO_8859_1));
        }
    }
}
