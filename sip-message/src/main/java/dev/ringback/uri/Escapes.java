package dev.ringback.uri;

import dev.ringback.text.Ascii;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;

/// Escaping in URIs, `%` and two hexadecimal digits: RFC 3261 §19.1.2. What is read here is known
/// to be good: every `%` begins an escape.
final class Escapes {
    /// RFC 2396 §2.2: these are not the same as their escapes.
    private static final String RESERVED = ";/?:@&=+$,";

    private static final String DIGITS = "0123456789ABCDEF";

    private Escapes() {}

    /// The text that the octets stand for, escapes taken away, read as UTF-8. Octets that are no
    /// UTF-8, overlong forms among them, become U+FFFD.
    static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] octets = octets(text);
        return Ascii.text(octets, 0, octets.length);
    }

    /// Whether the octets, escapes taken away, are UTF-8.
    static boolean isUtf8(String text) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets(text)));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    private static byte[] octets(String text) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                octets.write(octet(text, i));
                i += 2;
            } else {
                octets.write(text.charAt(i));
            }
        }
        return octets.toByteArray();
    }

    /// The text with every octet escaped that is not in the class.
    ///
    /// @throws IllegalArgumentException if a surrogate has no partner: it has no octets
    static String encode(String text, int mask) {
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        for (byte octet : Ascii.bytes(paired(text))) {
            append(escaped, octet & 0xff, mask);
        }
        return escaped.toString();
    }

    private static String paired(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                    throw new IllegalArgumentException("half a surrogate pair at " + i);
                }
                i++;
            }
        }
        return text;
    }

    /// The one spelling of the octets that a text stands for: those of the class as they are, all
    /// others escaped.
    static String canonical(String text, int mask) {
        StringBuilder normal = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                append(normal, octet(text, i), mask);
                i += 2;
            } else {
                append(normal, text.charAt(i), mask);
            }
        }
        return normal.toString();
    }

    /// The form in which two components are equal by §19.1.4 exactly when their texts are: escapes
    /// of characters that are not reserved undone, all others in capitals.
    static String comparable(String text) {
        return undone(text, octet -> isPrintable(octet) && RESERVED.indexOf(octet) < 0);
    }

    private static boolean isPrintable(int octet) {
        return octet > ' ' && octet < 0x7f && octet != '%';
    }

    /// The text with the escapes of unreserved characters undone, all others in capitals: RFC 3986
    /// §6.2.2.
    static String normal(String text) {
        return undone(text, octet -> Ascii.is((byte) octet, Ascii.HOST) || octet == '~');
    }

    /// The text with the digits of its escapes in capitals: RFC 3986 §6.2.2.1.
    static String capitals(String text) {
        return undone(text, octet -> false);
    }

    /// The text with the escapes of some characters undone.
    static String undo(String text, String characters) {
        return undone(text, octet -> characters.indexOf(octet) >= 0);
    }

    /// The text, in which escapes stay, with the characters escaped that are not in the class.
    static String escapeMore(String text, int mask) {
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                escaped.append('%');
            } else {
                append(escaped, text.charAt(i), mask);
            }
        }
        return escaped.toString();
    }

    private static String undone(String text, IntPredicate plain) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        StringBuilder normal = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '%') {
                normal.append(text.charAt(i));
                continue;
            }
            int octet = octet(text, i);
            i += 2;
            if (plain.test(octet)) {
                normal.append((char) octet);
            } else {
                escape(normal, octet);
            }
        }
        return normal.toString();
    }

    private static void append(StringBuilder to, int octet, int mask) {
        if (Ascii.is((byte) octet, mask)) {
            to.append((char) octet);
        } else {
            escape(to, octet);
        }
    }

    private static void escape(StringBuilder to, int octet) {
        to.append('%').append(DIGITS.charAt(octet >> 4)).append(DIGITS.charAt(octet & 15));
    }

    private static int octet(String text, int at) {
        return (Character.digit(text.charAt(at + 1), 16) << 4)
                | Character.digit(text.charAt(at + 2), 16);
    }
}
