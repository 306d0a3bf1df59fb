package dev.ringback.routing.act;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.message.SipRequest;
import dev.ringback.proxy.ProxyCore;
import dev.ringback.transaction.ServerTransaction;
import org.jspecify.annotations.Nullable;

/// A request that was admitted and is not answered yet.
///
/// @param transaction its transaction
/// @param routed the request after RFC 3261 §16.4
/// @param identity the user of ours that sent it, as [dev.ringback.admission.Decision.Admit] says
public record Incoming(
        ServerTransaction transaction,
        ProxyCore.Routed routed,
        @Nullable AddressOfRecord identity) {

    /// The request as it is to be routed.
    public SipRequest message() {
        return routed.message();
    }
}
