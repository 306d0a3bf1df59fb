package dev.ringback.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Classes of octets after RFC 3261 §25.1, and the few comparisons that SIP needs.
public final class Ascii {
    /// `token` characters: names of headers, methods and parameters.
    public static final int TOKEN = 1;

    /// `DIGIT`.
    public static final int DIGIT = 1 << 1;

    /// `HEXDIG`, either case.
    public static final int HEX = 1 << 2;

    /// Characters that stand unescaped in the user of a SIP URI.
    public static final int USER = 1 << 3;

    /// Characters that stand unescaped in a SIP URI's parameters.
    public static final int URI_PARAMETER = 1 << 4;

    /// Characters that stand unescaped in a SIP URI's headers.
    public static final int URI_HEADER = 1 << 5;

    /// Characters of a host name or IPv4 address.
    public static final int HOST = 1 << 6;

    /// Characters of an unquoted value of a header parameter: tokens, hosts, IPv6 addresses, and
    /// what else causes no doubt.
    public static final int VALUE = 1 << 7;

    /// Characters of a URI of any scheme, but for the escape character.
    public static final int URI = 1 << 8;

    /// Space and horizontal tab.
    public static final int WHITE = 1 << 9;

    /// Octets that may stand anywhere in a header's value: all but control characters.
    public static final int TEXT = 1 << 10;

    /// Characters of the scheme of a URI.
    public static final int SCHEME = 1 << 11;

    /// Characters that are read in the user and the password of a SIP URI: [#USER] and `#`, which
    /// telephones dial and forget to escape.
    public static final int USER_READ = 1 << 12;

    /// Characters that stand unescaped in the password of a SIP URI.
    public static final int PASSWORD = 1 << 13;

    private static final String ALPHANUM =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String UNRESERVED = ALPHANUM + "-_.!~*'()";
    private static final short[] CLASSES = classes();
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = ONES << 7;
    private static final VarHandle EIGHT =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Ascii() {}

    private static short[] classes() {
        short[] classes = new short[256];
        mark(classes, TOKEN, ALPHANUM + "-.!%*_+`'~");
        mark(classes, DIGIT, "0123456789");
        mark(classes, HEX, "0123456789abcdefABCDEF");
        mark(classes, USER, UNRESERVED + "&=+$,;?/");
        mark(classes, USER_READ, UNRESERVED + "&=+$,;?/#");
        mark(classes, PASSWORD, UNRESERVED + "&=+$,");
        mark(classes, URI_PARAMETER, UNRESERVED + "[]/:&+$");
        mark(classes, URI_HEADER, UNRESERVED + "[]/?:+$");
        mark(classes, HOST, ALPHANUM + "-._");
        mark(classes, VALUE, UNRESERVED + "%+`[]:/@?=&$#|^{}");
        mark(classes, URI, UNRESERVED + ";/?:@&=+$,[]#");
        mark(classes, SCHEME, ALPHANUM + "+-.");
        mark(classes, WHITE, " \t");
        mark(classes, TEXT, "\t");
        for (int c = 0x20; c < 256; c++) {
            if (c != 0x7f) {
                classes[c] |= TEXT;
            }
        }
        return classes;
    }

    private static void mark(short[] classes, int mask, String characters) {
        for (int i = 0; i < characters.length(); i++) {
            classes[characters.charAt(i)] |= (short) mask;
        }
    }

    /// Whether an octet is of one of the classes in `mask`.
    public static boolean is(byte octet, int mask) {
        return (CLASSES[octet & 0xff] & mask) != 0;
    }

    /// The first position from `start` on whose octet is in none of the classes, or `end`.
    public static int skip(byte[] bytes, int start, int end, int mask) {
        int at = start;
        // There is seldom more than one white space.
        while (mask != WHITE && at + 4 <= end && four(bytes, at, mask)) {
            at += 4;
        }
        while (at < end && is(bytes[at], mask)) {
            at++;
        }
        return at;
    }

    /// Whether four octets share one of the classes, with one branch for all: runs are long more
    /// often than not.
    private static boolean four(byte[] bytes, int at, int mask) {
        int shared = CLASSES[bytes[at] & 0xff] & CLASSES[bytes[at + 1] & 0xff];
        return (shared & CLASSES[bytes[at + 2] & 0xff] & CLASSES[bytes[at + 3] & 0xff] & mask) != 0;
    }

    /// The first position from `start` on whose octet is not [#TEXT], or `end`. Eight at a time:
    /// this is where most octets of a message go by.
    public static int skipText(byte[] bytes, int start, int end) {
        int at = start;
        while (at + Long.BYTES <= end) {
            long eight = (long) EIGHT.get(bytes, at);
            long delete = eight ^ (ONES * 0x7f);
            long found = (below(eight, 0x20) | ((delete - ONES) & ~delete)) & HIGHS;
            if (found == 0) {
                at += Long.BYTES;
                continue;
            }
            at += Long.numberOfTrailingZeros(found) >> 3;
            if (bytes[at] != '\t') {
                return at;
            }
            at++;
        }
        return skip(bytes, at, end, TEXT);
    }

