package dev.ringback.stun;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The value of MAPPED-ADDRESS and of XOR-MAPPED-ADDRESS, RFC 5389 §15.1 and §15.2.
final class MappedAddress {
    private static final int IPV4 = 1;
    private static final int IPV6 = 2;
    private static final int HEAD = 4;

    private MappedAddress() {}

    /// The value for an address, made unreadable for those who rewrite addresses in passing.
    static byte[] xored(InetSocketAddress mapped, byte[] id) {
        byte[] address = mapped.getAddress().getAddress();
        ByteBuffer out = ByteBuffer.allocate(HEAD + address.length);
        out.putShort((short) (address.length == 4 ? IPV4 : IPV6));
        out.putShort((short) mapped.getPort());
        out.put(address);
        return mask(out.array(), id);
    }

    /// The address of such a value; null where it is none.
    static @Nullable InetSocketAddress readXored(byte[] value, byte[] id) {
        return read(mask(value.clone(), id));
    }

    /// The address of a plain value; null where it is none.
    static @Nullable InetSocketAddress read(byte[] value) {
        boolean short4 = value.length == HEAD + 4 && value[1] == IPV4;
        boolean long6 = value.length == HEAD + 16 && value[1] == IPV6;
        if (!short4 && !long6) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(value, 2, value.length - 2);
        int port = in.getShort() & 0xFFFF;
        byte[] address = new byte[in.remaining()];
        in.get(address);
        try {
            return new InetSocketAddress(InetAddress.getByAddress(address), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of 4 or 16 octets", e);
        }
    }

    /// Turns the port with the first half of the cookie, the address with the cookie and the id.
    private static byte[] mask(byte[] value, byte[] id) {
        byte[] key = ByteBuffer.allocate(16).putInt(StunMessage.COOKIE).put(id).array();
        for (int i = 2; i < value.length && i < HEAD + key.length; i++) {
            value[i] ^= key[i < HEAD ? i - 2 : i - HEAD];
        }
        return value;
    }
}
