package dev.ringback.body;

/// What reading a multipart body gives. Bad input is normal and never an exception.
public sealed interface MultipartResult {
    /// A multipart that could be read.
    ///
    /// @param multipart the multipart, with every octet that came
    record Parsed(Multipart multipart) implements MultipartResult {}

    /// Octets that are no multipart with this boundary.
    ///
    /// @param offset where the fault was found, in octets from the start
    /// @param text the fault in words, such as `the parts do not end`
    /// @param clause the rule that is broken
    record Malformed(int offset, String text, String clause) implements MultipartResult {}
}
