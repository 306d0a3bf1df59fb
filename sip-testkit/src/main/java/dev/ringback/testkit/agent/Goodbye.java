package dev.ringback.testkit.agent;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.transaction.ClientFailure;
import dev.ringback.transaction.ClientTransaction;
import dev.ringback.transaction.ClientTransactionUser;

/// The BYE of a dialog (RFC 3261 §15.1.1). The dialog is over when it is sent, whatever the answer.
final class Goodbye implements ClientTransactionUser {
    private final SimUserAgent agent;
    private final CallDialog dialog;

    Goodbye(SimUserAgent agent, CallDialog dialog) {
        this.agent = agent;
        this.dialog = dialog;
    }

    void start() {
        agent.locate(
                dialog.nextHop(),
                hop -> {
                    if (hop != null) {
                        SipRequest bye =
                                dialog.request(Method.BYE)
                                        .addFirst(HeaderName.VIA, agent.via(hop))
                                        .build();
                        agent.stack().send(bye, hop, this);
                    }
                });
    }

    @Override
    public void response(ClientTransaction transaction, SipResponse response) {
        // 200, or 481 when the peer hung up too: over either way
    }

    @Override
    public void failed(ClientTransaction transaction, ClientFailure failure) {
        // the peer is gone: over as well
    }
}
