package dev.ringback.parse;

/// How large the parts of a message may be. What is larger is malformed.
///
/// @param message octets of a whole message
/// @param headerLines number of header lines
/// @param headerLine octets of one header line with all its folds, or of the start line
/// @param uri octets of the Request-URI
/// @param body octets of the body
public record ParseLimits(int message, int headerLines, int headerLine, int uri, int body) {
    /// Checks that they are limits.
    ///
    /// @throws IllegalArgumentException if one is not positive (the body's may be 0)
    public ParseLimits {
        if (message < 1 || headerLines < 1 || headerLine < 1 || uri < 1 || body < 0) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }

    /// 65,535 octets in all and in the body, 256 lines of at most 8 KiB, a URI of at most 2 KiB.
    public static ParseLimits defaults() {
        return new ParseLimits(65_535, 256, 8_192, 2_048, 65_535);
    }
}
