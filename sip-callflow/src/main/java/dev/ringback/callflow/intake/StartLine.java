package dev.ringback.callflow.intake;

import dev.ringback.header.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Tells the start line of a SIP message by its look, whatever the port: RFC 3261 §7.1, §7.2. The
/// parser says later whether it is a good one.
public final class StartLine {
    private static final String PROTOCOL = "SIP/";
    private static final String MARKS = "-.!%*_+`'~";
    private static final int LONGEST = 8_192;
    private static final int LONGEST_METHOD = 64;
    private static final int VERSION = "SIP/2.0".length();

    private static final List<Method> KNOWN =
            List.of(
                    Method.INVITE,
                    Method.ACK,
                    Method.BYE,
                    Method.CANCEL,
                    Method.OPTIONS,
                    Method.REGISTER,
                    Method.PRACK,
                    Method.UPDATE,
                    Method.INFO,
                    Method.SUBSCRIBE,
                    Method.NOTIFY,
                    Method.REFER,
                    Method.MESSAGE,
                    Method.PUBLISH);

    private StartLine() {}

    /// What the octets look like, line ends before them left aside.
    public static Guess guess(byte[] octets, int from, int end) {
        int start = from;
        while (start < end && (octets[start] == '\r' || octets[start] == '\n')) {
            start++;
        }
        return start == end ? Guess.OPEN : line(octets, start, end);
    }

    /// The place of the first start line, or -1. It need not stand at the start of a line: a body
    /// before it may end without a line end.
    public static int find(byte[] octets, int from, int end) {
        int at = from;
        while (at < end) {
            int line = lineEnd(octets, at, end);
            int place = line < end ? request(octets, at, line) : -1;
            place = place < 0 ? response(octets, at, line) : place;
            if (place >= 0) {
                return place;
            }
            at = line + 1;
        }
        return -1;
    }

    /// The place of a request line that ends at the end of this line, or -1.
    private static int request(byte[] octets, int start, int line) {
        int text = line;
        while (text > start && (octets[text - 1] == ' ' || octets[text - 1] == '\r')) {
            text--;
        }
        int uri = text - VERSION - 1;
        if (uri < start || octets[uri] != ' ' || !isVersion(octets, uri + 1, text)) {
            return -1;
        }
        while (uri > start && octets[uri - 1] != ' ') {
            uri--;
        }
        int method = uri - 1;
        int token = method;
        while (token > start && isToken(octets[token - 1])) {
            token--;
        }
        return method > token && uri < text - VERSION - 1 ? method(octets, token, method) : -1;
    }

    /// The place of the method at the end of a token: the longest one that is known, else the
    /// token.
    private static int method(byte[] octets, int token, int end) {
        String text = new String(octets, token, end - token, StandardCharsets.ISO_8859_1);
        int longest = 0;
        for (Method known : KNOWN) {
            String name = known.name();
            longest = text.endsWith(name) ? Math.max(longest, name.length()) : longest;
        }
        return longest > 0 ? end - longest : text.length() <= LONGEST_METHOD ? token : -1;
    }

    /// The place of a status line in this line, or -1.
    private static int response(byte[] octets, int start, int line) {
        for (int at = start; at + VERSION + 4 <= line; at++) {
            if (isVersion(octets, at, line)
                    && octets[at + VERSION] == ' '
                    && isDigit(octets[at + VERSION + 1])
                    && isDigit(octets[at + VERSION + 2])
                    && isDigit(octets[at + VERSION + 3])) {
                return at;
            }
        }
        return -1;
    }

    /// The place of the first line end from `from` on, or `end`.
    private static int lineEnd(byte[] octets, int from, int end) {
        int at = from;
        while (at < end && octets[at] != '\n') {
            at++;
        }
        return at;
    }

    private static Guess line(byte[] octets, int start, int end) {
        int known = protocol(octets, start, end);
        if (known == PROTOCOL.length() || start + known == end) {
            return statusLine(octets, start, end);
        }
        int reach = Math.min(end, start + LONGEST);
        int method = start;
        while (method < reach && method < start + LONGEST_METHOD && isToken(octets[method])) {
            method++;
        }
        if (method == end) {
            return Guess.OPEN;
        }
        if (method == start || octets[method] != ' ') {
            return Guess.OTHER;
        }
        return rest(octets, method, reach, end);
    }

    private static Guess statusLine(byte[] octets, int start, int end) {
        if (end - start <= VERSION) {
            return Guess.OPEN;
        }
        boolean version = isVersion(octets, start, end) && octets[start + VERSION] == ' ';
        return version ? Guess.SIP : Guess.OTHER;
    }

    /// The rest of a request line: a URI and the version at its end.
    private static Guess rest(byte[] octets, int method, int reach, int end) {
        int line = method;
        while (line < reach && (octets[line] < 0 || octets[line] >= ' ' || octets[line] == '\t')) {
            line++;
        }
        if (line == reach) {
            return reach == end ? Guess.OPEN : Guess.OTHER;
        }
        int text = line;
        while (octets[text - 1] == ' ') {
            text--;
        }
        boolean ends = octets[line] == '\r' || octets[line] == '\n';
        boolean version = text - VERSION > method && isVersion(octets, text - VERSION, text);
        return ends && version ? Guess.SIP : Guess.OTHER;
    }

    /// How many octets are those of `SIP/`.
    private static int protocol(byte[] octets, int start, int end) {
        int length = 0;
        while (start + length < end
                && length < PROTOCOL.length()
                && upper(octets[start + length]) == PROTOCOL.charAt(length)) {
            length++;
        }
        return length;
    }

    private static int upper(byte octet) {
        return octet >= 'a' && octet <= 'z' ? octet - 32 : octet;
    }

    private static boolean isVersion(byte[] octets, int from, int end) {
        return end - from >= VERSION
                && protocol(octets, from, end) == PROTOCOL.length()
                && isDigit(octets[from + 4])
                && octets[from + 5] == '.'
                && isDigit(octets[from + 6]);
    }

    private static boolean isDigit(byte octet) {
        return octet >= '0' && octet <= '9';
    }

    private static boolean isToken(byte octet) {
        int letter = upper(octet);
        boolean alphabetic = letter >= 'A' && letter <= 'Z';
        return alphabetic || isDigit(octet) || MARKS.indexOf(octet) >= 0;
    }
}
