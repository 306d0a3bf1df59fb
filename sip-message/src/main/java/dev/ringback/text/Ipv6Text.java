package dev.ringback.text;

import java.util.Arrays;

/// The one recommended spelling of an IPv6 address: RFC 5952 §4 and §5.
public final class Ipv6Text {
    private static final int GROUPS = 8;
    private static final int MAPPED = 0xffff;

    private Ipv6Text() {}

    /// The recommended spelling of an address without brackets, which [HostSyntax#isIpv6] has found
    /// good: no leading zeros, the longest run of zero groups cut out, lower case. An IPv4-mapped
    /// address is the only one that ends in dotted decimals.
    public static String canonical(String address) {
        int[] groups = groups(address);
        boolean mapped = groups[5] == MAPPED && run(groups, 0) == 5;
        return mapped ? "::ffff:" + dotted(groups) : hexadecimal(groups);
    }

    private static int[] groups(String address) {
        int[] groups = new int[GROUPS];
        int count = 0;
        int gap = GROUPS;
        int at = 0;
        while (at < address.length()) {
            if (address.charAt(at) == ':') {
                gap = at + 1 < address.length() && address.charAt(at + 1) == ':' ? count : gap;
                at++;
                continue;
            }
            int colon = address.indexOf(':', at);
            int end = colon < 0 ? address.length() : colon;
            int dot = address.indexOf('.', at);
            if (dot < 0 || dot > end) {
                groups[count++] = Integer.parseInt(address, at, end, 16);
            } else {
                String[] octets = address.substring(at, end).split("\\.", 4);
                groups[count++] = group(octets[0], octets[1]);
                groups[count++] = group(octets[2], octets[3]);
            }
            at = end;
        }
        return gap == GROUPS ? groups : widened(groups, gap, count);
    }

    private static int group(String high, String low) {
        return Integer.parseInt(high) << 8 | Integer.parseInt(low);
    }

    /// The groups with zeros where the two colons stand.
    private static int[] widened(int[] groups, int gap, int count) {
        int[] wide = Arrays.copyOf(groups, GROUPS);
        Arrays.fill(wide, gap, GROUPS, 0);
        System.arraycopy(groups, gap, wide, GROUPS - (count - gap), count - gap);
        return wide;
    }

    /// How many groups from `start` on are zero.
    private static int run(int[] groups, int start) {
        int at = start;
        while (at < GROUPS && groups[at] == 0) {
            at++;
        }
        return at - start;
    }

    private static String dotted(int[] groups) {
        return (groups[6] >> 8)
                + "."
                + (groups[6] & 0xff)
                + '.'
                + (groups[7] >> 8)
                + '.'
                + (groups[7] & 0xff);
    }

    private static String hexadecimal(int[] groups) {
        int cut = -1;
        int longest = 1;
        for (int at = 0; at < GROUPS; at++) {
            int run = run(groups, at);
            if (run > longest) {
                cut = at;
                longest = run;
            }
        }
        StringBuilder text = new StringBuilder(39);
        for (int at = 0; at < GROUPS; at++) {
            if (at == cut) {
                text.append("::");
                at += longest - 1;
                continue;
            }
            boolean first = text.isEmpty() || text.charAt(text.length() - 1) == ':';
            text.append(first ? "" : ":").append(Integer.toHexString(groups[at]));
        }
        return text.toString();
    }
}
