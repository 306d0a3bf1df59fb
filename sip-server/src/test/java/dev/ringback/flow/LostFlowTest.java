package dev.ringback.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Finding;
import dev.ringback.cause.Store;
import dev.ringback.core.CoreBench;
import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Input;
import dev.ringback.stack.Output;
import dev.ringback.stack.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Connections that end in the middle of a call, and clients that come back on another one.
class LostFlowTest {
    private static final Duration TIMER_B = Duration.ofSeconds(32);

    private final CoreBench bench = new CoreBench();
    private final FlowPhone alice = FlowPhone.browser(bench, "alice", 1);
    private final FlowPhone bob = FlowPhone.browser(bench, "bob", 2);

    @Test
    void aCalleeThatIsGoneWhileItRingsHasTheTimeOfTimerBToComeBack() {
        ring();
        closed(bob);
        bench.pass(TIMER_B.minusMillis(1));
        assertThat(alice.heard().status()).isEqualTo(180);
        bench.pass(Duration.ofMillis(1));
        assertThat(alice.heard().status()).isEqualTo(480);
    }

    @Test
    void aCalleeThatCameBackRingsOnAndAnswersThere() {
        ring();
        SipRequest invite = bob.got("INVITE");
        closed(bob);
        FlowPhone back = FlowPhone.browser(bench, "bob", 3);
        back.register();
        bench.pass(TIMER_B.plusSeconds(30));
        assertThat(alice.heard().status()).isEqualTo(180);

        back.answer(invite, 200);
        assertThat(alice.heard().status()).isEqualTo(200);
        alice.accepted(alice.heard());
        alice.inDialog("ACK");
        assertThat(bench.lastSend().to()).isEqualTo(back.flow);
    }

    @Test
    void aCalleeThatSaysSomethingOnAnotherConnectionIsAwaited() {
        ring();
        SipRequest invite = bob.got("INVITE");
        closed(bob);
        FlowPhone.browser(bench, "bob", 3).answer(invite, 180);
        bench.pass(TIMER_B.plusSeconds(30));
        assertThat(alice.heard().status()).isEqualTo(180);
    }

    @Test
    void whoCancelsACalleeThatIsGoneHears487AtOnce() {
        ring();
        closed(bob);
        cancel();
        assertThat(heardOfInvite()).isEqualTo(487);
    }

    @Test
    void aCalleeThatGoesBeforeItAnswersACancelCostsNoTime() {
        ring();
        cancel();
        assertThat(heardOfInvite()).isEqualTo(180);
        closed(bob);
        assertThat(heardOfInvite()).isEqualTo(487);
    }

    @Test
    void nobodyRingsForACallerThatIsGone() {
        ring();
        closed(alice);
        assertThat(bob.got("CANCEL").callId()).isEqualTo(bob.got("INVITE").callId());
    }

    @Test
    void aCallerThatMayListenIsStillAnswered() {
        InetSocketAddress source = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.20"), 5070);
        Flow flow = new Flow(Transport.TCP, CoreBench.SERVER, source, 5);
        String contact = "sip:carol@192.0.2.20:5070;transport=tcp";
        FlowPhone carol = new FlowPhone(bench, "carol", "192.0.2.20:5070", contact, flow);
        bob.register();
        carol.invite("sip:bob@example.com");
        bob.answer(bob.got("INVITE"), 180);
        closed(carol);
        assertThat(bench.forwarded("CANCEL")).isEmpty();

        bob.answer(bob.got("INVITE"), 200);
        Output.Send lost = bench.lastSend();
        assertThat(lost.to()).isEqualTo(flow);
        bench.handle(new Input.SendFailed(lost, "connection closed"));
        assertThat(bench.lastSend().to().remote()).isEqualTo(source);
        assertThat(bench.lastSend().to()).isNotInstanceOf(Flow.class);
    }

    @Test
    void whoseConnectionEndedIsToldFromWhoNeverRegistered() {
        bob.register();
        closed(bob);
        alice.invite("sip:bob@example.com");
        assertThat(bench.lastResponse().status()).isEqualTo(480);
        assertThat(bench.cause())
                .isEqualTo(
                        new Cause.StoreAnswered(
                                Store.LOCATION, Finding.LOST_FLOW, "bob@example.com"));
    }

