package dev.ringback.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.Cause;
import dev.ringback.header.route.Via;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.transaction.ServerTransaction;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Server transactions through the stack's one entry: RFC 3261 §17.2, §18.2, §9.2.
class ServerSideTest {
    private static final Cause DECIDED = new Cause.Decided("the test");

    private static final String BRANCH = ";branch=z9hG4bK1";

    private final StackBench bench = new StackBench();

    @Test
    void aSlowUserGetsItsInviteAnswered100After200Milliseconds() {
        bench.receive(StackBench.UDP, StackBench.text("INVITE", BRANCH));
        bench.pass(Duration.ofMillis(199));
        assertThat(bench.sentStatuses()).isEmpty();
        bench.pass(Duration.ofMillis(1));
        assertThat(bench.sentStatuses()).containsExactly(100);
    }

    @Test
    void aRepeatedInviteGetsTheLastResponseAgainAndIsNoNewRequest() {
        bench.onRequest = t -> t.respond(bench.reply(t.request(), 180));
        bench.receive(StackBench.UDP, StackBench.text("INVITE", BRANCH));
        bench.receive(StackBench.UDP, StackBench.text("INVITE", BRANCH));
        assertThat(bench.sentStatuses()).containsExactly(180, 180);
        assertThat(bench.requests).hasSize(1);
        assertThat(bench.notices()).contains(new Notice.Retransmitted());
    }

    @Test
    void aFailureIsRepeatedByTimerGUntilItsAck() {
        bench.onRequest = t -> t.respond(bench.reply(t.request(), 486), DECIDED);
        bench.receive(StackBench.UDP, StackBench.text("INVITE", BRANCH));
        bench.pass(Duration.ofMillis(3500));
        assertThat(bench.sentStatuses()).containsExactly(486, 486, 486, 486);
        bench.receive(StackBench.UDP, StackBench.text("ACK", BRANCH));
        bench.pass(Duration.ofSeconds(60));
        assertThat(bench.sentStatuses()).hasSize(4);
        assertThat(bench.told).containsExactly("acknowledged", "terminated");
        assertThat(bench.stack.transactionCount()).isZero();
        assertThat(bench.stack.timerCount()).isZero();
    }

    @Test
    void aFailureThatIsNeverAcknowledgedEndsWithTimerH() {
        bench.onRequest = t -> t.respond(bench.reply(t.request(), 486), DECIDED);
        bench.receive(StackBench.UDP, StackBench.text("INVITE", BRANCH));
        bench.pass(Duration.ofSeconds(32));
        assertThat(bench.told).containsExactly("failed: NO_ACK", "terminated");
        assertThat(bench.sentStatuses()).hasSize(11);
    }

    @Test
    void anAcceptedInviteAbsorbsRepetitionsAndSendsEvery2xxOfItsUser() {
        bench.receive(StackBench.UDP, StackBench.text("INVITE", BRANCH));
        ServerTransaction transaction = bench.requests.getFirst();
        SipRequest request = transaction.request();
        bench.run(() -> transaction.respond(bench.reply(request, 200), DECIDED));
        bench.receive(StackBench.UDP, StackBench.text("INVITE", BRANCH));
        assertThat(bench.sentStatuses()).containsExactly(200);
        bench.run(() -> transaction.respond(bench.reply(request, 200), DECIDED));
        bench.run(() -> transaction.respond(bench.reply(request, 486), DECIDED));
        assertThat(bench.sentStatuses()).containsExactly(200, 200);
        bench.pass(Duration.ofSeconds(32));
        assertThat(bench.stack.transactionCount()).isZero();
    }

    @Test
    void anAckOfA2xxWithItsOwnBranchGoesToTheCore() {
        bench.onRequest = t -> t.respond(bench.reply(t.request(), 200), DECIDED);
        bench.receive(StackBench.UDP, StackBench.text("INVITE", BRANCH));
        bench.receive(StackBench.UDP, StackBench.text("ACK", ";branch=z9hG4bK2"));
        assertThat(bench.acks).hasSize(1);
    }

