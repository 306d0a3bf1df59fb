package dev.ringback.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Tally;
import dev.ringback.cause.TimerName;
import dev.ringback.header.HeaderName;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.transaction.ClientFailure;
import dev.ringback.transaction.ClientTransaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Client transactions through the stack's one entry: RFC 3261 §17.1, §9.1, §18.1.1.
class ClientSideTest {
    private static final Hop HOP = new Hop(Transport.UDP, StackBench.PEER);
    private static final Hop STREAM = new Hop(Transport.TCP, StackBench.PEER);

    private final StackBench bench = new StackBench();

    @Test
    void anInviteIsRepeatedWithDoublingIntervalsAndTimesOutAfter64T1() {
        send(StackBench.request("INVITE", ";branch=z9hG4bKx"), HOP);
        List<Integer> counts = new ArrayList<>();
        for (int second = 0; second < 32; second++) {
            bench.pass(Duration.ofSeconds(1));
            counts.add(bench.sends().size());
        }
        assertThat(counts.subList(0, 4)).containsExactly(2, 3, 3, 4);
        assertThat(counts.getLast()).isEqualTo(7);
        assertThat(bench.failures)
                .containsExactly(
                        new ClientFailure.TimedOut(
                                new Cause.TimerFired(
                                        TimerName.B,
                                        new Tally(7, 0, 0, 0, null),
                                        Duration.ofSeconds(32),
                                        HOP)));
        assertThat(bench.stack.transactionCount()).isZero();
        assertThat(bench.stack.timerCount()).isZero();
    }

    @Test
    void anotherRequestIsRepeatedUpToT2AndEveryT2AfterAProvisional() {
        ClientTransaction transaction =
                send(StackBench.request("OPTIONS", ";branch=z9hG4bKx"), HOP);
        bench.pass(Duration.ofMillis(1500));
        assertThat(bench.sends()).hasSize(3);
        answer(transaction, 100);
        bench.pass(Duration.ofSeconds(2));
        assertThat(bench.sends()).hasSize(4);
        bench.pass(Duration.ofSeconds(4));
        assertThat(bench.sends()).hasSize(5);
    }

    @Test
    void nothingIsRepeatedOverAReliableTransport() {
        send(StackBench.request("INVITE", ";branch=z9hG4bKx"), STREAM);
        bench.pass(Duration.ofSeconds(31));
        assertThat(bench.sends()).hasSize(1);
    }

    @Test
    void aFailureIsAcknowledgedWithinTheTransactionAndEveryRepetitionAgain() {
        ClientTransaction transaction =
                send(
                        StackBench.request(
                                "INVITE", ";branch=z9hG4bKx", "Route: <sip:p.example.com;lr>"),
                        HOP);
        answer(transaction, 486);
        answer(transaction, 486);
        assertThat(bench.sentMethods()).containsExactly("INVITE", "ACK", "ACK");
        assertThat(bench.responses).hasSize(1);
        SipRequest ack = (SipRequest) bench.sends().getLast().message();
        assertThat(ack.topVia().branch()).isEqualTo("z9hG4bKx");
        assertThat(ack.to().tag()).isEqualTo("b1");
        assertThat(ack.cSeq().number()).isEqualTo(7);
        assertThat(ack.requestUri()).hasToString("sip:bob@example.com");
        assertThat(ack.values(dev.ringback.header.HeaderName.ROUTE))
                .containsExactly("<sip:p.example.com;lr>");
        bench.pass(Duration.ofSeconds(32));
        assertThat(bench.stack.transactionCount()).isZero();
    }

    @Test
    void every2xxIsPassedUpAndNoneAcknowledgedByTheTransaction() {
        ClientTransaction transaction = send(StackBench.request("INVITE", ";branch=z9hG4bKx"), HOP);
        answer(transaction, 200);
        answer(transaction, 200);
        assertThat(bench.responses).hasSize(2);
        assertThat(bench.sentMethods()).containsExactly("INVITE");
        bench.pass(Duration.ofSeconds(32));
        assertThat(bench.stack.transactionCount()).isZero();
        answer(transaction, 200);
        assertThat(bench.strays).hasSize(1);
    }

