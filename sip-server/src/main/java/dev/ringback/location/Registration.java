package dev.ringback.location;

import dev.ringback.header.NameAddress;
import dev.ringback.stack.Flow;
import java.util.List;

/// What the bindings of one REGISTER have in common: RFC 3261 §10.3 step 7.
///
/// @param callId the request's Call-ID
/// @param cseq its CSeq number
/// @param flow how it came: the way back to a client that listens nowhere
/// @param path the proxies through which to reach what it bound, the next one first: RFC 3327. This
///   server is not among the first
public record Registration(String callId, long cseq, Flow flow, List<NameAddress> path) {
    /// Copies the list.
    public Registration {
        path = List.copyOf(path);
    }

    /// A registration without a Path.
    public Registration(String callId, long cseq, Flow flow) {
        this(callId, cseq, flow, List.of());
    }
}
