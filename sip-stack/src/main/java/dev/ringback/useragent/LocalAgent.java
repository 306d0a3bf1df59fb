package dev.ringback.useragent;

import dev.ringback.message.SipRequest;
import dev.ringback.transaction.ServerTransaction;

/// A user agent behind a [UserAgentCore]: it gets the requests outside of dialogs that are for it.
public interface LocalAgent {
    /// What it can do; the core checks requests against it before (RFC 3261 §8.2).
    Capabilities capabilities();

    /// Whether a request outside of any dialog is for this agent: by its Request-URI (its contact
    // or
    /// its address-of-record).
    boolean serves(SipRequest request);

    /// Answers a new request outside of any dialog, any but ACK and CANCEL; checked by §8.2.
    void request(ServerTransaction transaction);
}