    @Test
    void cancelWaitsForAProvisionalResponse() {
        ClientTransaction transaction = send(StackBench.request("INVITE", ";branch=z9hG4bKx"), HOP);
        bench.run(transaction::cancel);
        assertThat(bench.sentMethods()).containsExactly("INVITE");
        answer(transaction, 180);
        assertThat(bench.sentMethods()).containsExactly("INVITE", "CANCEL");
        SipRequest cancel = (SipRequest) bench.sends().getLast().message();
        assertThat(cancel.topVia().branch()).isEqualTo("z9hG4bKx");
        assertThat(cancel.cSeq().number()).isEqualTo(7);
        assertThat(cancel.to().tag()).isNull();
        bench.run(transaction::cancel);
        assertThat(bench.sentMethods()).hasSize(2);
    }

    @Test
    void cancelRepeatsWhatAStrictReaderWouldRefuse() {
        SipRequest plain = StackBench.request("INVITE", ";branch=z9hG4bKx");
        String from = "<sip:alice@example.com:5060>;tag=a1;x=a@b";
        ClientTransaction transaction = send(plain.edit().set(HeaderName.FROM, from).build(), HOP);
        answer(transaction, 180);
        bench.run(transaction::cancel);
        assertThat(bench.sends().getLast().message().value(HeaderName.FROM)).isEqualTo(from);
        assertThat(bench.sentMethods()).containsExactly("INVITE", "CANCEL");
    }

    @Test
    void cancelAfterTheFinalResponseSendsNothing() {
        ClientTransaction transaction = send(StackBench.request("INVITE", ";branch=z9hG4bKx"), HOP);
        answer(transaction, 200);
        bench.run(transaction::cancel);
        assertThat(bench.sentMethods()).containsExactly("INVITE");
    }

    @Test
    void aCancelledInviteWithoutFinalResponseEndsAfter64T1() {
        ClientTransaction transaction =
                send(StackBench.request("INVITE", ";branch=z9hG4bKx"), STREAM);
        answer(transaction, 180);
        bench.run(transaction::cancel);
        answer(transaction, 180);
        bench.pass(Duration.ofSeconds(33));
        assertThat(bench.failures)
                .containsExactly(
                        new ClientFailure.TimedOut(
                                new Cause.TimerFired(
                                        TimerName.B,
                                        new Tally(1, 2, 180, 0, null),
                                        Duration.ofSeconds(32),
                                        STREAM)));
        assertThat(bench.stack.transactionCount()).isZero();
        assertThat(bench.stack.timerCount()).isZero();
    }

    @Test
    void aRequestOver1300BytesGoesOverTcpAndFallsBackToUdp() {
        String filler = "Subject: " + "x".repeat(1300);
        send(StackBench.request("INVITE", ";branch=z9hG4bKx", filler), HOP);
        Output.Send first = bench.sends().getFirst();
        assertThat(first.to()).isEqualTo(STREAM);
        assertThat(first.message().topVia().transport()).isEqualTo("TCP");
        bench.handle(new Input.SendFailed(first, "connection refused"));
        Output.Send second = bench.sends().getLast();
        assertThat(second.to()).isEqualTo(HOP);
        assertThat(second.message().topVia().transport()).isEqualTo("UDP");
        assertThat(bench.failures).isEmpty();
        bench.pass(Duration.ofMillis(500));
        assertThat(bench.sends()).hasSize(3);
        bench.handle(new Input.SendFailed(second, "unreachable"));
        assertThat(bench.failures)
                .containsExactly(
                        new ClientFailure.TransportFailed(
                                new Cause.TransportFailed(HOP, "unreachable")));
        assertThat(bench.stack.timerCount()).isZero();
    }

