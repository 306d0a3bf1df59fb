package dev.ringback.stack;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A next hop as RFC 3263 names it: transport, address and port, and over TLS the domain that has
/// to be there. The runtime finds an open flow to it or makes one.
///
/// Two hops over TLS are the same only where the domain is: a connection is never shared by its
/// address alone (RFC 5923 §9.2).
///
/// @param transport the transport
/// @param remote the resolved address of the next element
/// @param domain the host of the URI that led here, in lower case, which the certificate of the
///     peer has to name (RFC 5922 §7.3): a name, or an address without brackets; null where the
///     transport is not secure
public record Hop(Transport transport, InetSocketAddress remote, @Nullable String domain)
        implements Destination {
    /// Keeps the domain where the transport is secure, and takes the address for it where none is
    /// given.
    public Hop {
        if (!transport.secure()) {
            domain = null;
        } else if (domain == null) {
            domain = sameDomain(remote.getAddress().getHostAddress());
        } else {
            domain = sameDomain(domain);
        }
    }

    /// A domain in the one spelling that is compared: in lower case, without the brackets of an
    /// address, without the dot at the end of a name; IPv6 addresses with all of their groups and
    /// no zone.
    public static String sameDomain(String domain) {
        boolean brackets = domain.startsWith("[") && domain.endsWith("]");
        int end = domain.length() - (brackets || domain.endsWith(".") ? 1 : 0);
        String bare = domain.substring(brackets ? 1 : 0, end).toLowerCase(Locale.ROOT);
        int zone = bare.indexOf('%');
        String address = zone < 0 ? bare : bare.substring(0, zone);
        if (address.indexOf(':') < 0) {
            return bare;
        }
        try {
            return InetAddress.ofLiteral(address).getHostAddress();
        } catch (IllegalArgumentException _) {
            return bare;
        }
    }

    /// A hop that is known by its address alone.
    public Hop(Transport transport, InetSocketAddress remote) {
        this(transport, remote, null);
    }
}
