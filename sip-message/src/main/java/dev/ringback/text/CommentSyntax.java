package dev.ringback.text;

/// Comments in parentheses: RFC 3261 §25.1 `comment`.
public final class CommentSyntax {
    private CommentSyntax() {}

    /// The position after the parenthesis that closes the one at `start`; -1 when there is none or
    /// a control character stands before it.
    public static int end(byte[] bytes, int start, int end) {
        int depth = 0;
        boolean escaped = false;
        for (int at = start; at < end && Ascii.is(bytes[at], Ascii.TEXT); at++) {
            if (escaped) {
                escaped = false;
                continue;
            }
            switch (bytes[at]) {
                case '\\' -> escaped = true;
                case '(' -> depth++;
                case ')' -> depth--;
                default -> {}
            }
            if (depth == 0) {
                return at + 1;
            }
        }
        return -1;
    }

    /// Whether a text can stand between parentheses: those in it are balanced or escaped.
    public static boolean isComment(String text) {
        byte[] bytes = Ascii.bytes('(' + text + ')');
        return end(bytes, 0, bytes.length) == bytes.length;
    }
}
