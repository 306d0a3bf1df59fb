package dev.ringback.locate;

import java.net.InetAddress;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Hosts that are written as numbers.
final class Literal {
    private static final Pattern NUMERIC =
            Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private Literal() {}

    /// The address that a host is, or null where it is a name. Nothing is looked up.
    ///
    /// @param host a host without brackets
    static @Nullable InetAddress address(String host) {
        try {
            return NUMERIC.matcher(host).matches() ? InetAddress.ofLiteral(host) : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /// Whether a server can be at an address: not at "any", which would be ourselves, and not at
    /// many.
    static boolean isServer(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean broadcast = bytes.length == 4 && (bytes[0] & 0xf0) == 0xf0;
        return !address.isAnyLocalAddress() && !address.isMulticastAddress() && !broadcast;
    }
}
