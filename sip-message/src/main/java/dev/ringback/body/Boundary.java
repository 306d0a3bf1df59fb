package dev.ringback.body;

import dev.ringback.text.Ascii;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What stands between the parts of a multipart: RFC 2046 §5.1.1.
final class Boundary {
    private static final int MOST = 70;
    private static final String MARKS = "'()+_,-./:=?";
    private static final String NAME = "ringback-";
    private static final int DIGITS = 8;

    private Boundary() {}

    /// Whether the grammar has it, space left out.
    static boolean isGood(String boundary) {
        return isReadable(boundary) && boundary.chars().allMatch(Boundary::isPlain);
    }

    private static boolean isPlain(int c) {
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return letter || (c >= '0' && c <= '9') || MARKS.indexOf(c) >= 0;
    }

    /// Whether there can be no doubt about it: visible ASCII and space, no space at the end.
    static boolean isReadable(String boundary) {
        return !boundary.isEmpty()
                && boundary.length() <= MOST
                && !boundary.endsWith(" ")
                && boundary.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    /// Whether a line of a part begins with the delimiter.
    static boolean occursIn(String boundary, List<BodyPart> parts) {
        byte[] delimiter = Ascii.bytes("--" + boundary);
        for (BodyPart part : parts) {
            byte[] bytes = part.toBytes();
            boolean line = true;
            for (int at = 0; at + delimiter.length <= bytes.length; at++) {
                if (line && startsWith(bytes, at, delimiter)) {
                    return true;
                }
                line = bytes[at] == '\n' || bytes[at] == '\r';
            }
        }
        return false;
    }

    private static boolean startsWith(byte[] bytes, int at, byte[] text) {
        for (int i = 0; i < text.length; i++) {
            if (bytes[at + i] != text[i]) {
                return false;
            }
        }
        return true;
    }

    /// A boundary that occurs nowhere in the parts: a name and the least number that does not
    /// follow it there. One pass, whatever the parts hold.
    static String unusedIn(List<BodyPart> parts) {
        byte[] name = Ascii.bytes(NAME);
        Set<Integer> used = new HashSet<>();
        for (BodyPart part : parts) {
            byte[] bytes = part.toBytes();
            for (int at = 0; at + name.length + DIGITS <= bytes.length; at++) {
                if (startsWith(bytes, at, name)) {
                    int digits = at + name.length;
                    used.add((int) Ascii.decimal(bytes, digits, digits + DIGITS, 99_999_999));
                }
            }
        }
        int number = 0;
        while (used.contains(number)) {
            number++;
        }
        String digits = "" + number;
        return NAME + "0".repeat(DIGITS - digits.length()) + digits;
    }
}
