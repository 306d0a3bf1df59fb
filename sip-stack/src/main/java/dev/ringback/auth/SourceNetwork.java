package dev.ringback.auth;

import java.net.InetAddress;
import java.util.Arrays;

/// Where requests come from, as far as a peer cannot choose it: an IPv4 address, or the 64 bits of
/// an IPv6 address below which a customer takes what it likes. Immutable, with value equality.
public final class SourceNetwork {
    /// No source in particular.
    public static final SourceNetwork NONE = new SourceNetwork(new byte[0]);

    private static final int IPV4 = 4;
    private static final int IPV6 = 16;
    private static final int NETWORK = 8;

    private final byte[] octets;

    private SourceNetwork(byte[] octets) {
        this.octets = octets;
    }

    /// That of an address.
    public static SourceNetwork of(InetAddress address) {
        byte[] all = address.getAddress();
        return new SourceNetwork(all.length == IPV6 ? Arrays.copyOf(all, NETWORK) : all);
    }

    /// Its octets: 4 or 8, none for [#NONE].
    byte[] octets() {
        return octets;
    }

    /// A number that stands for it, and that nobody can predict who does not know the secret.
    public long hash(long secret) {
        long key = secret ^ octets.length;
        for (byte octet : octets) {
            key = (key ^ octet) * 0x9E37_79B9_7F4A_7C15L;
            key ^= key >>> 29;
        }
        return key;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SourceNetwork source && Arrays.equals(octets, source.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /// The address, or the network as `2001:db8:0:1::/64`.
    @Override
    public String toString() {
        if (octets.length == 0) {
            return "none";
        }
        StringBuilder text = new StringBuilder();
        if (octets.length == IPV4) {
            for (byte octet : octets) {
                text.append(text.isEmpty() ? "" : ".").append(octet & 0xff);
            }
            return text.toString();
        }
        for (int i = 0; i < NETWORK; i += 2) {
            int group = ((octets[i] & 0xff) << 8) | (octets[i + 1] & 0xff);
            text.append(Integer.toHexString(group)).append(':');
        }
        return text.append(":/64").toString();
    }
}