    @Test
    void anAckOfA2xxOver1300BytesDoesSoToo() {
        String filler = "Subject: " + "x".repeat(1300);
        bench.run(
                () ->
                        bench.stack.acknowledge(
                                StackBench.ours(
                                        StackBench.request("ACK", ";branch=z9hG4bKa", filler), HOP),
                                HOP));
        Output.Send first = bench.sends().getFirst();
        assertThat(first.to()).isEqualTo(STREAM);
        assertThat(first.message().topVia().transport()).isEqualTo("TCP");
        assertThat(first.message().topVia().branch()).isEqualTo("z9hG4bKa");
        bench.handle(new Input.SendFailed(first, "connection refused"));
        Output.Send second = bench.sends().getLast();
        assertThat(second.to()).isEqualTo(HOP);
        assertThat(second.message().topVia().transport()).isEqualTo("UDP");
        bench.handle(new Input.SendFailed(first, "connection refused"));
        assertThat(bench.sends()).hasSize(2);
    }

    @Test
    void aShortAckOfA2xxGoesAsItIs() {
        bench.run(
                () -> bench.stack.acknowledge(StackBench.request("ACK", ";branch=z9hG4bKa"), HOP));
        assertThat(bench.sends()).singleElement().matches(send -> send.to().equals(HOP));
    }

    @Test
    void aResponseWhoseViaIsNotOursIsDropped() {
        ClientTransaction transaction = send(StackBench.request("INVITE", ";branch=z9hG4bKx"), HOP);
        SipResponse answer = bench.reply(transaction.request(), 200);
        for (String other : List.of("192.0.2.77:5060", "127.0.0.1:5070", "localhost:5060")) {
            String via = "SIP/2.0/UDP " + other + ";branch=z9hG4bKx";
            bench.receive(StackBench.UDP, answer.edit().replaceFirst(HeaderName.VIA, via).build());
        }
        assertThat(bench.responses).isEmpty();
        assertThat(bench.strays).isEmpty();
        assertThat(bench.notices()).hasSize(3).containsOnly(new Notice.Dropped("foreign_response"));
        String without = "SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKx";
        bench.receive(StackBench.UDP, answer.edit().replaceFirst(HeaderName.VIA, without).build());
        assertThat(bench.responses).hasSize(1);
    }

    @Test
    void aBranchIsTheSameInAnyCase() {
        ClientTransaction transaction = send(StackBench.request("INVITE", ";branch=z9hG4bKx"), HOP);
        SipResponse answer = bench.reply(transaction.request(), 486);
        String via = "SIP/2.0/UDP 127.0.0.1:5060;branch=Z9HG4BKX";
        bench.receive(StackBench.UDP, answer.edit().replaceFirst(HeaderName.VIA, via).build());
        assertThat(bench.responses).hasSize(1);
        assertThat(bench.sentMethods()).containsExactly("INVITE", "ACK");
    }

    @Test
    void anUnreachableAddressFailsWhatHasHadNoResponse() {
        ClientTransaction answered = send(StackBench.request("INVITE", ";branch=z9hG4bKa"), HOP);
        answer(answered, 180);
        ClientTransaction trying = send(StackBench.request("OPTIONS", ";branch=z9hG4bKt"), HOP);
        answer(trying, 100);
        send(StackBench.request("INVITE", ";branch=z9hG4bKs"), STREAM);
        send(StackBench.request("INVITE", ";branch=z9hG4bKi"), HOP);
        send(StackBench.request("MESSAGE", ";branch=z9hG4bKm"), HOP);
        Hop elsewhere = new Hop(Transport.UDP, StackBench.LOCAL);
        send(StackBench.request("INVITE", ";branch=z9hG4bKe"), elsewhere);

        bench.handle(new Input.Unreachable(StackBench.PEER, "connection refused"));
        ClientFailure refused =
                new ClientFailure.TransportFailed(
                        new Cause.TransportFailed(HOP, "connection refused"));
        assertThat(bench.failures).containsExactly(refused, refused);
        assertThat(bench.stack.transactionCount()).isEqualTo(4);
        bench.handle(new Input.Unreachable(StackBench.PEER, "connection refused"));
        assertThat(bench.failures).hasSize(2);
        assertThat(bench.sentMethods()).doesNotContain("ACK");
    }

