package dev.ringback.callflow.intake;

/// Tells the start line of a SIP message by its look, whatever the port: RFC 3261 §7.1, §7.2. The
/// parser says later whether it is a good one.
public final class StartLine {
    private static final String PROTOCOL = "SIP/";
    private static final String MARKS = "-.!%*_+`'~";
    private static final int LONGEST = 8_192;
    private static final int LONGEST_METHOD = 64;
    private static final int VERSION = "SIP/2.0".length();

    private StartLine() {}

    /// What the octets look like, line ends before them left aside.
    public static Guess guess(byte[] octets, int from, int end) {
        int start = from;
        while (start < end && (octets[start] == '\r' || octets[start] == '\n')) {
            start++;
        }
        return start == end ? Guess.OPEN : line(octets, start, end);
    }

    /// The place of the first line that is a start line as a whole, or -1. What stands at `from`
    /// counts as the start of a line.
    public static int find(byte[] octets, int from, int end) {
        int at = from;
        while (at < end) {
            if (line(octets, at, end) == Guess.SIP) {
                return at;
            }
            at = lineEnd(octets, at, end) + 1;
        }
        return -1;
    }

    /// The place of the first line end from `from` on, or `end`.
    static int lineEnd(byte[] octets, int from, int end) {
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
        return letter >= 'A' && letter <= 'Z' || isDigit(octet) || MARKS.indexOf(octet) >= 0;
    }
}
