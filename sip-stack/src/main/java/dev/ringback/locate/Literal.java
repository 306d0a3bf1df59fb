package dev.ringback.locate;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// Hosts that are written as numbers.
final class Literal {
    private Literal() {}

    /// The address that a host is, or null where it is a name. Nothing is looked up.
    ///
    /// @param host a host without brackets
    static @Nullable InetAddress address(String host) {
        try {
            return isNumeric(host) ? InetAddress.ofLiteral(host) : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /// Whether a host can be four decimal numbers, or an IPv6 address without a zone.
    private static boolean isNumeric(String host) {
        int dots = 0;
        int colons = 0;
        int digits = 0;
        int most = 0;
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c == ':') {
                colons++;
            } else if (c == '.') {
                dots++;
                digits = 0;
            } else if (c >= '0' && c <= '9') {
                most = Math.max(most, ++digits);
            } else if (Character.digit(c, 16) < 0 || c >= 128) {
                return false;
            } else {
                most = Integer.MAX_VALUE;
            }
        }
        return colons > 0 || (dots == 3 && most <= 3);
    }

    /// Whether a server can be at an address: not at "any", which would be ourselves, and not at
    /// many.
    static boolean isServer(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean broadcast = bytes.length == 4 && (bytes[0] & 0xf0) == 0xf0;
        return !address.isAnyLocalAddress() && !address.isMulticastAddress() && !broadcast;
    }
}
