package dev.ringback.header.content;

import dev.ringback.header.Findings;
import dev.ringback.text.Ascii;

/// Checks language tags: RFC 3261 §25.1 `language-tag`, `language-range`.
final class LanguageTag {
    private static final int MOST = 8;

    private LanguageTag() {}

    /// Checks that a range is parts of one to eight letters between hyphens. RFC 5646 has digits in
    /// all but the first part, which the older grammar has not.
    static void check(byte[] bytes, int start, int end, Findings findings) {
        int at = start;
        while (at <= end) {
            int stop = at;
            boolean digits = false;
            while (stop < end && bytes[stop] != '-') {
                digits |= Ascii.is(bytes[stop], Ascii.DIGIT);
                stop++;
            }
            if (!isPart(bytes, at, stop) || (digits && at == start)) {
                findings.error(at, "No language tag", "RFC 3261 §25.1");
            } else if (digits) {
                findings.warning(at, "Digits in a language tag", "RFC 3261 §25.1");
            }
            at = stop + 1;
        }
    }

    private static boolean isPart(byte[] bytes, int start, int end) {
        for (int at = start; at < end; at++) {
            int lower = Ascii.lower(bytes[at]);
            boolean letter = lower >= 'a' && lower <= 'z';
            if (!letter && !Ascii.is(bytes[at], Ascii.DIGIT)) {
                return false;
            }
        }
        return end > start && end - start <= MOST;
    }
}
