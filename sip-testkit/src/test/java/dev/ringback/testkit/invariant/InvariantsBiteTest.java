package dev.ringback.testkit.invariant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.cause.Cause;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.DnsRecord;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Question;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.TransactionUser;
import dev.ringback.stack.Transport;
import dev.ringback.testkit.Observation;
import dev.ringback.testkit.PeerNode;
import dev.ringback.testkit.Requests;
import dev.ringback.testkit.ScriptedPeer;
import dev.ringback.testkit.SimNode;
import dev.ringback.testkit.Simulation;
import dev.ringback.testkit.agent.CallBook;
import dev.ringback.testkit.agent.CallBook.Belief;
import dev.ringback.testkit.agent.CallBook.DialogName;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.transaction.ServerTransactionUser;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Every invariant is broken once, by a node that breaks the rule: a gate that never failed proves
/// nothing.
class InvariantsBiteTest {
    private static final DialogName DIALOG = new DialogName("call", "a", "b");

    private final Simulation simulation = new Simulation(1);
    private final ScriptedPeer script = new ScriptedPeer();
    private final PeerNode peer =
            new PeerNode(simulation, "peer", "10.0.0.1", script).listen(Transport.UDP, 5060);
    private final SimNode culprit =
            simulation.node("culprit", "10.0.0.2").listen(Transport.UDP, 5060);
    private final Hop toPeer = new Hop(Transport.UDP, new InetSocketAddress("10.0.0.1", 5060));
    private final CallBook book = new CallBook();

    @Test
    void aRequestWithoutAnswer() {
        culprit((_, _) -> {});
        receives(Requests.options("1"));

        fails("never got a final response");
    }

    @Test
    void aFinalResponseWithoutCause() {
        culprit(
                (stack, transaction) ->
                        stack.sendStateless(reply(transaction.request(), 486), transaction.flow()));
        receives(Requests.options("1"));

        fails("without a cause");
    }

    @Test
    void aRequestLeftUnansweredWithoutCause() {
        simulation.expect(List.of(new FinalsHaveCauses()));
        culprit.start(stack -> new Culprit(stack, (_, _) -> {}));
        receives(Requests.options("1"));

        fails("was left unanswered without a cause");
    }

    @Test
    void aRequestLeftUnansweredWithItsCauseIsNoFault() {
        simulation.expect(List.of(new FinalsHaveCauses()));
        culprit.start(
                stack ->
                        new Culprit(
                                stack,
                                (_, transaction) -> {
                                    transaction.note(1, new Cause.Decided("the test"));
                                    transaction.leaveUnanswered();
                                }));
        receives(Requests.options("1"));
        simulation.run(Duration.ofMinutes(5));
    }

    @Test
    void twoFinalResponses() {
        culprit(
                (stack, transaction) -> {
                    SipRequest request = transaction.request();
                    answer(transaction, 200);
                    stack.sendStateless(reply(request, 486), transaction.flow());
                });
        receives(Requests.options("1"));

        fails("gave several final responses");
    }

    @Test
    void aRepeatedFinalWithOtherBytes() {
        culprit(
                (stack, transaction) -> {
                    SipResponse other =
                            SipResponse.replyTo(transaction.request(), 200)
                                    .toTag("t")
                                    .reason("Fine")
                                    .build();
                    answer(transaction, 200);
                    stack.sendStateless(other, transaction.flow());
                });
        receives(Requests.options("1"));

        fails("with other bytes");
    }

    @Test
    void aResponseWithoutRequest() {
        culprit((_, _) -> {});
        does(stack -> stack.sendStateless(reply(Requests.options("1"), 200), toPeer));

        fails("never asked");
    }

    @Test
    void aHundredPassedOn() {
        SipRequest invite = Requests.request(Method.INVITE, "1", "call", 1);
        culprit((_, transaction) -> transaction.attach(new Nobody()));
        receives(invite);
        SipResponse trying =
                SipResponse.replyTo(invite, 100)
                        .addFirst(HeaderName.VIA, "SIP/2.0/UDP 10.0.0.2:5060;branch=z9hG4bKc")
                        .build();
        simulation.after(Duration.ofMillis(100), "", () -> peer.send(toCulprit(), trying));

        fails("passed on a 100");
    }

    @Test
    void aSequenceNumberThatDoesNotGrow() {
        culprit((_, _) -> {});
        does(
                stack -> {
                    stack.sendStateless(Requests.request(Method.INFO, "1", "call", 2), toPeer);
                    stack.sendStateless(Requests.request(Method.INFO, "2", "call", 2), toPeer);
                });

        fails("INFO has CSeq 2 after 2");
    }

    @Test
    void aTimerWithoutOwner() {
        culprit((_, _) -> {});
        culprit.coreTimers(() -> 0);
        does(stack -> stack.schedule(Duration.ofSeconds(1), () -> {}));

        fails("runs 1 timers for 0 transactions");
    }

    @Test
    void aFinalResponseWithoutAck() {
        culprit((_, _) -> {});
        script.onRequest(Method.INVITE, ScriptedPeer.respond(486));
        does(stack -> stack.sendStateless(invite("1"), toPeer));

        fails("did not acknowledge");
    }

    @Test
    void aSuccessWithoutAck() {
        culprit((_, _) -> {});
        script.onRequest(Method.INVITE, ScriptedPeer.respond(200));
        does(stack -> stack.sendStateless(invite("1"), toPeer));

        fails("did not acknowledge the 2xx");
    }

