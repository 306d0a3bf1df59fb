package dev.ringback.uri;

import dev.ringback.text.Ascii;
import dev.ringback.text.HostSyntax;

/// What in a host departs from RFC 3261 §25.1 `host`, though it is read.
final class HostCheck {
    private static final String CLAUSE = "RFC 3261 §25.1";

    private HostCheck() {}

    /// Whether a text is a host name by the grammar.
    static boolean isHostName(String text) {
        Remarks remarks = new Remarks();
        boolean read = HostSyntax.isHost(text) && text.indexOf(':') < 0;
        checkName(text, 0, remarks);
        return read && remarks.sorted().isEmpty();
    }

    /// Checks a host as written, which begins at an offset of its URI.
    static void check(String host, int offset, Remarks remarks) {
        if (host.startsWith("[")) {
            int colons = host.indexOf(":::");
            if (colons >= 0) {
                remarks.advice(offset + colons, "a third colon", "RFC 5118 §4.10");
            }
        } else if (isDotted(host)) {
            byte[] bytes = Ascii.bytes(host);
            if (!HostSyntax.isIpv4(bytes, 0, bytes.length)) {
                remarks.violation(offset, "no IPv4 address", CLAUSE);
            }
        } else {
            checkName(host, offset, remarks);
        }
    }

    private static boolean isDotted(String host) {
        return host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }

    private static void checkName(String name, int offset, Remarks remarks) {
        boolean rooted = name.length() > 1 && name.endsWith(".");
        String labels = rooted ? name.substring(0, name.length() - 1) : name;
        int start = 0;
        while (start <= labels.length()) {
            int dot = labels.indexOf('.', start);
            int end = dot < 0 ? labels.length() : dot;
            checkLabel(labels.substring(start, end), offset + start, dot < 0, remarks);
            start = end + 1;
        }
    }

    private static void checkLabel(String label, int offset, boolean top, Remarks remarks) {
        if (label.isEmpty()) {
            remarks.violation(offset, "an empty label", CLAUSE);
            return;
        }
        int low = label.indexOf('_');
        if (low >= 0) {
            remarks.violation(offset + low, "_ in a host name", CLAUSE);
        }
        if (label.startsWith("-") || label.endsWith("-")) {
            remarks.violation(offset, "a label begins or ends with a hyphen", CLAUSE);
        }
        if (top && Ascii.is((byte) label.charAt(0), Ascii.DIGIT)) {
            remarks.violation(offset, "the top label begins with a digit", CLAUSE);
        }
    }
}
