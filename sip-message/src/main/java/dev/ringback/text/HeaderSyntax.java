package dev.ringback.text;

/// What must be true of the headers that every message needs: they are checked when it is parsed
/// and when it is built, so that reading them never fails afterwards.
public final class HeaderSyntax {
    /// The greatest CSeq number: RFC 3261 §8.1.1.5.
    public static final long MOST_CSEQ = (1L << 31) - 1;

    /// The greatest Max-Forwards: RFC 3261 §20.22.
    public static final int MOST_FORWARDS = 255;

    private HeaderSyntax() {}

    /// Whether the range may stand as the value of a header line, folds apart: no control
    /// characters but those that are escaped in a quoted string, and never CR or LF.
    public static boolean isText(byte[] bytes, int start, int end) {
        int at = Ascii.skipText(bytes, start, end);
        return at == end || escapesOnly(bytes, start, end);
    }

    private static boolean escapesOnly(byte[] bytes, int start, int end) {
        boolean quoted = false;
        for (int at = start; at < end; at++) {
            if (quoted && bytes[at] == '\\' && at + 1 < end) {
                at++;
                if (bytes[at] == '\r' || bytes[at] == '\n') {
                    return false;
                }
            } else if (bytes[at] == '"') {
                quoted = !quoted;
            } else if (!Ascii.is(bytes[at], Ascii.TEXT)) {
                return false;
            }
        }
        return true;
    }

    /// Whether the range is one or more good Via values, separated by commas.
    public static boolean isVias(byte[] bytes, int start, int end) {
        ViaScan scan = new ViaScan();
        int at = start;
        while (true) {
            int comma = Quoted.comma(bytes, at, end);
            int first = Ascii.skip(bytes, at, comma, Ascii.WHITE);
            if (!scan.scan(bytes, first, Ascii.trimEnd(bytes, first, comma))) {
                return false;
            }
            if (comma == end) {
                return true;
            }
            at = comma + 1;
        }
    }

    /// Visible ASCII without space: wider than `callid`, but without doubt about its end.
    public static boolean isCallId(byte[] bytes, int start, int end) {
        return end > start && Ascii.isVisible(bytes, start, end);
    }
}
