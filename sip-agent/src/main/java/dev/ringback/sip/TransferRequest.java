package dev.ringback.sip;

import dev.ringback.message.SipRequest;
import dev.ringback.uri.Uri;
import org.jspecify.annotations.Nullable;

/// A REFER of a peer, RFC 3515: it wants us to call somebody. Exactly one of [#accept] and
/// [#reject] is to be called; who does neither declines when the handler ends.
public interface TransferRequest {
    /// The REFER.
    SipRequest request();

    /// Whom we shall call, with the headers that the peer wants in the call, such as Replaces.
    Uri target();

    /// Who says so, where it says so: the value of Referred-By, RFC 3892.
    @Nullable String referredBy();

    /// Does it: 202, and a call whose progress the peer is told.
    ///
    /// @return the new call
    Call accept();

    /// Does not.
    ///
    /// @param status 300 to 699; 603 declines
    void reject(int status);
}
