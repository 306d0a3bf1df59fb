package dev.ringback.parse;

/// What reading a fragment gives. Bad input is normal and never an exception.
public sealed interface FragmentResult {
    /// A fragment that could be read.
    ///
    /// @param fragment the fragment, with every octet that came
    record Parsed(SipFragment fragment) implements FragmentResult {}

    /// Octets that are no part of any message.
    ///
    /// @param fault the kind of fault
    /// @param reason the fault in words, such as `Malformed status line`
    /// @param offset where it was found, in octets from the start
    record Malformed(Fault fault, String reason, int offset) implements FragmentResult {}
}
