package dev.ringback.transaction;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import org.jspecify.annotations.Nullable;

/// The two requests that are made from an INVITE and belong to its branch: the ACK of a non-2xx
/// final response (RFC 3261 §17.1.1.3)
/// and the CANCEL (§9.1).
final class DerivedRequests {
    private static final String MAX_FORWARDS = "70";

    /// Waits for the answer to a CANCEL, which changes nothing: the INVITE's own final response
    /// tells the outcome (RFC 3261 §9.1).
    static final ClientTransactionUser CANCEL_USER = new CancelUser();

    private DerivedRequests() {}

    static SipRequest ack(SipRequest invite, SipResponse response) {
        return derive(invite, Method.ACK, response.value(HeaderName.TO));
    }

    static SipRequest cancel(SipRequest invite) {
        return derive(invite, Method.CANCEL, invite.value(HeaderName.TO));
    }

    private static SipRequest derive(SipRequest invite, Method method, @Nullable String to) {
        return SipRequest.derived(method, invite.requestUri())
                .add(HeaderName.VIA, invite.topVia().toString())
                .add(HeaderName.MAX_FORWARDS, MAX_FORWARDS)
                .add(HeaderName.FROM, String.valueOf(invite.value(HeaderName.FROM)))
                .add(HeaderName.TO, String.valueOf(to))
                .add(HeaderName.CALL_ID, invite.callId())
                .add(HeaderName.CSEQ, invite.cSeq().number() + " " + method.name())
                .copy(HeaderName.ROUTE, invite)
                .build();
    }

    private static final class CancelUser implements ClientTransactionUser {
        @Override
        public void response(ClientTransaction transaction, SipResponse response) {}

        @Override
        public void failed(ClientTransaction transaction, ClientFailure failure) {}

        @Override
        public boolean hearsEnd() {
            return false;
        }
    }
}
