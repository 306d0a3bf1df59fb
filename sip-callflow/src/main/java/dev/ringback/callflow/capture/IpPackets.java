package dev.ringback.callflow.capture;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/// Makes IP packets with checksums, UDP in fragments where it has to: RFC 791, RFC 8200 §4.5, §8.1.
final class IpPackets {
    static final int TCP = 6;
    static final int UDP = 17;

    private static final int FRAGMENT = 44;
    private static final int HOPS = 64;
    private static final int MTU = 1_500;
    private static final int MORE = 0x2000;
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff};

    private int identification;

    /// Adds the packets that carry a datagram or a segment, whose checksum is set here.
    void add(
            List<byte[]> packets,
            InetSocketAddress from,
            InetSocketAddress to,
            int protocol,
            byte[] payload) {
        byte[] source = octets(from);
        byte[] destination = octets(to);
        if (source.length != destination.length) {
            source = mapped(source);
            destination = mapped(destination);
        }
        Head head = new Head(source, destination, protocol);
        head.checksum(payload);
        identification++;
        int room = (MTU - head.length() - (head.v6() ? 8 : 0)) / 8 * 8;
        if (protocol == TCP || head.length() + payload.length <= MTU) {
            packets.add(head.packet(payload));
            return;
        }
        for (int at = 0; at < payload.length; at += room) {
            int end = Math.min(payload.length, at + room);
            byte[] part = Arrays.copyOfRange(payload, at, end);
            packets.add(head.fragment(part, at, end < payload.length, identification));
        }
    }

    private static byte[] octets(InetSocketAddress address) {
        InetAddress resolved = address.getAddress();
        return resolved == null ? new byte[4] : resolved.getAddress();
    }

    private static byte[] mapped(byte[] address) {
        if (address.length != 4) {
            return address;
        }
        byte[] mapped = Arrays.copyOf(MAPPED, 16);
        System.arraycopy(address, 0, mapped, 12, 4);
        return mapped;
    }

    /// What the packets of one payload have in common.
    @SuppressWarnings("ArrayRecordComponent")
    private record Head(byte[] source, byte[] destination, int protocol) {
        boolean v6() {
            return source.length == 16;
        }

        int length() {
            return v6() ? 40 : 20;
        }

        byte[] packet(byte[] payload) {
            return v6() ? v6(protocol, payload) : v4(payload, 0, 0);
        }

        byte[] fragment(byte[] part, int offset, boolean more, int identification) {
            if (!v6()) {
                return v4(part, offset / 8 | (more ? MORE : 0), identification);
            }
            ByteBuffer payload = ByteBuffer.allocate(8 + part.length);
            payload.put((byte) protocol).put((byte) 0);
            payload.putShort((short) (offset | (more ? 1 : 0))).putInt(identification).put(part);
            return v6(FRAGMENT, payload.array());
        }

        private byte[] v4(byte[] payload, int place, int identification) {
            ByteBuffer packet = ByteBuffer.allocate(length() + payload.length);
            packet.put((byte) 0x45).put((byte) 0).putShort((short) packet.capacity());
            packet.putShort((short) identification).putShort((short) place);
            packet.put((byte) HOPS).put((byte) protocol).putShort((short) 0);
            packet.put(source).put(destination).put(payload);
            int sum = sum(0, packet.array(), length());
            return packet.putShort(10, (short) ~folded(sum)).array();
        }

        private byte[] v6(int next, byte[] payload) {
            ByteBuffer packet = ByteBuffer.allocate(length() + payload.length);
            packet.putInt(0x60000000).putShort((short) payload.length);
            packet.put((byte) next).put((byte) HOPS).put(source).put(destination);
            return packet.put(payload).array();
        }

        /// Sets the checksum of UDP or TCP, over the pseudo-header too.
        void checksum(byte[] payload) {
            int sum = sum(sum(0, source, source.length), destination, destination.length);
            sum = folded(sum(sum + protocol + payload.length, payload, payload.length));
            int checksum = ~sum & 0xffff;
            boolean none = checksum == 0 && protocol == UDP;
            int at = protocol == UDP ? 6 : 16;
            ByteBuffer.wrap(payload).putShort(at, (short) (none ? 0xffff : checksum));
        }

        private static int sum(int start, byte[] octets, int length) {
            int sum = start;
            for (int i = 0; i < length; i++) {
                int octet = octets[i] & 0xff;
                sum = folded(sum + ((i & 1) == 0 ? octet << 8 : octet));
            }
            return sum;
        }

        private static int folded(int sum) {
            return (sum & 0xffff) + (sum >>> 16);
        }
    }
}
