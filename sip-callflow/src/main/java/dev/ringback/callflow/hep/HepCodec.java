package dev.ringback.callflow.hep;

import java.io.ByteArrayOutputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Writes packets of HEP version 3 and reads those of versions 1 to 3. Any thread.
///
/// Version 3 is the magic `HEP3`, the length of all, then chunks: vendor, type, length, value.
/// Chunks of vendors and of unknown types are left out.
public final class HepCodec {
    /// No packet is longer, in octets.
    public static final int LONGEST = 65_535;

    /// The octets after which the length of a packet on a stream is known.
    public static final int HEADER = 6;

    private static final int MAGIC = 0x48455033;
    private static final int CHUNK = 6;
    private static final int IPV4 = 2;
    private static final int IPV6 = 10;

    private static final int FAMILY = 1;
    private static final int PROTOCOL = 2;
    private static final int FROM_V4 = 3;
    private static final int TO_V4 = 4;
    private static final int FROM_V6 = 5;
    private static final int TO_V6 = 6;
    private static final int FROM_PORT = 7;
    private static final int TO_PORT = 8;
    private static final int SECONDS = 9;
    private static final int MICROSECONDS = 10;
    private static final int TYPE = 11;
    private static final int AGENT = 12;
    private static final int KEY = 14;
    private static final int PAYLOAD = 15;
    private static final int CORRELATION = 17;

    private HepCodec() {}