    @Test
    void cancelIsAnswered200AndTheInvitesUserIsTold() {
        bench.receive(StackBench.UDP, StackBench.text("INVITE", BRANCH));
        bench.receive(StackBench.UDP, StackBench.text("CANCEL", BRANCH));
        assertThat(bench.sentStatuses()).containsExactly(200);
        assertThat(bench.told).containsExactly("cancelled");
        assertThat(bench.requests).hasSize(1);
    }

    @Test
    void cancelAfterTheFinalResponseIsAnsweredAndChangesNothing() {
        bench.onRequest = t -> t.respond(bench.reply(t.request(), 200), DECIDED);
        bench.receive(StackBench.UDP, StackBench.text("INVITE", BRANCH));
        bench.receive(StackBench.UDP, StackBench.text("CANCEL", BRANCH));
        assertThat(bench.sentStatuses()).containsExactly(200, 200);
        assertThat(bench.told).isEmpty();
    }

    @Test
    void aWithdrawnRequestLeavesNothingAndComesAgain() {
        bench.onRequest = ServerTransaction::withdraw;
        for (String method : List.of("INVITE", "INVITE", "OPTIONS", "OPTIONS")) {
            bench.receive(StackBench.UDP, StackBench.text(method, BRANCH));
        }
        assertThat(bench.requests).hasSize(4);
        assertThat(bench.stack.transactionCount()).isZero();
        assertThat(bench.stack.timerCount()).isZero();
        bench.pass(Duration.ofSeconds(40));
        assertThat(bench.sends()).isEmpty();
    }

    @Test
    void cancelOfNothingGoesToTheCore() {
        bench.receive(StackBench.UDP, StackBench.text("CANCEL", BRANCH));
        assertThat(bench.requests).hasSize(1);
    }

    @Test
    void responsesGoToTheRealSourceWhenRportIsAsked() {
        bench.onRequest = t -> t.respond(bench.reply(t.request(), 200), DECIDED);
        bench.receive(StackBench.UDP, StackBench.text("OPTIONS", ";rport" + BRANCH));
        Output.Send send = bench.sends().getFirst();
        assertThat(send.to()).isEqualTo(StackBench.UDP);
        Via via = send.message().topVia();
        assertThat(via.rport()).isEqualTo(7777);
        assertThat(via.received()).isEqualTo("192.0.2.9");
    }

    @Test
    void responsesGoToTheSentByPortWithoutRport() {
        bench.onRequest = t -> t.respond(bench.reply(t.request(), 200), DECIDED);
        bench.receive(StackBench.UDP, StackBench.text("OPTIONS", BRANCH));
        Output.Send send = bench.sends().getFirst();
        assertThat(send.to().remote())
                .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.9"), 5080));
        assertThat(send.message().topVia().received()).isNull();
    }

    @Test
    void whereTheSentByHasNoPortTheyGoToTheUsualOne() {
        bench.onRequest = t -> t.respond(bench.reply(t.request(), 200), DECIDED);
        bench.receive(StackBench.UDP, StackBench.text("OPTIONS", BRANCH).replace(":5080", ""));
        assertThat(bench.sends().getFirst().to().remote())
                .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.9"), 5060));
    }

    @Test
    void aMaddrInTheViaLeadsNobodyElsewhere() {
        bench.onRequest = t -> t.respond(bench.reply(t.request(), 200), DECIDED);
        String text = StackBench.text("OPTIONS", ";maddr=198.51.100.7" + BRANCH);
        bench.receive(StackBench.UDP, text);
        Output.Send send = bench.sends().getFirst();
        assertThat(send.to().remote())
                .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.9"), 5080));
        assertThat(send.message().topVia().maddr()).isEqualTo("198.51.100.7");
    }

    @Test
    void aViaOfAnotherHostIsMarkedWithTheSource() {
        bench.onRequest = t -> t.respond(bench.reply(t.request(), 200), DECIDED);
        String text =
                StackBench.text("OPTIONS", BRANCH).replace("UDP 192.0.2.9", "UDP phone.local");
        bench.receive(StackBench.UDP, text);
        Output.Send send = bench.sends().getFirst();
        assertThat(send.message().topVia().received()).isEqualTo("192.0.2.9");
        assertThat(send.to().remote())
                .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.9"), 5080));
    }

