package dev.ringback.sdp;

import dev.ringback.text.Ascii;
import dev.ringback.text.HostSyntax;
import java.util.ArrayList;
import java.util.List;

/// The generic rules of the grammar: RFC 8866 §9.
final class SdpSyntax {
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`{|}~";

    private SdpSyntax() {}

    /// `token`: not the token of SIP.
    static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && !isDigit(c) && TOKEN_MARKS.indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /// `token *("/" token)`, as `proto` is.
    static boolean isTokens(String text) {
        for (String token : text.split("/", -1)) {
            if (!isToken(token)) {
                return false;
            }
        }
        return true;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /// `1*DIGIT`.
    static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /// `non-ws-string`: visible characters of any script.
    static boolean isVisible(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == 0x7f) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /// `byte-string`: anything but NUL, CR and LF.
    static boolean isText(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || c == '\r' || c == '\n') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /// `unicast-address` or the address part of a multicast one. Names and dotted decimals share
    /// their characters, and an address of a type that is not known here may be anything.
    static boolean isAddress(String netType, String addressType, String address) {
        if (!netType.equals("IN") || !(addressType.equals("IP4") || addressType.equals("IP6"))) {
            return isVisible(address);
        }
        byte[] bytes = Ascii.bytes(address);
        boolean six = addressType.equals("IP6") && HostSyntax.isIpv6(bytes, 0, bytes.length);
        boolean name = Ascii.skip(bytes, 0, bytes.length, Ascii.HOST) == bytes.length;
        return six || (name && !address.isEmpty());
    }

    /// The fields of a value. More than one space between them, and white space at the ends, is
    /// tolerated.
    static List<String> fields(String value) {
        List<String> fields = new ArrayList<>();
        int at = 0;
        while (at < value.length()) {
            int end = at;
            while (end < value.length() && !isSpace(value.charAt(end))) {
                end++;
            }
            if (end > at) {
                fields.add(value.substring(at, end));
            }
            at = end + 1;
        }
        return fields;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }

    /// Whether the fields stand as the grammar wants them: one space between, none at the ends.
    static boolean isTight(String value) {
        return !value.startsWith(" ")
                && !value.endsWith(" ")
                && !value.contains("  ")
                && value.indexOf('\t') < 0;
    }

    static void require(boolean good, String what, String text) {
        if (!good) {
            throw new IllegalArgumentException("no " + what + ": " + text);
        }
    }
}
