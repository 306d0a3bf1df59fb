package dev.ringback.guard;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// A network: an address and how many of its bits count. RFC 4632 §3.1.
public final class Network {
    private final byte[] address;
    private final int bits;

    private Network(byte[] address, int bits) {
        this.address = address;
        this.bits = bits;
    }

    /// Reads `192.0.2.0/24`, `2001:db8::/32`, or one address.
    ///
    /// @throws IllegalArgumentException with what is wrong
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        String literal = slash < 0 ? text : text.substring(0, slash);
        byte[] address;
        try {
            address = InetAddress.ofLiteral(literal).getAddress();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no network, as 192.0.2.0/24 or 2001:db8::/32", e);
        }
        int most = address.length * Byte.SIZE;
        int bits = slash < 0 ? most : number(text.substring(slash + 1));
        if (bits < 0 || bits > most) {
            throw new IllegalArgumentException(
                    "'" + text + "' has " + most + " bits, so 0 to " + most + " of them can count");
        }
        for (int i = bits; i < most; i++) {
            if (((address[i / Byte.SIZE] >> (7 - i % Byte.SIZE)) & 1) != 0) {
                throw new IllegalArgumentException(
                        "'" + text + "' has bits set that do not count: is it one address?");
            }
        }
        return new Network(address, bits);
    }

    private static int number(String digits) {
        boolean good = digits.matches("[0-9]{1,3}");
        return good ? Integer.parseInt(digits) : -1;
    }

    /// Whether an address lies in it.
    public boolean contains(InetAddress candidate) {
        byte[] other = candidate.getAddress();
        if (other.length != address.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        if (!Arrays.equals(address, 0, whole, other, 0, whole)) {
            return false;
        }
        int rest = bits % Byte.SIZE;
        return rest == 0 || ((address[whole] ^ other[whole]) & 0xff) >> (Byte.SIZE - rest) == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Network network
                && bits == network.bits
                && Arrays.equals(address, network.address);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(address) + bits;
    }

    /// The notation that [#parse] reads.
    @Override
    public String toString() {
        try {
            return InetAddress.getByAddress(address).getHostAddress() + '/' + bits;
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