    @Test
    void aResponseWhoseConnectionIsGoneTriesANewOneToTheSentBy() {
        bench.onRequest = t -> t.respond(bench.reply(t.request(), 200), DECIDED);
        bench.receive(StackBench.TCP, StackBench.text("INVITE", BRANCH));
        Output.Send first = bench.sends().getFirst();
        assertThat(first.to()).isEqualTo(StackBench.TCP);
        bench.handle(new Input.SendFailed(first, "connection reset"));
        Output.Send second = bench.sends().getLast();
        assertThat(second.to())
                .isEqualTo(
                        new Hop(
                                Transport.TCP,
                                new InetSocketAddress(InetAddress.ofLiteral("192.0.2.9"), 5080)));
        bench.handle(new Input.SendFailed(second, "refused"));
        assertThat(bench.told).containsExactly("failed: NOT_SENT");
    }

    @Test
    void aResponseToAWebSocketThatIsGoneGoesNowhereElse() {
        bench.onRequest = t -> t.respond(bench.reply(t.request(), 486), DECIDED);
        Flow browser = new Flow(Transport.WS, StackBench.LOCAL, StackBench.PEER, 7);
        String text = StackBench.text("INVITE", BRANCH).replace("SIP/2.0/TCP", "SIP/2.0/WS");
        bench.receive(browser, text.replace("192.0.2.9:5080", "q7.invalid"));
        int sent = bench.outputs.size();
        bench.handle(new Input.SendFailed(bench.sends().getLast(), "connection closed"));
        assertThat(bench.told).containsExactly("failed: NOT_SENT");
        assertThat(bench.outputs).hasSize(sent);
    }

    @Test
    void theEndOfItsConnectionIsToldToWhoStillAnswersAnInvite() {
        bench.receive(StackBench.TCP, StackBench.text("INVITE", BRANCH));
        bench.receive(StackBench.TCP, StackBench.text("OPTIONS", BRANCH + "o"));
        bench.receive(StackBench.TCP, StackBench.text("INVITE", BRANCH + "a"));
        ServerTransaction refused = bench.requests.getLast();
        SipResponse busy = bench.reply(refused.request(), 486);
        bench.run(() -> refused.respond(busy, DECIDED));

        bench.handle(new Input.FlowClosed(StackBench.TCP, "closed by peer"));
        assertThat(bench.told).containsExactly("flow closed");
    }

    @Test
    void aResponseThatReachesNobodyGoesToTheOtherServersOfTheSentBy() {
        bench.onRequest = t -> t.respond(bench.reply(t.request(), 486), DECIDED);
        String text = StackBench.text("INVITE", BRANCH);
        bench.receive(StackBench.TCP, text.replace("192.0.2.9:5080", "edge.example"));
        bench.handle(new Input.SendFailed(bench.sends().getLast(), "connection reset"));
        bench.handle(new Input.SendFailed(bench.sends().getLast(), "refused"));
        assertThat(bench.told).isEmpty();
        Output.Ask ask = (Output.Ask) bench.outputs.getLast();
        assertThat(ask.question())
                .isEqualTo(new Question.Dns("_sip._tcp.edge.example", DnsRecord.Type.SRV));
        DnsRecord host = new DnsRecord.Srv(0, 0, 5070, "backup.example");
        answer(ask, host);
        InetAddress address = InetAddress.ofLiteral("192.0.2.77");
        answer((Output.Ask) bench.outputs.getLast(), new DnsRecord.Address(address));
        Output.Send last = bench.sends().getLast();
        assertThat(last.to())
                .isEqualTo(new Hop(Transport.TCP, new InetSocketAddress(address, 5070)));
        bench.handle(new Input.SendFailed(last, "refused"));
        assertThat(bench.told).containsExactly("failed: NOT_SENT");
    }

