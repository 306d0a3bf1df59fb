package dev.ringback.reaction;

import dev.ringback.message.SipRequest;

/// A request that may have to be sent more than once: with credentials, to another place, without
/// an extension.
@FunctionalInterface
public interface Draft {
    /// The request for the next sending: with the next CSeq number, and all but Via. What a
    // reaction
    /// changes is changed in it afterwards.
    SipRequest.Builder next();
}
