package dev.ringback.body;

/// How much of a multipart body is read; what is beyond makes it malformed.
///
/// @param parts the parts of one multipart
/// @param headerLines the header lines of one part
/// @param headerLine the octets of one header line, folds included
/// @param depth how deep multiparts may be nested; 1 allows none within another
public record BodyLimits(int parts, int headerLines, int headerLine, int depth) {
    /// Limits that fit what SIP carries.
    public static BodyLimits defaults() {
        return new BodyLimits(64, 64, 8192, 4);
    }

    static BodyLimits none() {
        int most = Integer.MAX_VALUE;
        return new BodyLimits(most, most, most, most);
    }
}