    private void answer(Output.Ask ask, DnsRecord record) {
        Answer answer = new Answer.Records(List.of(record), Duration.ofMinutes(1));
        bench.handle(new Input.Answered(ask.id(), answer));
    }

    @Test
    void anOldPeerWithoutBranchIsMatchedByEverythingElse() {
        bench.onRequest = t -> t.respond(bench.reply(t.request(), 486), DECIDED);
        bench.receive(StackBench.UDP, StackBench.text("INVITE", ""));
        bench.receive(StackBench.UDP, StackBench.text("INVITE", ""));
        bench.receive(StackBench.UDP, StackBench.text("ACK", ""));
        assertThat(bench.requests).hasSize(1);
        assertThat(bench.told).containsExactly("acknowledged");
    }

    @Test
    void anotherRequestIsAnswered100OnlyOnceTimerEReachedT2() {
        bench.receive(StackBench.UDP, StackBench.text("OPTIONS", BRANCH));
        bench.pass(Duration.ofMillis(3499));
        assertThat(bench.sentStatuses()).isEmpty();
        bench.pass(Duration.ofMillis(1));
        assertThat(bench.sentStatuses()).containsExactly(100);
    }

    @Test
    void anotherRequestThatIsNeverAnsweredEndsWithoutA408() {
        bench.receive(StackBench.UDP, StackBench.text("OPTIONS", BRANCH));
        bench.pass(Duration.ofSeconds(32));
        assertThat(bench.sentStatuses()).containsExactly(100);
        assertThat(bench.told).containsExactly("failed: NOT_ANSWERED", "terminated");
        SipRequest request = bench.requests.getFirst().request();
        SipResponse late = bench.reply(request, 200);
        bench.run(() -> bench.requests.getFirst().respond(late, DECIDED));
        assertThat(bench.sentStatuses()).containsExactly(100);
    }

    @Test
    void anotherRequestNeverGetsA1xxNorA408OfItsUser() {
        bench.receive(StackBench.UDP, StackBench.text("OPTIONS", BRANCH));
        ServerTransaction transaction = bench.requests.getFirst();
        bench.run(() -> transaction.respond(bench.reply(transaction.request(), 183)));
        bench.run(() -> transaction.respond(bench.reply(transaction.request(), 408), DECIDED));
        assertThat(bench.sentStatuses()).isEmpty();
        bench.run(() -> transaction.respond(bench.reply(transaction.request(), 200), DECIDED));
        assertThat(bench.sentStatuses()).containsExactly(200);
    }

    @Test
    void overAReliableTransportNothingIsKeptAfterTheAnswer() {
        bench.onRequest = t -> t.respond(bench.reply(t.request(), 200), DECIDED);
        bench.receive(StackBench.TCP, StackBench.text("OPTIONS", BRANCH));
        assertThat(bench.stack.transactionCount()).isZero();
        assertThat(bench.stack.timerCount()).isZero();
    }

    @Test
    void aFaultOfTheCoreEndsThatRequestWith500() {
        bench.onRequest =
                t -> {
                    throw new IllegalStateException("a bug");
                };
        bench.receive(StackBench.UDP, StackBench.text("OPTIONS", BRANCH));
        assertThat(bench.sentStatuses()).containsExactly(500);
        assertThat(bench.notices()).hasAtLeastOneElementOfType(Notice.Fault.class);
    }

    @Test
    void aMalformedRequestIsAnswered400AndAFramingFaultClosesTheStream() {
        String text = StackBench.text("OPTIONS", BRANCH).replace("Call-ID: c1\r\n", "");
        bench.receive(StackBench.UDP, text);
        assertThat(bench.sentStatuses()).containsExactly(400);
        bench.receive(StackBench.TCP, text);
        assertThat(bench.outputs).doesNotHaveAnyElementsOfTypes(Output.Close.class);
        bench.receive(
                StackBench.TCP,
                StackBench.text("OPTIONS", BRANCH).replace("Length: 0", "Length: x"));
        assertThat(bench.outputs.getLast()).isEqualTo(new Output.Close(StackBench.TCP));
        assertThat(bench.requests).isEmpty();
    }
}
