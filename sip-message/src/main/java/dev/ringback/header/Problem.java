package dev.ringback.header;

/// What is wrong with a header field, for people.
///
/// @param header the header field
/// @param text the fault in words, such as `Malformed Contact header field`
public record Problem(HeaderName header, String text) {}
