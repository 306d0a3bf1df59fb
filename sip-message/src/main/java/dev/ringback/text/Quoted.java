package dev.ringback.text;

/// Quoted strings of RFC 3261 §25.1, and looking for separators outside of them.
public final class Quoted {
    private Quoted() {}

    /// Where the quoted string that begins at `start` ends: the position after its closing quote.
    /// -1 when it does not end.
    public static int end(byte[] bytes, int start, int end) {
        int at = start + 1;
        while (at < end) {
            byte octet = bytes[at];
            if (octet == '"') {
                return at + 1;
            }
            at += octet == '\\' ? 2 : 1;
        }
        return -1;
    }

    /// The position of the first comma that is neither in a quoted string nor between `<` and `>`,
    /// or `end`.
    public static int comma(byte[] bytes, int start, int end) {
        int at = Ascii.find(bytes, start, end, ',') == end ? end : start;
        boolean angle = false;
        while (at < end) {
            switch (bytes[at]) {
                case '"' -> {
                    int after = angle ? at + 1 : end(bytes, at, end);
                    if (after < 0) {
                        return end;
                    }
                    at = after - 1;
                }
                case '<' -> angle = true;
                case '>' -> angle = false;
                case ',' -> {
                    if (!angle) {
                        return at;
                    }
                }
                default -> {}
            }
            at++;
        }
        return end;
    }

    /// The text of a range; of a quoted string without its quotes and escapes.
    public static String unquoted(byte[] bytes, int start, int end) {
        if (end - start < 2 || bytes[start] != '"') {
            return Ascii.text(bytes, start, end);
        }
        for (int at = start + 1; at < end; at++) {
            if (bytes[at] == '\\') {
                return unquote(Ascii.text(bytes, start, end));
            }
        }
        return Ascii.text(bytes, start + 1, end - 1);
    }

    /// The text in a quoted string, its quotes and escapes taken away.
    public static String unquote(String quoted) {
        if (quoted.length() < 2 || quoted.charAt(0) != '"') {
            return quoted;
        }
        String inner = quoted.substring(1, quoted.length() - 1);
        if (inner.indexOf('\\') < 0) {
            return inner;
        }
        StringBuilder text = new StringBuilder(inner.length());
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            text.append(c == '\\' && i + 1 < inner.length() ? inner.charAt(++i) : c);
        }
        return text.toString();
    }

    /// A quoted string that holds the text.
    public static String quote(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 8).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\' || c < ' ' || c == 0x7f) {
                quoted.append('\\');
            }
            quoted.append(c);
        }
        return quoted.append('"').toString();
    }
}
