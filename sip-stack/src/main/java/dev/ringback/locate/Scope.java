package dev.ringback.locate;

import java.net.InetAddress;

/// How far the network reaches that an address belongs to, the narrowest first.
public enum Scope {
    /// This machine.
    LOOPBACK,
    /// The networks of one site: RFC 1918, RFC 6598, RFC 4193, and links.
    SITE,
    /// Everybody.
    GLOBAL;

    private static final int SHARED = 100;

    /// The scope of an address.
    public static Scope of(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return LOOPBACK;
        }
        byte[] bytes = address.getAddress();
        boolean v4 = bytes.length == 4;
        boolean shared = v4 && bytes[0] == SHARED && (bytes[1] & 0xc0) == 0x40;
        boolean unique = !v4 && (bytes[0] & 0xfe) == 0xfc;
        boolean site = address.isSiteLocalAddress() || address.isLinkLocalAddress();
        return site || shared || unique ? SITE : GLOBAL;
    }

    /// Whether somebody at one address may have us send to another: nobody gets us to send to a
    /// network that is narrower than its own.
    static boolean permits(InetAddress from, InetAddress to) {
        return of(to).compareTo(of(from)) >= 0;
    }
}
