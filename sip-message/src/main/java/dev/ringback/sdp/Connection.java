package dev.ringback.sdp;

import dev.ringback.text.Ascii;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where media goes: `c=`, RFC 8866 §5.7.
///
/// @param netType the network, `IN`
/// @param addressType `IP4` or `IP6`
/// @param address a name or an address; an IPv6 address without brackets
/// @param ttl the time to live of an IPv4 multicast address, 0 to 255; -1 for other addresses
/// @param count how many multicast addresses there are, counted upwards from this one; 1 or more
public record Connection(String netType, String addressType, String address, int ttl, int count) {
    private static final int NO_TTL = -1;
    private static final int MOST_TTL = 255;

    /// @throws IllegalArgumentException if a field is not as the grammar has it
    public Connection {
        SdpSyntax.require(SdpSyntax.isToken(netType), "network type", netType);
        SdpSyntax.require(SdpSyntax.isToken(addressType), "address type", addressType);
        boolean good = isGood(netType, addressType, address, ttl, count);
        SdpSyntax.require(good, "connection address", address);
    }

    /// A unicast address, or the name of one, in the Internet.
    ///
    /// @param address a name or an address; an IPv6 address without brackets
    /// @throws IllegalArgumentException if it is none
    public static Connection of(String address) {
        return new Connection("IN", addressType(address), address, NO_TTL, 1);
    }

    static String addressType(String address) {
        return address.indexOf(':') >= 0 ? "IP6" : "IP4";
    }

    private static boolean isGood(
            String netType, String addressType, String address, int ttl, int count) {
        if (!SdpSyntax.isAddress(netType, addressType, address)) {
            return false;
        }
        boolean four = netType.equals("IN") && addressType.equals("IP4");
        boolean six = netType.equals("IN") && addressType.equals("IP6");
        if (four && isMulticast4(address)) {
            return ttl >= 0 && ttl <= MOST_TTL && count >= 1;
        }
        return ttl == NO_TTL && (count == 1 || (six && isMulticast6(address) && count > 1));
    }

    private static boolean isMulticast4(String address) {
        String[] parts = address.split("\\.", -1);
        long first = parts.length == 4 ? Ascii.decimal(parts[0], MOST_TTL) : -1;
        boolean numbers = first >= 224 && first <= 239;
        for (String part : parts) {
            numbers &= Ascii.decimal(part, MOST_TTL) >= 0;
        }
        return numbers;
    }

    private static boolean isMulticast6(String address) {
        return address.indexOf(':') > 2 && address.regionMatches(true, 0, "ff", 0, 2);
    }

    /// Reads what follows `c=`; null when it is malformed.
    public static @Nullable Connection parse(String text) {
        List<String> fields = SdpSyntax.fields(text);
        if (fields.size() != 3) {
            return null;
        }
        String netType = fields.get(0);
        String addressType = fields.get(1);
        if (!SdpSyntax.isToken(netType) || !SdpSyntax.isToken(addressType)) {
            return null;
        }
        boolean internet =
                netType.equals("IN") && (addressType.equals("IP4") || addressType.equals("IP6"));
        String[] parts = internet ? fields.get(2).split("/", -1) : new String[] {fields.get(2)};
        boolean live = parts.length > 1 && addressType.equals("IP4");
        int most = addressType.equals("IP4") ? 3 : 2;
        int ttl = live ? (int) Ascii.decimal(parts[1], MOST_TTL) : NO_TTL;
        int last = live ? 2 : 1;
        int count = parts.length > last ? (int) Ascii.decimal(parts[last], Integer.MAX_VALUE) : 1;
        boolean good =
                parts.length <= most
                        && (!live || ttl >= 0)
                        && isGood(netType, addressType, parts[0], ttl, count);
        return good ? new Connection(netType, addressType, parts[0], ttl, count) : null;
    }

    /// Whether the address is an IP multicast address.
    public boolean multicast() {
        return ttl != NO_TTL || (addressType.equals("IP6") && isMulticast6(address));
    }

    /// Whether it is `0.0.0.0` or `::`: no address yet, or in old systems a call on hold (RFC 3264
    /// §8.4).
    public boolean unspecified() {
        return address.equals("0.0.0.0") || address.equals("::");
    }

    /// The wire form, without `c=`.
    @Override
    public String toString() {
        return netType
                + ' '
                + addressType
                + ' '
                + address
                + (ttl == NO_TTL ? "" : "/" + ttl)
                + (count == 1 ? "" : "/" + count);
    }
}
