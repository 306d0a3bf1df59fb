package dev.ringback.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.Cause;
import dev.ringback.cause.DnsStep;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.transaction.ClientFailure;
import dev.ringback.transaction.ClientTransaction;
import dev.ringback.transaction.ClientTransactionUser;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.transaction.ServerTransactionUser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A fault of ours answers the request for which the step worked in which it strikes.
class LateFaultTest {
    private static final String BRANCH = ";branch=z9hG4bKx";
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final StackBench bench = new StackBench();

    @Test
    void aFaultInATimerAnswersTheRequestThatStartedIt() {
        bench.onRequest = _ -> bench.stack.schedule(SECOND, LateFaultTest::bug);
        bench.receive(StackBench.UDP, StackBench.text("INVITE", BRANCH));
        bench.pass(SECOND);
        assertAnsweredByFault();
    }

    @Test
    void aFaultInATimerOfATimerIsFoundToo() {
        bench.onRequest =
                _ ->
                        bench.stack.schedule(
                                SECOND, () -> bench.stack.schedule(SECOND, LateFaultTest::bug));
        bench.receive(StackBench.UDP, StackBench.text("INVITE", BRANCH));
        bench.pass(SECOND.multipliedBy(2));
        assertAnsweredByFault();
    }

    @Test
    void oneFaultHoldsNoOtherTimerUp() {
        List<String> fired = new ArrayList<>();
        bench.onRequest =
                _ -> {
                    bench.stack.schedule(SECOND, LateFaultTest::bug);
                    bench.stack.schedule(SECOND, () -> fired.add("second"));
                };
        bench.receive(StackBench.UDP, StackBench.text("INVITE", BRANCH));
        bench.pass(SECOND);
        assertThat(fired).containsExactly("second");
    }

    @Test
    void aFaultInAnAnswerAnswersTheRequestThatAsked() {
        Question question = new Question.Dns("a.example", DnsRecord.Type.A);
        bench.onRequest = _ -> bench.stack.ask(question, _ -> bug());
        bench.receive(StackBench.UDP, StackBench.text("INVITE", BRANCH));
        long id =
                bench.outputs.stream()
                        .filter(Output.Ask.class::isInstance)
                        .map(Output.Ask.class::cast)
                        .findFirst()
                        .orElseThrow()
                        .id();
        Answer none = new Answer.NoRecords(DnsStep.Outcome.NO_SUCH_NAME, Duration.ZERO);
        bench.handle(new Input.Answered(id, none));
        assertAnsweredByFault();
        assertThat(bench.stack.questionCount()).isZero();
    }

    @Test
    void aFaultOverAResponseAnswersTheRequestForWhichWeSentOurs() {
        bench.onRequest = _ -> bench.stack.send(ours(), StackBench.UDP, new Broken());
        bench.receive(StackBench.UDP, StackBench.text("OPTIONS", BRANCH));
        bench.receive(StackBench.UDP, SipResponse.replyTo(ours(), 404).toTag("t").build());
        assertAnsweredByFault();
        bench.pass(Duration.ofMinutes(2));
        assertThat(bench.stack.transactionCount()).as("nothing leaks").isZero();
        assertThat(bench.stack.timerCount()).isZero();
    }

    @Test
    void aFaultOverAFailureToSendAnswersTheRequestToo() {
        bench.onRequest = _ -> bench.stack.send(ours(), StackBench.UDP, new Broken());
        bench.receive(StackBench.UDP, StackBench.text("OPTIONS", BRANCH));
        bench.handle(new Input.SendFailed(new Output.Send(StackBench.UDP, ours()), "no route"));
        assertAnsweredByFault();
    }

    @Test
    void aFaultAfterTheAnswerChangesNothing() {
        bench.onRequest =
                transaction -> {
                    bench.stack.schedule(SECOND, LateFaultTest::bug);
                    transaction.respond(
                            bench.reply(transaction.request(), 486), new Cause.Decided("test"));
                };
        bench.receive(StackBench.TCP, StackBench.text("INVITE", BRANCH));
        bench.pass(SECOND);
        assertThat(bench.sentStatuses()).containsExactly(486);
        assertThat(bench.notices()).hasAtLeastOneElementOfType(Notice.Fault.class);
    }

    @Test
    void whoAnswersIsToldThatAFaultDidAndAnEarlierToTagStays() {
        List<String> told = new ArrayList<>();
        ServerTransactionUser user =
                new ServerTransactionUser() {
                    @Override
                    public void faulted() {
                        told.add("faulted");
                        bug();
                    }
                };
        bench.onRequest =
                transaction -> {
                    transaction.attach(user);
                    transaction.respond(bench.reply(transaction.request(), 180));
                    bench.stack.schedule(SECOND, LateFaultTest::bug);
                };
        bench.receive(StackBench.UDP, StackBench.text("INVITE", BRANCH));
        bench.pass(SECOND);
        assertThat(told).containsExactly("faulted");
        assertThat(bench.sentStatuses()).startsWith(180, 500);
        assertThat(lastResponse().to().tag()).isEqualTo("b1");
    }

    @Test
    void aFaultOfACommandAnswersNobody() {
        bench.receive(StackBench.UDP, StackBench.text("INVITE", BRANCH));
        bench.run(LateFaultTest::bug);
        assertThat(bench.sentStatuses()).isEmpty();
        assertThat(bench.notices()).hasOnlyElementsOfType(Notice.Fault.class);
    }

    private void assertAnsweredByFault() {
        assertThat(bench.sentStatuses()).contains(500);
        assertThat(bench.notices())
                .filteredOn(Notice.Answered.class::isInstance)
                .map(Notice.Answered.class::cast)
                .anySatisfy(
                        answered -> {
                            assertThat(answered.response()).isEqualTo(lastResponse());
                            assertThat(answered.cause())
                                    .isEqualTo(
                                            new Cause.Fault(IllegalStateException.class.getName()));
                        });
        ServerTransaction struck = bench.requests.getFirst();
        assertThat(struck.answered()).isTrue();
    }

    private SipResponse lastResponse() {
        return bench.sends().stream()
                .map(Output.Send::message)
                .filter(SipResponse.class::isInstance)
                .map(SipResponse.class::cast)
                .toList()
                .getLast();
    }

    private static SipRequest ours() {
        String text = StackBench.text("OPTIONS", ";branch=z9hG4bKours");
        return (SipRequest) StackBench.parse(text.replace("192.0.2.9:5080", "127.0.0.1:5060"));
    }

    private static void bug() {
        throw new IllegalStateException("a bug");
    }

    /// A core that fails over whatever it hears.
    private static final class Broken implements ClientTransactionUser {
        @Override
        public void response(ClientTransaction transaction, SipResponse response) {
            bug();
        }

        @Override
        public void failed(ClientTransaction transaction, ClientFailure failure) {
            bug();
        }
    }
}
