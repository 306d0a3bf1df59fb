package dev.ringback.cause;

import dev.ringback.message.SipResponse;

/// A final response together with what decided it, as an element hands it to whoever sends it.
///
/// @param response the final response
/// @param cause what decided it
public record Reply(SipResponse response, Cause cause) {}
