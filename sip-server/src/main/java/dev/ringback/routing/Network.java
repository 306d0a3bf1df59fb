package dev.ringback.routing;

import java.net.InetAddress;

/// A range of IP addresses, as RFC 4632 writes it: `192.0.2.0/24`, `2001:db8::/32`, or a single
/// address.
///
/// @param address the first address of the range; the bits behind the prefix are 0
/// @param prefix how many leading bits are the same, 0 to 32, or to 128 for IPv6
public record Network(InetAddress address, int prefix) {
    /// Checks the parts.
    ///
    /// @throws IllegalArgumentException with one line for the person who wrote it
    public Network {
        int bits = address.getAddress().length * Byte.SIZE;
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException(
                    "'/" + prefix + "' is no prefix length between 0 and " + bits);
        }
        byte[] bytes = address.getAddress();
        for (int bit = prefix; bit < bits; bit++) {
            if ((bytes[bit / Byte.SIZE] & 0x80 >> bit % Byte.SIZE) != 0) {
                throw new IllegalArgumentException(
                        "'"
                                + address.getHostAddress()
                                + '/'
                                + prefix
                                + "' has bits set behind its prefix");
            }
        }
    }

    /// Reads a network, or an address as a network of one.
    ///
    /// @throws IllegalArgumentException with one line for the person who wrote it
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        InetAddress address;
        try {
            address = InetAddress.ofLiteral(host);
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no network: write it like 192.0.2.0/24 or 2001:db8::/32");
        }
        if (slash < 0) {
            return new Network(address, address.getAddress().length * Byte.SIZE);
        }
        String length = text.substring(slash + 1);
        if (!length.matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException("'/" + length + "' is no prefix length");
        }
        return new Network(address, Integer.parseInt(length));
    }

    /// Whether an address lies in this range. An IPv4 address never lies in an IPv6 one.
    public boolean contains(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] theirs = other.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        int whole = prefix / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (mine[i] != theirs[i]) {
                return false;
            }
        }
        int rest = prefix % Byte.SIZE;
        return rest == 0 || (mine[whole] ^ theirs[whole]) >> (Byte.SIZE - rest) == 0;
    }

    /// As people write it: `192.0.2.0/24`.
    @Override
    public String toString() {
        return address.getHostAddress() + '/' + prefix;
    }
}
