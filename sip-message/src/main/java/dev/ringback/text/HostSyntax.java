package dev.ringback.text;

/// Hosts and ports: RFC 3261 §25.1 `host`, `hostport`.
public final class HostSyntax {
    private static final int GROUPS = 8;

    private HostSyntax() {}

    /// Where the host that begins at `start` ends (an IPv6 address stands in brackets), or -1 when
    /// there is none.
    public static int end(byte[] bytes, int start, int end) {
        if (start < end && bytes[start] == '[') {
            int close = start + 1;
            while (close < end && bytes[close] != ']') {
                close++;
            }
            return close < end && isIpv6(bytes, start + 1, close) ? close + 1 : -1;
        }
        int at = Ascii.skip(bytes, start, end, Ascii.HOST);
        return at == start ? -1 : at;
    }

    /// The port that the range is, 1 to 65535, or -1.
    public static int port(byte[] bytes, int start, int end) {
        int port = (int) Ascii.decimal(bytes, start, end, 65_535);
        return port == 0 ? -1 : port;
    }

    /// Whether the range is an IPv6 address without brackets: RFC 4291 §2.2. A third colon before
    /// an IPv4 address, which the grammar of RFC 3261 asks for, is tolerated: RFC 5118 §4.10.
    public static boolean isIpv6(byte[] bytes, int start, int end) {
        int groups = 0;
        boolean gap = false;
        int at = start;
        while (at < end) {
            if (bytes[at] == ':') {
                boolean two = at + 1 < end && bytes[at + 1] == ':';
                if (two ? gap : !betweenGroups(bytes, start, at, end)) {
                    return false;
                }
                gap |= two;
                at += two ? 2 : 1;
                at += two && isColonBeforeIpv4(bytes, at, end) ? 1 : 0;
                continue;
            }
            int after = Ascii.skip(bytes, at, end, Ascii.HEX);
            if (after < end && bytes[after] == '.') {
                return isIpv4(bytes, at, end) && complete(groups + 2, gap);
            }
            if (after == at || after - at > 4 || (after < end && bytes[after] != ':')) {
                return false;
            }
            groups++;
            at = after;
        }
        return complete(groups, gap);
    }

    private static boolean betweenGroups(byte[] bytes, int start, int colon, int end) {
        return colon > start && colon + 1 < end && bytes[colon - 1] != ':';
    }

    private static boolean isColonBeforeIpv4(byte[] bytes, int at, int end) {
        return at < end && bytes[at] == ':' && isIpv4(bytes, at + 1, end);
    }

    private static boolean complete(int groups, boolean gap) {
        return gap ? groups < GROUPS : groups == GROUPS;
    }

    /// Whether the range is an IPv4 address: four numbers up to 255.
    public static boolean isIpv4(byte[] bytes, int start, int end) {
        int at = start;
        for (int part = 0; part < 4; part++) {
            int after = Ascii.skip(bytes, at, end, Ascii.DIGIT);
            if (Ascii.decimal(bytes, at, after, 255) < 0) {
                return false;
            }
            boolean last = part == 3;
            if (last ? after != end : after >= end || bytes[after] != '.') {
                return false;
            }
            at = after + 1;
        }
        return true;
    }

    /// A host as it stands in a URI or Via: an IPv6 address in brackets.
    public static String bracketed(String host) {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    /// A host to compare and resolve: lower case, an IPv6 address without brackets.
    public static String bare(String hostText) {
        boolean brackets = hostText.startsWith("[");
        return Ascii.lower(brackets ? hostText.substring(1, hostText.length() - 1) : hostText);
    }

    /// The one spelling of a host to compare and resolve: lower case, an IPv6 address without
    /// brackets and as RFC 5952 §4 writes it. An IPv4-mapped IPv6 address stays an IPv6 address.
    public static String canonical(String hostText) {
        return hostText.startsWith("[")
                ? Ipv6Text.canonical(hostText.substring(1, hostText.length() - 1))
                : Ascii.lower(hostText);
    }

    /// Whether a text is a host, with or without brackets around an IPv6 address.
    public static boolean isHost(String host) {
        byte[] bytes = Ascii.bytes(bracketed(host));
        return end(bytes, 0, bytes.length) == bytes.length;
    }
}