    @Test
    void aCancelBeforeAnyResponse() {
        culprit((_, _) -> {});
        does(stack -> stack.sendStateless(cancel("1"), toPeer));

        fails("cancelled before any provisional response");
    }

    @Test
    void aCancelAfterTheFinalResponse() {
        culprit((_, _) -> {});
        script.onRequest(Method.INVITE, ScriptedPeer.respond(200));
        does(
                stack -> {
                    stack.sendStateless(invite("1"), toPeer);
                    stack.ask(new Question.Dns("slow", DnsRecord.Type.A), _ -> {});
                    stack.schedule(
                            Duration.ofMillis(15), () -> stack.sendStateless(cancel("1"), toPeer));
                });
        simulation.resolver().delay(Duration.ofSeconds(1), Duration.ofSeconds(1));

        fails("cancelled after its final response");
    }

    @Test
    void anInviteWithoutTrying() {
        var late = new PromptTrying();
        SipRequest invite = invite("1");
        var flow = new Flow(Transport.UDP, culprit.socket(Transport.UDP), toPeer.remote(), 0);
        late.observe(simulation, new Observation.Delivered(culprit, flow, invite));
        simulation.clock().advance(Duration.ofMillis(300));

        assertThatThrownBy(
                        () ->
                                late.observe(
                                        simulation,
                                        new Observation.Sent(
                                                culprit,
                                                Transport.UDP,
                                                toPeer.remote(),
                                                reply(invite, 100))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("had no response for PT0.3S");
    }

    @Test
    void aRequestRepeatedTooEarly() {
        culprit((_, _) -> {});
        does(
                stack -> {
                    stack.sendStateless(invite("1"), toPeer);
                    stack.sendStateless(invite("1"), toPeer);
                });

        fails("sent 2 times, 1 were due");
    }

    @Test
    void aRequestNotRepeated() {
        culprit((_, _) -> {});
        does(stack -> stack.sendStateless(invite("1"), toPeer));

        fails("sent only 1 times, 7 were due");
    }

    @Test
    void aTransactionThatSpeaksAfterItsEnd() {
        culprit(
                (stack, transaction) -> {
                    SipResponse late = reply(transaction.request(), 200);
                    answer(transaction, 200);
                    stack.schedule(
                            Duration.ofSeconds(40),
                            () -> stack.sendStateless(late, transaction.flow()));
                });
        receives(Requests.options("1"));

        fails("after its time");
    }

    @Test
    void sidesThatDoNotAgree() {
        simulation.expect(List.of(new CallsAgree(book)));
        book.callerBelieves(DIALOG, "alice", Belief.CONFIRMED);
        book.calleeBelieves(DIALOG, "bob", Belief.ENDED);

        fails("alice still believes CONFIRMED");
    }

    @Test
    void aCallThatNobodyAnswered() {
        simulation.expect(List.of(new CallsAgree(book)));
        book.callerBelieves(DIALOG, "alice", Belief.ENDED);

        fails("that nobody answered");
    }

    @Test
    void anAttemptWithoutOutcomeOrWithTwo() {
        simulation.expect(List.of(new CallsAgree(book)));
        var attempt = new CallBook.Attempt("alice", "call", "a");
        book.begins(attempt);

        fails("has no outcome");
        book.settles(attempt, "486");
        assertThatThrownBy(() -> book.settles(attempt, "200")).isInstanceOf(AssertionError.class);
        assertThat(book.outcomes()).containsEntry("200", 1);
    }

    private void culprit(BiConsumer<SipStack, ServerTransaction> core) {
        simulation.expect(Invariants.all());
        culprit.start(stack -> new Culprit(stack, core));
    }

    private void receives(SipRequest request) {
        simulation.after(Duration.ofMillis(1), "", () -> peer.send(toCulprit(), request));
    }

    private void does(Consumer<SipStack> action) {
        simulation.after(
                Duration.ofMillis(1),
                "",
                () -> culprit.execute(() -> action.accept(culprit.stack())));
    }

    private void fails(String message) {
        assertThatThrownBy(() -> simulation.run(Duration.ofMinutes(5)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(message);
    }

    private Hop toCulprit() {
        return new Hop(Transport.UDP, culprit.socket(Transport.UDP));
    }

    private static SipRequest invite(String branch) {
        return Requests.request(Method.INVITE, branch, "call-" + branch, 1);
    }

    private static SipRequest cancel(String branch) {
        return Requests.request(Method.CANCEL, branch, "call-" + branch, 1);
    }

    private static void answer(ServerTransaction transaction, int status) {
        transaction.respond(reply(transaction.request(), status), new Cause.Decided("the test"));
    }

    private static SipResponse reply(SipRequest request, int status) {
        SipResponse.Builder reply = SipResponse.replyTo(request, status).toTag("t");
        return status < 300 ? reply.set(HeaderName.CONTACT, "<sip:b@h>").build() : reply.build();
    }

    private static final class Nobody implements ServerTransactionUser {}

    /// A core that does as it is told, and passes every response on.
    private record Culprit(SipStack stack, BiConsumer<SipStack, ServerTransaction> onRequest)
            implements TransactionUser {
        @Override
        public void request(ServerTransaction transaction) {
            onRequest.accept(stack, transaction);
        }

        @Override
        public void ack(SipRequest ack, Flow flow) {}

        @Override
        public void response(SipResponse response, Flow flow) {
            if (response.provisional()) {
                stack.sendStateless(response.edit().removeFirst(HeaderName.VIA).build(), flow);
            }
        }
    }
}