    /// A packet in version 3. Addresses of two families are both written as IPv6, one that is not
    /// resolved as zeros.
    ///
    /// @throws IllegalArgumentException if it would be longer than [#LONGEST]
    public static byte[] encode(HepPacket packet) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        InetAddress from = packet.from().getAddress();
        InetAddress to = packet.to().getAddress();
        boolean v6 = from instanceof Inet6Address || to instanceof Inet6Address;
        octet(chunks, FAMILY, v6 ? IPV6 : IPV4);
        octet(chunks, PROTOCOL, packet.protocol());
        chunk(chunks, v6 ? FROM_V6 : FROM_V4, octets(from, v6));
        chunk(chunks, v6 ? TO_V6 : TO_V4, octets(to, v6));
        number(chunks, FROM_PORT, 2, packet.from().getPort());
        number(chunks, TO_PORT, 2, packet.to().getPort());
        Instant at = packet.at();
        number(chunks, SECONDS, 4, at.getEpochSecond());
        number(chunks, MICROSECONDS, 4, at.getNano() / 1_000);
        HepOrigin origin = packet.origin();
        octet(chunks, TYPE, origin.type());
        number(chunks, AGENT, 4, origin.agent());
        text(chunks, KEY, origin.key());
        text(chunks, CORRELATION, origin.correlation());
        chunk(chunks, PAYLOAD, packet.payload());
        int length = HEADER + chunks.size();
        if (length > LONGEST) {
            throw new IllegalArgumentException("a packet of " + length + " octets");
        }
        ByteBuffer whole = ByteBuffer.allocate(length).putInt(MAGIC).putShort((short) length);
        return whole.put(chunks.toByteArray()).array();
    }

    private static void octet(ByteArrayOutputStream out, int type, int value) {
        chunk(out, type, new byte[] {(byte) value});
    }

    private static void number(ByteArrayOutputStream out, int type, int width, long value) {
        byte[] octets = ByteBuffer.allocate(Long.BYTES).putLong(value).array();
        chunk(out, type, Arrays.copyOfRange(octets, Long.BYTES - width, Long.BYTES));
    }

    private static void text(ByteArrayOutputStream out, int type, String text) {
        if (!text.isEmpty()) {
            chunk(out, type, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void chunk(ByteArrayOutputStream out, int type, byte[] value) {
        int length = CHUNK + value.length;
        if (length > LONGEST) {
            throw new IllegalArgumentException("a chunk of " + length + " octets");
        }
        ByteBuffer header = ByteBuffer.allocate(CHUNK).putShort((short) 0).putShort((short) type);
        out.writeBytes(header.putShort((short) length).array());
        out.writeBytes(value);
    }

    private static byte[] octets(@Nullable InetAddress address, boolean v6) {
        byte[] octets = address == null ? new byte[v6 ? 16 : 4] : address.getAddress();
        if (!v6 || octets.length == 16) {
            return octets;
        }
        byte[] mapped = new byte[16];
        mapped[10] = (byte) 0xff;
        mapped[11] = (byte) 0xff;
        System.arraycopy(octets, 0, mapped, 12, 4);
        return mapped;
    }

    /// How long the packet of version 3 is that begins so, or -1 where none does.
    ///
    /// @param header the first [#HEADER] octets
    public static int length(byte[] header) {
        ByteBuffer in = ByteBuffer.wrap(header);
        int length = in.getShort(4) & 0xffff;
        return in.getInt(0) == MAGIC && length >= HEADER ? length : -1;
    }

    /// The packet, or null where it is none: another magic, chunks that do not fit, no addresses,
    /// no payload.
    ///
    /// @param arrived the time of a packet that has none: those of version 1
    public static @Nullable HepPacket decode(byte[] octets, Instant arrived) {
        try {
            if (octets.length >= HEADER && length(octets) >= 0) {
                return chunks(ByteBuffer.wrap(octets, 0, Math.min(octets.length, length(octets))));
            }
            return old(ByteBuffer.wrap(octets), arrived);
        } catch (BufferUnderflowException _) {
            return null;
        }
    }

    private static @Nullable HepPacket chunks(ByteBuffer in) {
        in.position(HEADER);
        byte[][] values = new byte[CORRELATION + 1][];
        while (in.remaining() >= CHUNK) {
            int vendor = in.getShort();
            int type = in.getShort() & 0xffff;
            int length = (in.getShort() & 0xffff) - CHUNK;
            if (length < 0) {
                return null;
            }
            byte[] value = new byte[length];
            in.get(value);
            if (vendor == 0 && type <= CORRELATION) {
                values[type] = value;
            }
        }
        InetSocketAddress from = address(values, FROM_V4, FROM_V6, FROM_PORT);
        InetSocketAddress to = address(values, TO_V4, TO_V6, TO_PORT);
        if (from == null || to == null || values[PAYLOAD] == null) {
            return null;
        }
        Instant at =
                Instant.ofEpochSecond(
                        number(values, SECONDS), number(values, MICROSECONDS) * 1_000);
        HepOrigin origin =
                new HepOrigin(
                        (int) number(values, TYPE),
                        number(values, AGENT),
                        text(values, KEY),
                        text(values, CORRELATION));
        return new HepPacket(at, (int) number(values, PROTOCOL), from, to, origin, values[PAYLOAD]);
    }

    private static @Nullable InetSocketAddress address(byte[][] values, int v4, int v6, int port) {
        byte[] octets = values[v4] == null ? values[v6] : values[v4];
        return octets == null ? null : address(octets, (int) number(values, port));
    }

    private static @Nullable InetSocketAddress address(byte[] octets, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(octets), port & 0xffff);
        } catch (UnknownHostException _) {
            return null;
        }
    }

    /// An unsigned number of up to 32 bits, 0 where there is none.
    private static long number(byte[][] values, int type) {
        long number = 0;
        if (values[type] != null && values[type].length <= 4) {
            for (byte octet : values[type]) {
                number = number << 8 | (octet & 0xff);
            }
        }
        return number;
    }

    private static String text(byte[][] values, int type) {
        return values[type] == null ? "" : new String(values[type], StandardCharsets.UTF_8);
    }

    /// Versions 1 and 2: version, length of the header, family, protocol, ports, addresses; version
    /// 2 has the time after that, of the octets' order of most machines.
    private static @Nullable HepPacket old(ByteBuffer in, Instant arrived) {
        int version = in.get();
        int length = in.get() & 0xff;
        int family = in.get();
        int protocol = in.get() & 0xff;
        int fromPort = in.getShort();
        int toPort = in.getShort();
        byte[] from = new byte[family == IPV6 ? 16 : 4];
        byte[] to = from.clone();
        in.get(from);
        in.get(to);
        boolean known = version == 1 || version == 2;
        if (!known || (family != IPV4 && family != IPV6) || length != in.position()) {
            return null;
        }
        Instant at = arrived;
        HepOrigin origin = HepOrigin.sip();
        if (version == 2) {
            in.order(java.nio.ByteOrder.LITTLE_ENDIAN);
            long seconds = in.getInt() & 0xffff_ffffL;
            at = Instant.ofEpochSecond(seconds, (in.getInt() & 0xffff_ffffL) * 1_000);
            origin = origin.from(in.getShort() & 0xffff);
            in.getShort();
        }
        byte[] payload = new byte[in.remaining()];
        in.get(payload);
        InetSocketAddress sender = address(from, fromPort);
        InetSocketAddress receiver = address(to, toPort);
        return sender == null || receiver == null
                ? null
                : new HepPacket(at, protocol, sender, receiver, origin, payload);
    }
}
