package dev.ringback.reaction;

import dev.ringback.message.SipRequest;
import dev.ringback.stack.Destination;

/// One sending of a request.
///
/// @param request the request as it was sent, with Via and credentials
/// @param to where it was sent
/// @param attempt which sending it was, from 1
public record Sent(SipRequest request, Destination to, int attempt) {}
