package dev.ringback.header;

import org.jspecify.annotations.Nullable;

/// What is wrong in one place of a message.
///
/// @param severity how much it weighs
/// @param header the header field that it is in; null for the start line, the body and the message
///     as a whole
/// @param offset where, in octets from the start of what was read
/// @param text the fault in words, such as `Malformed Contact header field`
/// @param clause the rule that is broken, such as `RFC 3261 §20.10`
public record Problem(
        Severity severity, @Nullable HeaderName header, int offset, String text, String clause) {
    /// An error.
    public static Problem error(
            @Nullable HeaderName header, int offset, String text, String clause) {
        return new Problem(Severity.ERROR, header, offset, text, clause);
    }

    /// A warning.
    public static Problem warning(
            @Nullable HeaderName header, int offset, String text, String clause) {
        return new Problem(Severity.WARNING, header, offset, text, clause);
    }

    /// Whether it makes the message invalid.
    public boolean error() {
        return severity == Severity.ERROR;
    }
}
