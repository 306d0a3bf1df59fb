package dev.ringback.location;

import dev.ringback.stack.Flow;

/// What the bindings of one REGISTER have in common: RFC 3261 §10.3 step 7.
///
/// @param callId the request's Call-ID
/// @param cseq its CSeq number
/// @param flow how it came: the way back to a client that listens nowhere
public record Registration(String callId, long cseq, Flow flow) {}
