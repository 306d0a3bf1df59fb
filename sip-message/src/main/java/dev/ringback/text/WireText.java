package dev.ringback.text;

/// Refuses what cannot stand on the wire, where an application makes a value itself.
public final class WireText {
    private WireText() {}

    /// The text, which has to be a token.
    ///
    /// @param what the thing in words, for the exception
    /// @throws IllegalArgumentException if the text is no token
    public static String token(String what, String text) {
        if (!Ascii.isToken(text)) {
            throw new IllegalArgumentException("no " + what + ": " + text);
        }
        return text;
    }

    /// The text, which may be anything that stands on one line without white space at its ends.
    ///
    /// @param what the thing in words, for the exception
    /// @throws IllegalArgumentException if there are control characters or white space at its ends
    public static String line(String what, String text) {
        byte[] bytes = Ascii.bytes(text);
        boolean good =
                Ascii.skip(bytes, 0, bytes.length, Ascii.TEXT) == bytes.length
                        && Ascii.skip(bytes, 0, bytes.length, Ascii.WHITE) == 0
                        && Ascii.trimEnd(bytes, 0, bytes.length) == bytes.length;
        if (!good) {
            throw new IllegalArgumentException("no " + what + ": " + text);
        }
        return text;
    }

    /// The text, which may be anything that a quoted string can hold.
    ///
    /// @param what the thing in words, for the exception
    /// @throws IllegalArgumentException if there are line ends
    public static String quotable(String what, String text) {
        if (!isQuotable(text)) {
            throw new IllegalArgumentException("line end in " + what);
        }
        return text;
    }

    /// Whether a quoted string can hold the text: it has no line ends.
    public static boolean isQuotable(String text) {
        return text.indexOf('\r') < 0 && text.indexOf('\n') < 0;
    }
}
