package dev.ringback.verdict;

/// Well-formed UTF-8: RFC 3629. Overlong forms, surrogates and what lies beyond U+10FFFF are not.
final class Utf8 {
    private Utf8() {}

    /// Where the first octet is that breaks the form, or -1.
    static int fault(byte[] bytes, int start, int end) {
        int stop = Math.min(end, bytes.length);
        int at = start;
        while (at < stop) {
            int length = length(bytes, at, stop);
            if (length == 0) {
                return at;
            }
            at += length;
        }
        return -1;
    }

    /// The length of the character that begins here, or 0.
    private static int length(byte[] bytes, int at, int end) {
        int first = bytes[at] & 0xff;
        if (first < 0x80) {
            return 1;
        }
        int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
        if (first < 0xc2 || first > 0xf4 || at + length > end) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((bytes[at + i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        int second = bytes[at + 1] & 0xff;
        return second >= least(first) && second <= greatest(first) ? length : 0;
    }

    private static int least(int first) {
        return first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    }

    private static int greatest(int first) {
        return first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    }
}
