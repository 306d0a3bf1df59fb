package dev.ringback.uri;

import dev.ringback.text.Ascii;
import java.io.ByteArrayOutputStream;

/// Escaping in URIs, `%` and two hexadecimal digits: RFC 3261 §19.1.2.
final class Escapes {
    /// RFC 2396 §2.2: these are not the same as their escapes.
    private static final String RESERVED = ";/?:@&=+$,";

    private static final String DIGITS = "0123456789ABCDEF";

    private Escapes() {}

    /// The text that the octets stand for, escapes taken away, read as UTF-8.
    static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream octets = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (isEscape(text, i)) {
                octets.write(octet(text, i));
                i += 2;
            } else {
                octets.write(text.charAt(i));
            }
        }
        byte[] bytes = octets.toByteArray();
        return Ascii.text(bytes, 0, bytes.length);
    }

    /// The text with every octet escaped that is not in the class.
    static String encode(String text, int mask) {
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        for (byte octet : Ascii.bytes(text)) {
            if (Ascii.is(octet, mask)) {
                escaped.append((char) octet);
            } else {
                append(escaped, octet & 0xff);
            }
        }
        return escaped.toString();
    }

    /// The form in which two components are equal by §19.1.4 exactly when their texts are: escapes
    /// of characters that are not reserved undone, all others in capitals.
    static String comparable(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        StringBuilder normal = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (!isEscape(text, i)) {
                normal.append(text.charAt(i));
                continue;
            }
            int octet = octet(text, i);
            i += 2;
            if (octet <= ' ' || octet >= 0x7f || octet == '%' || RESERVED.indexOf(octet) >= 0) {
                append(normal, octet);
            } else {
                normal.append((char) octet);
            }
        }
        return normal.toString();
    }

    private static void append(StringBuilder to, int octet) {
        to.append('%').append(DIGITS.charAt(octet >> 4)).append(DIGITS.charAt(octet & 15));
    }

    private static boolean isEscape(String text, int at) {
        return text.charAt(at) == '%' && at + 2 < text.length();
    }

    private static int octet(String text, int at) {
        return (Character.digit(text.charAt(at + 1), 16) << 4)
                | Character.digit(text.charAt(at + 2), 16);
    }
}