    /// The first position from `start` on that holds this octet, or `end`.
    public static int find(byte[] bytes, int start, int end, char octet) {
        int at = start;
        while (at + Long.BYTES <= end) {
            long same = (long) EIGHT.get(bytes, at) ^ (ONES * octet);
            long found = (same - ONES) & ~same & HIGHS;
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >> 3);
            }
            at += Long.BYTES;
        }
        while (at < end && bytes[at] != octet) {
            at++;
        }
        return at;
    }

    /// Whether a range holds nothing but visible ASCII characters.
    public static boolean isVisible(byte[] bytes, int start, int end) {
        int at = start;
        while (at + Long.BYTES <= end) {
            long eight = (long) EIGHT.get(bytes, at);
            long delete = eight ^ (ONES * 0x7f);
            if (((eight | below(eight, 0x21) | ((delete - ONES) & ~delete)) & HIGHS) != 0) {
                return false;
            }
            at += Long.BYTES;
        }
        while (at < end) {
            if (bytes[at] <= ' ' || bytes[at] == 0x7f) {
                return false;
            }
            at++;
        }
        return true;
    }

    /// Whether there is white space or a control character in a range.
    public static boolean hasSpace(byte[] bytes, int start, int end) {
        int at = start;
        while (at + Long.BYTES <= end) {
            if ((below((long) EIGHT.get(bytes, at), 0x21) & HIGHS) != 0) {
                return true;
            }
            at += Long.BYTES;
        }
        while (at < end) {
            if (bytes[at] >= 0 && bytes[at] <= ' ') {
                return true;
            }
            at++;
        }
        return false;
    }

    /// The highest bit of the lowest octet that is less than a limit of at most 0x80 is set, and
    /// none below it; those above it mean nothing.
    private static long below(long eight, int limit) {
        return (eight - ONES * limit) & ~eight;
    }

    /// The end of the range without the white space at its end.
    public static int trimEnd(byte[] bytes, int start, int end) {
        int at = end;
        while (at > start && is(bytes[at - 1], WHITE)) {
            at--;
        }
        return at;
    }

    /// Lower case of an ASCII letter; other octets as they are.
    public static int lower(int octet) {
        return octet >= 'A' && octet <= 'Z' ? octet + 32 : octet;
    }

    /// Whether a range holds this ASCII text, letters of either case.
    public static boolean equalsIgnoreCase(byte[] bytes, int start, int end, String text) {
        if (end - start != text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (lower(bytes[start + i]) != lower(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /// The first eight octets of a range, the first one lowest; 0 for those that it does not have.
    static long head(byte[] bytes, int start, int end) {
        int length = end - start;
        if (length >= Long.BYTES) {
            return (long) EIGHT.get(bytes, start);
        }
        if (start + Long.BYTES <= bytes.length) {
            return (long) EIGHT.get(bytes, start) & ((1L << (length * Byte.SIZE)) - 1);
        }
        long head = 0;
        for (int at = end - 1; at >= start; at--) {
            head = head << Byte.SIZE | (bytes[at] & 0xff);
        }
        return head;
    }

    /// The last eight octets of a range that has more than eight, else 0.
    static long tail(byte[] bytes, int start, int end) {
        return end - start > Long.BYTES ? (long) EIGHT.get(bytes, end - Long.BYTES) : 0;
    }

    /// The bits that make the capitals and small letters in eight octets small ones.
    static long letters(long eight) {
        long letters = 0;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            int small = lower((int) (eight >>> shift) & 0xff);
            letters |= small >= 'a' && small <= 'z' ? 0x20L << shift : 0;
        }
        return letters;
    }

    /// Whether a range holds exactly this ASCII text.
    public static boolean equals(byte[] bytes, int start, int end, String text) {
        if (end - start != text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (bytes[start + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// The decimal number that the range is, from 0 to `most`; -1 when it is none or is greater.
    public static long decimal(byte[] bytes, int start, int end, long most) {
        long number = 0;
        for (int at = start; at < end; at++) {
            if (!is(bytes[at], DIGIT)) {
                return -1;
            }
            number = number * 10 + (bytes[at] - '0');
            if (number > most) {
                return -1;
            }
        }
        return start == end ? -1 : number;
    }

    /// The decimal number that the text is, from 0 to `most`; -1 when it is none or is greater.
    public static long decimal(String text, long most) {
        byte[] bytes = bytes(text);
        return decimal(bytes, 0, bytes.length, most);
    }

    /// Whether a text has no character beyond ASCII.
    public static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }

    /// Whether a text is a token: one or more `token` characters.
    public static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 127 || !is((byte) c, TOKEN)) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /// The text of a range, read as UTF-8.
    public static String text(byte[] bytes, int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    /// The octets of a text, as UTF-8.
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// The text with its ASCII letters in lower case; the same object when it has no capitals.
    public static String lower(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (lower(text.charAt(i)) != text.charAt(i)) {
                return lowered(text, i);
            }
        }
        return text;
    }

    private static String lowered(String text, int from) {
        char[] chars = text.toCharArray();
        for (int i = from; i < chars.length; i++) {
            chars[i] = (char) lower(chars[i]);
        }
        return new String(chars);
    }
}
