package dev.ringback.callflow.network;

/// Where IP begins in a packet, by the link types of `pcap-linktype(7)`.
final class LinkLayer {
    static final int NO_IP = -1;

    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86dd;

    /// Networks stack two of them; a packet with many more is made up.
    private static final int MOST_TAGS = 8;

    private LinkLayer() {}

    /// Whether packets of this link type are read.
    static boolean known(int type) {
        return switch (type) {
            case 0, 1, 12, 14, 101, 108, 113, 228, 229, 276 -> true;
            default -> false;
        };
    }

    /// The place of the IP header, or [#NO_IP].
    static int ip(int type, byte[] octets) {
        return switch (type) {
            case 1 -> etherType(octets, 12);
            case 113 -> etherType(octets, 14);
            case 276 -> octets.length >= 20 ? behind(octets, number(octets, 0), 20) : NO_IP;
            case 0, 108 -> octets.length > 4 ? 4 : NO_IP;
            case 12, 14, 101, 228, 229 -> 0;
            default -> NO_IP;
        };
    }

    /// Behind a type, and behind the tags of IEEE 802.1Q and 802.1ad that it may announce.
    private static int etherType(byte[] octets, int at) {
        return at + 2 <= octets.length ? behind(octets, number(octets, at), at + 2) : NO_IP;
    }

    private static int behind(byte[] octets, int type, int at) {
        int next = type;
        int from = at;
        for (int tags = 0; tag(next); tags++) {
            if (tags == MOST_TAGS || from + 4 > octets.length) {
                return NO_IP;
            }
            next = number(octets, from + 2);
            from += 4;
        }
        return next == IPV4 || next == IPV6 ? from : NO_IP;
    }

    private static boolean tag(int type) {
        return switch (type) {
            case 0x8100, 0x88a8, 0x9100, 0x9200 -> true;
            default -> false;
        };
    }

    private static int number(byte[] octets, int at) {
        return (octets[at] & 0xff) << 8 | (octets[at + 1] & 0xff);
    }
}