    @Test
    void eitherSideOfACallIsReachedOnTheConnectionOnWhichItCameBack() {
        alice.register();
        talk();
        closed(alice);
        closed(bob);
        FlowPhone carol = FlowPhone.browser(bench, "alice", 3);
        carol.register();
        FlowPhone dave = FlowPhone.browser(bench, "bob", 4);
        dave.register();
        bob.inDialog("INFO");
        assertThat(bench.lastSend().to()).isEqualTo(carol.flow);
        alice.inDialog("BYE");
        assertThat(bench.lastSend().to()).isEqualTo(dave.flow);
    }

    @Test
    void aConnectionThatStandsIsUsedThoughAnotherOneIsNewer() {
        talk();
        FlowPhone.browser(bench, "bob", 3).register(";+sip.instance=\"<urn:uuid:b>\";reg-id=2");
        alice.inDialog("INFO");
        assertThat(bench.lastSend().to()).isEqualTo(bob.flow);
    }

    @Test
    void anotherPhoneOfTheSameUserGetsNothingOfTheCall() {
        talk();
        closed(bob);
        Flow other = FlowPhone.ws(3);
        new FlowPhone(bench, "bob", "other.invalid", "sip:b@other.invalid;transport=ws", other)
                .register();
        alice.inDialog("BYE");
        Output.Send send = bench.lastSend();
        assertThat(send.to()).isEqualTo(bob.flow);
        bench.handle(new Input.SendFailed(send, "connection closed"));
        assertThat(alice.heard().status()).isEqualTo(480);
    }

    @Test
    void aCallOutlivesARestartOnceBothSidesHaveRegisteredAgain() {
        talk();
        CoreBench restarted = new CoreBench();
        FlowPhone caller = alice.on(restarted, FlowPhone.ws(13));
        FlowPhone callee = bob.on(restarted, FlowPhone.ws(14));
        callee.inDialog("INFO");
        assertThat(restarted.lastSend().to()).isEqualTo(alice.flow);
        restarted.handle(new Input.SendFailed(restarted.lastSend(), "connection closed"));
        assertThat(callee.heard().status()).isEqualTo(480);

        caller.register();
        callee.register();
        callee.inDialog("INFO");
        caller.answer(caller.got("INFO"), 200);
        assertThat(callee.heard().status()).isEqualTo(200);
        caller.inDialog("BYE");
        assertThat(callee.got("BYE").requestUri()).hasToString(bob.contact);
    }

    private void ring() {
        bob.register(";+sip.instance=\"<urn:uuid:b>\";reg-id=1");
        alice.invite("sip:bob@example.com");
        bob.answer(bob.got("INVITE"), 180);
        assertThat(alice.heard().status()).isEqualTo(180);
    }

    private void talk() {
        ring();
        bob.answer(bob.got("INVITE"), 200);
        alice.accepted(alice.heard());
        alice.inDialog("ACK");
    }

    private void closed(FlowPhone phone) {
        bench.handle(new Input.FlowClosed(phone.flow, "closed by peer"));
    }

    /// As the client of the INVITE does it, with the same branch.
    private void cancel() {
        String text =
                """
                CANCEL sip:bob@example.com SIP/2.0
                Via: SIP/2.0/WS alicex7k.invalid;rport;branch=z9hG4bKalice1
                Max-Forwards: 70
                CSeq: 1 CANCEL
                Call-ID: call-of-alice
                From: <sip:alice@example.com>;tag=alice
                To: <sip:bob@example.com>
                Content-Length: 0

                """;
        bench.receive(alice.flow, text.replace("\n", "\r\n"));
    }

    private int heardOfInvite() {
        List<Integer> statuses = new ArrayList<>();
        for (Output.Send send : bench.sends) {
            if (send.to().equals(alice.flow)
                    && send.message() instanceof SipResponse response
                    && response.cSeq().method().equals(Method.INVITE)) {
                statuses.add(response.status());
            }
        }
        return statuses.getLast();
    }
}
