package dev.ringback.text;

import org.jspecify.annotations.Nullable;

/// Where the parts of a `name-addr` or `addr-spec` with parameters are: RFC 3261 §20.10.
///
/// @param displayStart where the display name begins; equal to `displayEnd` when there is none
/// @param displayEnd where it ends
/// @param uriStart where the URI begins
/// @param uriEnd where the URI ends
/// @param parameters where the parameters begin; they run to the end of the value
public record AddressSpan(
        int displayStart, int displayEnd, int uriStart, int uriEnd, int parameters) {

    /// Finds the parts of the value in a range, or null when it is malformed. Whether what stands
    /// in the place of the URI is one is not looked at.
    public static @Nullable AddressSpan scan(byte[] bytes, int start, int end) {
        int first = Ascii.skip(bytes, start, end, Ascii.WHITE);
        int angle = displayEnd(bytes, first, end);
        if (angle < 0) {
            return null;
        }
        AddressSpan span =
                angle < end && bytes[angle] == '<'
                        ? bracketed(bytes, first, angle, end)
                        : bare(bytes, first, end);
        boolean good = span != null && ParameterSyntax.isParameters(bytes, span.parameters, end);
        return good ? span : null;
    }

    /// Where the `<` after a display name should be; -1 when the display name is broken.
    private static int displayEnd(byte[] bytes, int start, int end) {
        if (start < end && bytes[start] == '"') {
            int after = Quoted.end(bytes, start, end);
            int angle = after < 0 ? end : Ascii.skip(bytes, after, end, Ascii.WHITE);
            return angle < end && bytes[angle] == '<' ? angle : -1;
        }
        int at = start;
        while (at < end && (bytes[at] < 0 || Ascii.is(bytes[at], Ascii.TOKEN | Ascii.WHITE))) {
            at++;
        }
        return at;
    }

    private static @Nullable AddressSpan bracketed(byte[] bytes, int start, int angle, int end) {
        int close = Ascii.find(bytes, angle + 1, end, '>');
        if (close == end) {
            return null;
        }
        int display = Ascii.trimEnd(bytes, start, angle);
        return new AddressSpan(start, display, angle + 1, close, close + 1);
    }

    /// §20.10: without angle brackets, a comma, question mark or semicolon is not part of the URI.
    private static @Nullable AddressSpan bare(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && bytes[at] != ';' && !Ascii.is(bytes[at], Ascii.WHITE)) {
            if (bytes[at] == ',' || bytes[at] == '?') {
                return null;
            }
            at++;
        }
        return new AddressSpan(start, start, start, at, at);
    }
}
