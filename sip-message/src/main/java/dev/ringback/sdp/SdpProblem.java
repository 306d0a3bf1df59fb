package dev.ringback.sdp;

/// A place where a session description departs from RFC 8866.
///
/// @param offset where the line (or the octet) is, in octets from the start
/// @param line the number of the line, from 1
/// @param text the fault in words, such as `no s= line`
/// @param clause what it departs from, such as `RFC 8866 §5.3`
/// @param severity how bad it is
public record SdpProblem(int offset, int line, String text, String clause, Severity severity) {
    /// How bad a problem is.
    public enum Severity {
        /// The grammar or a MUST is not kept.
        ERROR,
        /// A reader is asked to tolerate it, or a SHOULD is not kept.
        WARNING
    }

    @Override
    public String toString() {
        return "line " + line + ": " + text + " (" + clause + ")";
    }
}
