package dev.ringback.text;

import org.jspecify.annotations.Nullable;

/// Where one of the parameters of a header field's value is: RFC 3261 §25.1 `generic-param`.
///
/// @param name where its name begins
/// @param value where its value begins, at the quote of a quoted string; -1 when it has none
/// @param end where it ends, without white space after it
public record ParameterSpan(int name, int value, int end) {
    /// Finds the first parameter of a name, in any case; null when there is none.
    ///
    /// @param start where the parameters or white space before them begin
    public static @Nullable ParameterSpan find(byte[] bytes, int start, int end, String name) {
        int at = Ascii.skip(bytes, start, end, Ascii.WHITE);
        while (at < end && bytes[at] == ';') {
            int first = Ascii.skip(bytes, at + 1, end, Ascii.WHITE);
            int nameEnd = Ascii.skip(bytes, first, end, Ascii.TOKEN);
            int after = ParameterSyntax.parameter(bytes, first, end);
            if (after < 0) {
                return null;
            }
            if (Ascii.equalsIgnoreCase(bytes, first, nameEnd, name)) {
                return span(bytes, first, nameEnd, after);
            }
            at = after;
        }
        return null;
    }

    private static ParameterSpan span(byte[] bytes, int name, int nameEnd, int after) {
        int end = Ascii.trimEnd(bytes, nameEnd, after);
        int equals = Ascii.skip(bytes, nameEnd, end, Ascii.WHITE);
        int value = equals == end ? -1 : Ascii.skip(bytes, equals + 1, end, Ascii.WHITE);
        return new ParameterSpan(name, value, end);
    }

    /// Where the parameters of a value begin: at its first semicolon outside of quoted strings, or
    /// `end` when there is none.
    public static int first(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && bytes[at] != ';') {
            int after = bytes[at] == '"' ? Quoted.end(bytes, at, end) : at + 1;
            at = after < 0 ? end : after;
        }
        return at;
    }

    /// Where to point at when the value is wrong: at the value, or at the name when there is none.
    public int place() {
        return value < 0 ? name : value;
    }

    /// Whether the value is a quoted string.
    public boolean quoted(byte[] bytes) {
        return value >= 0 && bytes[value] == '"';
    }

    /// Whether the value is a token.
    public boolean token(byte[] bytes) {
        return value >= 0 && Ascii.skip(bytes, value, end, Ascii.TOKEN) == end;
    }

    /// The value as it stands there, with its quotes; empty when there is none.
    public String text(byte[] bytes) {
        return value < 0 ? "" : Ascii.text(bytes, value, end);
    }
}