    @Test
    void theEndOfAFlowFailsWhatWasSentOnItAndHasHadNoResponse() {
        Flow flow = new Flow(Transport.WS, StackBench.LOCAL, StackBench.PEER, 7);
        Flow other = new Flow(Transport.WS, StackBench.LOCAL, StackBench.PEER, 8);
        ClientTransaction answered = send(StackBench.request("INVITE", ";branch=z9hG4bKa"), flow);
        answer(answered, 180);
        ClientTransaction invite = send(StackBench.request("INVITE", ";branch=z9hG4bKi"), flow);
        send(StackBench.request("OPTIONS", ";branch=z9hG4bKo"), other);

        bench.handle(new Input.FlowClosed(flow, "closed by peer"));
        assertThat(bench.failures)
                .containsExactly(
                        new ClientFailure.TransportFailed(
                                new Cause.TransportFailed(flow, "closed by peer")));
        assertThat(bench.closed).containsExactly(flow);

        answer(invite, 486);
        assertThat(bench.sentMethods()).endsWith("ACK");
        assertThat(bench.responses).hasSize(1);
        bench.pass(Duration.ofMinutes(1));
        assertThat(bench.failures).hasSize(2);
        assertThat(bench.stack.transactionCount()).isEqualTo(1);
    }

    @Test
    void whatWasSentOnAConnectionThatEndsIsSentOnceAgainAndThenFails() {
        ClientTransaction invite = send(StackBench.request("INVITE", ";branch=z9hG4bKi"), STREAM);
        Flow flow = new Flow(Transport.TCP, StackBench.LOCAL, StackBench.PEER, 7);
        bench.handle(new Input.Carried(invite.request(), 7));
        Flow elsewhere = new Flow(Transport.TCP, StackBench.LOCAL, StackBench.PEER, 6);
        bench.handle(new Input.FlowClosed(elsewhere, "connection reset"));
        assertThat(bench.failures).isEmpty();
        assertThat(bench.sentMethods()).containsExactly("INVITE");

        bench.handle(new Input.FlowClosed(flow, "connection reset"));
        assertThat(bench.failures).isEmpty();
        assertThat(bench.sentMethods()).containsExactly("INVITE", "INVITE");

        Flow next = new Flow(Transport.TCP, StackBench.LOCAL, StackBench.PEER, 8);
        bench.handle(new Input.Carried(invite.request(), 8));
        bench.handle(new Input.FlowClosed(flow, "told twice"));
        assertThat(bench.failures).isEmpty();
        bench.handle(new Input.FlowClosed(next, "connection reset"));
        assertThat(bench.failures)
                .containsExactly(
                        new ClientFailure.TransportFailed(
                                new Cause.TransportFailed(STREAM, "connection reset")));
        bench.pass(Duration.ofSeconds(33));
        assertThat(bench.failures).hasSize(1);
        assertThat(bench.stack.transactionCount()).isZero();
    }

    @Test
    void ofTwoDomainsAtOneAddressOnlyThatIsFailedWhoseConnectionEnds() {
        Hop one = new Hop(Transport.TLS, StackBench.PEER, "one.example");
        Hop two = new Hop(Transport.TLS, StackBench.PEER, "two.example");
        ClientTransaction first = send(StackBench.request("OPTIONS", ";branch=z9hG4bK1"), one);
        ClientTransaction second = send(StackBench.request("OPTIONS", ";branch=z9hG4bK2"), two);
        bench.handle(new Input.Carried(first.request(), 7));
        bench.handle(new Input.Carried(second.request(), 8));

        Flow flow = new Flow(Transport.TLS, StackBench.LOCAL, StackBench.PEER, 8);
        bench.handle(new Input.FlowClosed(flow, "closed by peer"));
        assertThat(bench.failures)
                .containsExactly(
                        new ClientFailure.TransportFailed(
                                new Cause.TransportFailed(two, "closed by peer")));
    }

