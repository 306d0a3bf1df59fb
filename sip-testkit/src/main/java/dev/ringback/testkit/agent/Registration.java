package dev.ringback.testkit.agent;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Destination;
import dev.ringback.transaction.ClientFailure;
import dev.ringback.transaction.ClientTransaction;
import dev.ringback.transaction.ClientTransactionUser;
import dev.ringback.uri.SipUri;
import java.util.function.Consumer;

/// One REGISTER of a [SimUserAgent] (RFC 3261 §10.2).
final class Registration implements ClientTransactionUser {
    private final SimUserAgent agent;
    private final Consumer<Integer> then;

    Registration(SimUserAgent agent, Consumer<Integer> then) {
        this.agent = agent;
        this.then = then;
    }

    void start(SipUri registrar, Destination hop, long expires) {
        String address = agent.address();
        SipRequest request =
                SipRequest.builder(Method.REGISTER, registrar)
                        .set(HeaderName.VIA, agent.via(hop))
                        .set(HeaderName.MAX_FORWARDS, "70")
                        .set(HeaderName.FROM, address + ";tag=" + agent.stack().ids().tag())
                        .set(HeaderName.TO, address)
                        .set(HeaderName.CALL_ID, agent.registrationCallId())
                        .set(HeaderName.CSEQ, agent.nextRegistration() + " REGISTER")
                        .set(HeaderName.CONTACT, agent.contact())
                        .set(HeaderName.EXPIRES, Long.toString(expires))
                        .build();
        agent.stack().send(request, hop, this);
    }

    @Override
    public void response(ClientTransaction transaction, SipResponse response) {
        if (response.finalResponse()) {
            then.accept(response.status());
        }
    }

    @Override
    public void failed(ClientTransaction transaction, ClientFailure failure) {
        then.accept(408);
    }
}
