package dev.ringback.header.dialog;

import dev.ringback.header.Findings;
import dev.ringback.text.Ascii;
import org.jspecify.annotations.Nullable;

/// The `callid` that Call-ID, In-Reply-To, Replaces, Join and Target-Dialog have: RFC 3261 §25.1.
final class CallIdSyntax {
    private static final String MARKS = "()<>:\\\"/[]?{}";

    private CallIdSyntax() {}

    /// Reads visible ASCII without space, as peers write it; null for anything else.
    static @Nullable String read(byte[] bytes, int start, int end) {
        return end > start && visible(bytes, start, end) == end
                ? Ascii.text(bytes, start, end)
                : null;
    }

    private static int visible(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && bytes[at] > ' ' && bytes[at] < 0x7f) {
            at++;
        }
        return at;
    }

    /// Where the `callid` ends that begins at `start` and has parameters or nothing after it.
    static int end(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && bytes[at] > ' ' && bytes[at] < 0x7f && bytes[at] != ';') {
            at++;
        }
        return at;
    }

    /// Checks that the range is `word [ "@" word ]`.
    static void check(Object value, byte[] bytes, int start, int end, Findings findings) {
        int at = word(bytes, start, end);
        if (at > start && at + 1 < end && bytes[at] == '@') {
            at = word(bytes, at + 1, end);
        }
        if (at < end) {
            findings.error(at, "Call-ID is no word", "RFC 3261 §25.1");
        }
    }

    private static int word(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && (Ascii.is(bytes[at], Ascii.TOKEN) || MARKS.indexOf(bytes[at]) >= 0)) {
            at++;
        }
        return at;
    }
}
