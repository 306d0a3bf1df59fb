package dev.ringback.parse;

import dev.ringback.message.SipResponse;
import org.jspecify.annotations.Nullable;

/// Octets that are no message.
///
/// @param fault the kind of fault, for counting
/// @param reason the fault in words, such as `Missing Call-ID header field`
/// @param offset where it was found, in octets from the start of what was parsed
/// @param reply the response that tells the sender, complete but for `received` and `rport` in the
///     top Via; null when none may be sent: to a response, to an ACK, and where no Via says
///     whereto
/// @param response whether they begin as a response does, with `SIP/2.0` and a space
public record Malformed(
        Fault fault, String reason, int offset, @Nullable SipResponse reply, boolean response)
        implements ParseResult {}
