package dev.ringback.parse;

import dev.ringback.message.SipMessage;

/// A message whose start line, header lines and base headers are well-formed.
///
/// @param message the message
public record Parsed(SipMessage message) implements ParseResult {}
