package dev.ringback.reaction;

import dev.ringback.header.HeaderName;
import dev.ringback.header.dialog.CSeq;
import dev.ringback.message.SipRequest;
import dev.ringback.stack.ListenPoint;

/// A request that may have to be sent more than once: with credentials, to another place, without
/// an extension.
@FunctionalInterface
public interface Draft {
    /// The request for the next sending: with the next CSeq number, and all but Via. What a
    /// reaction changes is changed in it afterwards. A sending to the next server of the same
    /// target is the same request and does not ask for it (RFC 3263 §4.3).
    SipRequest.Builder next();

    /// Called when it is known where the request leaves, before it does: the place to write a
    /// Contact that fits the transport.
    ///
    /// @param request the request that will be sent
    /// @param local our listening point
    default void leaves(SipRequest.Builder request, ListenPoint local) {}

    /// A request outside of any dialog. The first sending has its CSeq number, each further one the
    /// next number.
    ///
    /// @param request the request, whose Vias are left out
    static Draft of(SipRequest request) {
        return new Draft() {
            private long number = request.cSeq().number();

            @Override
            public SipRequest.Builder next() {
                CSeq cSeq = new CSeq(number++, request.method());
                return request.edit().remove(HeaderName.VIA).set(HeaderName.CSEQ, cSeq.toString());
            }
        };
    }
}
