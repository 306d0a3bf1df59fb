package dev.ringback.text;

/// Parameters of header fields: RFC 3261 §25.1 `generic-param`, each after a semicolon.
public final class ParameterSyntax {
    /// More parameters than this on one value are a fault.
    public static final int MOST = 64;

    private ParameterSyntax() {}

    /// Whether the range is nothing, or parameters that each begin with a semicolon. White space
    /// may stand around semicolons and equals signs.
    public static boolean isParameters(byte[] bytes, int start, int end) {
        int at = Ascii.skip(bytes, start, end, Ascii.WHITE);
        int count = 0;
        while (at >= 0 && at < end) {
            if (bytes[at] != ';' || ++count > MOST) {
                return false;
            }
            at = parameter(bytes, Ascii.skip(bytes, at + 1, end, Ascii.WHITE), end);
        }
        return at >= 0;
    }

    /// The end of the parameter that begins at `start`, and of the white space after it; -1 when
    /// there is none.
    public static int parameter(byte[] bytes, int start, int end) {
        int name = Ascii.skip(bytes, start, end, Ascii.TOKEN);
        if (name == start) {
            return -1;
        }
        int at = Ascii.skip(bytes, name, end, Ascii.WHITE);
        if (at == end || bytes[at] != '=') {
            return at;
        }
        at = Ascii.skip(bytes, at + 1, end, Ascii.WHITE);
        int value = valueEnd(bytes, at, end);
        return value == at || value < 0 ? -1 : Ascii.skip(bytes, value, end, Ascii.WHITE);
    }

    /// The end of the token, host or quoted string that begins at `start`; -1 for a quoted string
    /// that does not end.
    public static int valueEnd(byte[] bytes, int start, int end) {
        if (start < end && bytes[start] == '"') {
            return Quoted.end(bytes, start, end);
        }
        return Ascii.skip(bytes, start, end, Ascii.VALUE);
    }
}
