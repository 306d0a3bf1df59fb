package dev.ringback.text;

/// Whether octets are a URI: RFC 3261 §25.1 for `sip` and `sips`, RFC 3986 roughly for others.
public final class UriSyntax {
    private static final Word SIP = Word.of("sip");
    private static final Word SIPS = Word.of("sips");

    private UriSyntax() {}

    /// Whether the range is a URI of any scheme.
    public static boolean isUri(byte[] bytes, int start, int end) {
        int colon = schemeEnd(bytes, start, end);
        return colon >= 0 && isRest(bytes, colon + 1, end, isSip(bytes, start, colon));
    }

    /// Whether the range is what may follow the scheme of a URI and its colon.
    public static boolean isRest(byte[] bytes, int start, int end, boolean sip) {
        if (sip) {
            return isSipUri(bytes, start, end);
        }
        return start < end && escaped(bytes, start, end, Ascii.URI) == end;
    }

    /// Whether the range may stand as Request-URI: any URI, but without headers if it is a SIP URI:
    /// RFC 3261 §19.1.1 table 1.
    public static boolean isRequestUri(byte[] bytes, int start, int end) {
        return isUri(bytes, start, end)
                && (Ascii.find(bytes, start, end, '?') == end || !hasHeaders(bytes, start, end));
    }

    /// Whether a good URI is a SIP URI with headers. A question mark may stand in the user part.
    private static boolean hasHeaders(byte[] bytes, int start, int end) {
        if (!isSip(bytes, start, schemeEnd(bytes, start, end))) {
            return false;
        }
        boolean question = false;
        for (int at = start; at < end; at++) {
            question = bytes[at] != '@' && (question || bytes[at] == '?');
        }
        return question;
    }

    /// The position of the colon that ends the scheme, or -1.
    public static int schemeEnd(byte[] bytes, int start, int end) {
        int at = Ascii.skip(bytes, start, end, Ascii.SCHEME);
        boolean letterFirst = at > start && !Ascii.is(bytes[start], Ascii.DIGIT);
        return letterFirst && at < end && bytes[at] == ':' ? at : -1;
    }

    /// Whether the scheme in the range is `sip` or `sips`, in any case.
    public static boolean isSip(byte[] bytes, int start, int end) {
        return SIP.isInAnyCase(bytes, start, end) || SIPS.isInAnyCase(bytes, start, end);
    }

    private static boolean isSipUri(byte[] bytes, int start, int end) {
        int host = hostStart(bytes, start, end);
        int port = host < 0 ? -1 : HostSyntax.end(bytes, host, end);
        int parameters = port < 0 ? -1 : portEnd(bytes, port, end);
        int headers = parameters < 0 ? -1 : parametersEnd(bytes, parameters, end);
        return headers >= 0 && isHeaders(bytes, headers, end);
    }

    /// Where the host of a SIP URI begins, whose scheme has ended before `start`; -1 when what
    /// stands before its `@` is no userinfo.
    public static int hostStart(byte[] bytes, int start, int end) {
        int user = escaped(bytes, start, end, Ascii.USER_READ);
        if (user < end && bytes[user] == '@') {
            return user == start ? -1 : user + 1;
        }
        if (user > start && user < end && bytes[user] == ':') {
            int password = escaped(bytes, user + 1, end, Ascii.USER_READ);
            if (password < end && bytes[password] == '@') {
                return password + 1;
            }
        }
        return start;
    }

    /// Where the port that follows the host ends, or `start` when there is none; -1 when it is none
    /// from 1 to 65535.
    public static int portEnd(byte[] bytes, int start, int end) {
        if (start == end || bytes[start] != ':') {
            return start;
        }
        int after = Ascii.skip(bytes, start + 1, end, Ascii.DIGIT);
        return HostSyntax.port(bytes, start + 1, after) < 0 ? -1 : after;
    }

    /// Where the parameters of a SIP URI end, which begin with their semicolon; -1 when one is
    /// broken.
    public static int parametersEnd(byte[] bytes, int start, int end) {
        int at = start;
        while (at >= 0 && at < end && bytes[at] == ';') {
            at = pair(bytes, at + 1, end, Ascii.URI_PARAMETER, false);
        }
        return at;
    }

    /// Whether the range is nothing, or the headers of a SIP URI with their question mark.
    public static boolean isHeaders(byte[] bytes, int start, int end) {
        int at = start;
        if (at < end && bytes[at] == '?') {
            do {
                at = pair(bytes, at + 1, end, Ascii.URI_HEADER, true);
            } while (at >= 0 && at < end && bytes[at] == '&');
        }
        return at == end;
    }

    /// The end of `name` or `name=value`, or -1 when there is none.
    private static int pair(byte[] bytes, int start, int end, int mask, boolean valueNeeded) {
        int name = escaped(bytes, start, end, mask);
        if (name == start) {
            return -1;
        }
        if (name < end && bytes[name] == '=') {
            return escaped(bytes, name + 1, end, mask);
        }
        return valueNeeded ? -1 : name;
    }

    /// The end of a run of characters of a class and of escapes (`%` and two hexadecimal digits).
    private static int escaped(byte[] bytes, int start, int end, int mask) {
        int at = start;
        while (at < end) {
            if (Ascii.is(bytes[at], mask)) {
                at++;
            } else if (isEscape(bytes, at, end)) {
                at += 3;
            } else {
                return at;
            }
        }
        return at;
    }

    private static boolean isEscape(byte[] bytes, int at, int end) {
        return bytes[at] == '%'
                && at + 2 < end
                && Ascii.is(bytes[at + 1], Ascii.HEX)
                && Ascii.is(bytes[at + 2], Ascii.HEX);
    }
}