    @Test
    void whatWentOnAConnectionThatThePeerOpenedFailsWithIt() {
        Hop hop = new Hop(Transport.TLS, StackBench.PEER, "one.example");
        ClientTransaction options = send(StackBench.request("OPTIONS", ";branch=z9hG4bKo"), hop);
        bench.handle(new Input.Carried(options.request(), 9));

        Flow aliased = new Flow(Transport.TLS, StackBench.PEER, StackBench.LOCAL, 9);
        bench.handle(new Input.FlowClosed(aliased, "closed by peer"));
        assertThat(bench.failures).hasSize(1);
    }

    @Test
    void aConnectionThatEndsUnderARingingInviteIsTold() {
        Flow flow = new Flow(Transport.WS, StackBench.LOCAL, StackBench.PEER, 7);
        ClientTransaction ringing = send(StackBench.request("INVITE", ";branch=z9hG4bKr"), flow);
        answer(ringing, 180);
        ClientTransaction over = send(StackBench.request("INVITE", ";branch=z9hG4bKo"), flow);
        answer(over, 180);
        answer(over, 486);
        bench.handle(new Input.FlowClosed(flow, "closed by peer"));
        assertThat(bench.lost).containsExactly(ringing);
        assertThat(bench.failures).isEmpty();

        bench.handle(new Input.FlowClosed(flow, "told twice"));
        assertThat(bench.lost).hasSize(1);
    }

    @Test
    void aKeepAliveIsOrderedOnItsFlow() {
        bench.run(() -> bench.stack.keepAlive(StackBench.TCP));
        assertThat(bench.outputs).containsExactly(new Output.KeepAlive(StackBench.TCP));
    }

    @Test
    void aForgedErrorChangesNothingOnceAnInviteWasRefused() {
        ClientTransaction transaction = send(StackBench.request("INVITE", ";branch=z9hG4bKx"), HOP);
        answer(transaction, 486);
        bench.handle(new Input.Unreachable(StackBench.PEER, "connection refused"));
        assertThat(bench.failures).isEmpty();
        answer(transaction, 486);
        assertThat(bench.sentMethods()).containsExactly("INVITE", "ACK", "ACK");
    }

    @Test
    void aRequestThatFellBackToUdpFailsWhenThePortIsClosed() {
        String filler = "Subject: " + "x".repeat(1300);
        send(StackBench.request("INVITE", ";branch=z9hG4bKx", filler), HOP);
        bench.handle(new Input.Unreachable(StackBench.PEER, "connection refused"));
        assertThat(bench.failures).isEmpty();
        bench.handle(new Input.SendFailed(bench.sends().getFirst(), "connection refused"));
        bench.handle(new Input.Unreachable(StackBench.PEER, "connection refused"));
        assertThat(bench.failures).hasSize(1);
        assertThat(bench.stack.transactionCount()).isZero();
        assertThat(bench.stack.timerCount()).isZero();
    }

    @Test
    void withoutTcpALargeRequestStaysOnUdp() {
        StackBench udpOnly = new StackBench(Transport.UDP);
        String filler = "Subject: " + "x".repeat(1300);
        SipRequest request = StackBench.request("INVITE", ";branch=z9hG4bKx", filler);
        udpOnly.run(() -> udpOnly.stack.send(request, HOP, udpOnly));
        assertThat(udpOnly.sends().getFirst().to()).isEqualTo(HOP);
    }

    private ClientTransaction send(SipRequest request, Destination to) {
        List<ClientTransaction> sent = new ArrayList<>();
        SipRequest ours = StackBench.ours(request, to);
        bench.run(() -> sent.add(bench.stack.send(ours, to, bench)));
        return sent.getFirst();
    }

    private void answer(ClientTransaction transaction, int status) {
        SipMessage response = bench.reply(transaction.request(), status);
        assertThat(response).isInstanceOf(SipResponse.class);
        bench.receive(StackBench.UDP, response);
    }
}
