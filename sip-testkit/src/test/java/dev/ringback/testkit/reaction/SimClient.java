package dev.ringback.testkit.reaction;

import dev.ringback.dialog.Dialog;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.locate.ServerHealth;
import dev.ringback.locate.ServerLocator;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.reaction.Attempts;
import dev.ringback.reaction.Authenticator;
import dev.ringback.reaction.Draft;
import dev.ringback.reaction.Reactions;
import dev.ringback.reaction.RequestSender;
import dev.ringback.reaction.ResponseListener;
import dev.ringback.reaction.Sent;
import dev.ringback.reaction.SipFailure;
import dev.ringback.stack.Flow;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.TransactionUser;
import dev.ringback.stack.Transport;
import dev.ringback.testkit.SimNode;
import dev.ringback.testkit.Simulation;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.uri.SipUri;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A node that sends requests with every reaction on, acknowledges 2xx, and writes down the ends.
final class SimClient implements TransactionUser {
    private final SimNode node;
    private final List<String> ends = new ArrayList<>();
    private final List<Attempts> attempts = new ArrayList<>();
    private final RequestSender sender;
    private final Reactions reactions;
    private int calls;

    SimClient(Simulation simulation) {
        node = simulation.node("alice", "10.0.0.1").listen(Transport.UDP, 5060);
        node.start(_ -> this);
        SipStack stack = node.stack();
        sender = new RequestSender(stack, new ServerLocator(stack, new ServerHealth()));
        reactions =
                Reactions.builder()
                        .authenticator(Authenticator.of("alice", "secret", stack.ids()::tag))
                        .extensions(List.of("timer"))
                        .build();
    }

    /// The ends of its requests, in their order: a status, or the name of a failure.
    List<String> ends() {
        return ends;
    }

    int underWay() {
        return sender.underWay();
    }

    void send(Method method) {
        SipUri bob = SipUri.of(false, "bob", "example.com", -1);
        SipRequest.Builder request =
                SipRequest.derived(method, bob)
                        .set(HeaderName.VIA, "SIP/2.0/UDP 10.0.0.1;branch=z9hG4bKnone")
                        .set(HeaderName.MAX_FORWARDS, "70")
                        .set(HeaderName.FROM, "<sip:alice@example.com>;tag=a")
                        .set(HeaderName.TO, "<sip:bob@example.com>")
                        .set(HeaderName.CALL_ID, "call" + ++calls)
                        .set(HeaderName.CSEQ, "1 " + method)
                        .set(HeaderName.CONTACT, "<sip:alice@10.0.0.1>")
                        .set(HeaderName.REQUIRE, "foo")
                        .set(HeaderName.EXPIRES, "60");
        Draft draft = Draft.of(request.build());
        node.execute(() -> attempts.add(sender.send(draft, reactions, new Listener())));
    }

    void cancel(int number) {
        node.execute(
                () -> {
                    if (number < attempts.size()) {
                        attempts.get(number).cancel();
                    }
                });
    }

    @Override
    public void request(ServerTransaction transaction) {}

    @Override
    public void ack(SipRequest ack, Flow flow) {}

    @Override
    public void response(SipResponse response, Flow flow) {}

    private final class Listener implements ResponseListener {
        private final Set<String> dialogs = new HashSet<>();
        private boolean failed;

        @Override
        public void succeeded(SipResponse response, Sent sent) {
            if (failed) {
                throw new AssertionError("a success after a failure");
            }
            if (dialogs.isEmpty()) {
                ends.add(Integer.toString(response.status()));
            }
            dialogs.add(String.valueOf(response.to().tag()));
            if (sent.request().method().equals(Method.INVITE)) {
                SipRequest.Builder ack =
                        Dialog.ofCaller(sent.request(), response)
                                .acknowledgement(sent.request().cSeq().number());
                sender.acknowledge(ack, sent.request(), _ -> {});
            }
        }

        @Override
        public void failed(SipFailure failure) {
            if (failed || !dialogs.isEmpty()) {
                throw new AssertionError("a second end: " + failure);
            }
            failed = true;
            ends.add(
                    failure instanceof SipFailure.Refused
                            ? Integer.toString(failure.status())
                            : failure.getClass().getSimpleName());
        }
    }
}
