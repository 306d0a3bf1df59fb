package dev.ringback.socket;

/// Makes text of a peer safe for a line of a log.
public final class PeerText {
    private static final int LONGEST = 200;

    private PeerText() {}

    /// The text with everything outside printable ASCII, and the backslash, as `\xHH` or
    /// `\\uHHHH`; cut after 200 characters.
    public static String escape(String text) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), LONGEST) + 16);
        int end = Math.min(text.length(), LONGEST);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7f && c != '\\') {
                out.append(c);
            } else {
                out.append(
                        c < 0x100
                                ? String.format("\\x%02x", (int) c)
                                : String.format("\\u%04x", (int) c));
            }
        }
        return end < text.length() ? out.append("…").toString() : out.toString();
    }
}
