package dev.ringback.callflow;

import dev.ringback.header.Method;
import java.time.Instant;

/// What an element of ours decided about a request of a call: a final response and its reason. No
/// message tells this.
///
/// @param at when
/// @param method the method of the request
/// @param sequence the number of its CSeq
/// @param status the status code of the final response
/// @param reason what decided it
public record Remark(Instant at, Method method, long sequence, int status, Reason reason) {}
