package dev.ringback.verdict;

import dev.ringback.text.Ascii;
import org.jspecify.annotations.Nullable;

/// The first line of a message, as far as it can be told what it is: RFC 3261 §7.1, §7.2.
///
/// @param kind whether it begins a request or a response
/// @param method the method of a request, or null
/// @param requestUri the Request-URI as written, be it good or not, or null
/// @param status the response code, 0 to 2^31 - 1; -1 when there is none
/// @param text the whole line
public record StartLine(
        Kind kind, @Nullable String method, @Nullable String requestUri, int status, String text) {
    private static final String SIP = "SIP/";

    /// What a message is.
    public enum Kind {
        REQUEST,
        RESPONSE,
        /// Neither: no SIP.
        NONE
    }

    static StartLine read(byte[] bytes, int start, int end) {
        String text = Ascii.text(bytes, start, end);
        if (isVersion(bytes, start, end)) {
            return new StartLine(Kind.RESPONSE, null, null, status(bytes, start, end), text);
        }
        int method = Ascii.skip(bytes, start, end, Ascii.TOKEN);
        int last = Ascii.trimEnd(bytes, start, end);
        int version = last;
        while (version > method && !Ascii.is(bytes[version - 1], Ascii.WHITE)) {
            version--;
        }
        if (method == start || version <= method + 1 || !isVersion(bytes, version, last)) {
            return new StartLine(Kind.NONE, null, null, -1, text);
        }
        String uri = Ascii.text(bytes, method, version).strip();
        return new StartLine(Kind.REQUEST, Ascii.text(bytes, start, method), uri, -1, text);
    }

    private static boolean isVersion(byte[] bytes, int start, int end) {
        return end - start >= SIP.length()
                && Ascii.equalsIgnoreCase(bytes, start, start + SIP.length(), SIP);
    }

    private static int status(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && !Ascii.is(bytes[at], Ascii.WHITE)) {
            at++;
        }
        int code = Ascii.skip(bytes, at, end, Ascii.WHITE);
        int codeEnd = Ascii.skip(bytes, code, end, Ascii.DIGIT);
        return (int) Ascii.decimal(bytes, code, codeEnd, Integer.MAX_VALUE);
    }

    /// Whether it begins a request.
    public boolean request() {
        return kind == Kind.REQUEST;
    }

    /// Whether it begins a response.
    public boolean response() {
        return kind == Kind.RESPONSE;
    }
}
