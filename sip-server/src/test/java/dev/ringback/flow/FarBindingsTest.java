package dev.ringback.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.core.CoreBench;
import dev.ringback.fixture.LaterLocation;
import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.header.Parameters;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.Lookup;
import dev.ringback.location.Registration;
import dev.ringback.stack.Input;
import dev.ringback.stack.Output;
import dev.ringback.uri.Uri;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Clients that come back on another connection within a call, where bindings are kept elsewhere.
class FarBindingsTest {
    private static final AddressOfRecord BOB = new AddressOfRecord("bob", "example.com");
    private static final Duration TIMER_B = Duration.ofSeconds(32);

    private final LaterLocation location = new LaterLocation();
    private final CoreBench bench = new CoreBench(location);
    private final FlowPhone alice = FlowPhone.browser(bench, "alice", 1);
    private final FlowPhone bob = FlowPhone.browser(bench, "bob", 2);

    @Test
    void aRequestWithinACallGoesToTheConnectionOnWhichItsTargetCameBack() {
        talk();
        FlowPhone back = comesBack(bob);
        alice.inDialog("INVITE");
        assertThat(bench.forwarded("INVITE")).as("the store is asked first").hasSize(1);
        bench.runLater();
        back.answer(back.got("INVITE"), 200);
        assertThat(alice.heard().status()).isEqualTo(200);
        alice.inDialog("BYE");
        bench.runLater();
        assertThat(back.got("BYE").requestUri()).hasToString(bob.contact);
    }

    @Test
    void soDoesAnAck() {
        talk();
        FlowPhone back = comesBack(bob);
        alice.inDialog("ACK");
        bench.runLater();
        assertThat(back.got("ACK").requestUri()).hasToString(bob.contact);
    }

    @Test
    void whereTheStoreDoesNotSayItTheConnectionThatIsNamedIsTaken() {
        talk();
        location.fault = new Lookup.Unavailable<>("no way to it");
        alice.inDialog("INFO");
        bench.runLater();
        assertThat(bob.got("INFO").requestUri()).hasToString(bob.contact);
        alice.inDialog("ACK");
        bench.runLater();
        assertThat(bench.lastSend().to()).isEqualTo(bob.flow);
    }

    @Test
    void whoGivesUpMeanwhileGetsNothingOfIt() {
        talk();
        alice.inDialog("INVITE");
        bench.receive(alice.flow, cancel());
        assertThat(alice.heard().status()).isEqualTo(487);
        bench.runLater();
        assertThat(bench.forwarded("INVITE")).hasSize(1);
    }

    @Test
    void theStoreIsAskedOnceForEachRequestToAConnectionAndNotForOthers() {
        talk();
        int before = location.questions;
        alice.inDialog("INFO");
        assertThat(location.questions).isEqualTo(before + 1);
        bench.receive(
                CoreBench.CALLER,
                CoreBench.text("OPTIONS", "sip:example.com", "o")
                        .replace("To: <sip:example.com>", "To: <sip:bob@example.com>;tag=b"));
        assertThat(location.questions).isEqualTo(before + 1);
    }

    @Test
    void aCalleeThatCameBackRingsOn() {
        ring();
        comesBack(bob);
        bench.pass(TIMER_B);
        bench.runLater();
        bench.pass(Duration.ofSeconds(30));
        assertThat(alice.heard().status()).isEqualTo(180);
    }

    @Test
    void aCalleeThatStaysAwayIs480() {
        ring();
        closed(bob);
        bench.pass(TIMER_B);
        bench.runLater();
        assertThat(alice.heard().status()).isEqualTo(480);
    }

    @Test
    void whoCameBackAtAnotherServerIsReachedThroughThatOneOnceItsConnectionIsGone() {
        talk();
        NameAddress path = Objects.requireNonNull(NameAddress.parse("<sip:192.0.2.9:5060;lr;ob>"));
        Registration there = new Registration("r", 7, FlowPhone.ws(9), List.of(path));
        Uri contact = Objects.requireNonNull(Uri.parse(bob.contact));
        long end = Duration.ofHours(1).toNanos();
        location.memory.update(
                BOB, 0, _ -> List.of(new Binding(contact, Parameters.NONE, -1, end, there)));
        alice.inDialog("BYE");
        bench.runLater();
        Output.Send lost = bench.lastSend();
        assertThat(lost.to()).isEqualTo(bob.flow);
        bench.handle(new Input.SendFailed(lost, "connection closed"));
        assertThat(bench.lastSend().to().remote().getHostString()).isEqualTo("192.0.2.9");
        assertThat(bench.lastSend().message().value(HeaderName.ROUTE)).isEqualTo(path.toString());
        alice.inDialog("ACK");
        bench.runLater();
        assertThat(bench.forwarded("ACK").getLast().value(HeaderName.ROUTE))
                .isEqualTo(path.toString());
    }

    private void ring() {
        bob.register(";+sip.instance=\"<urn:uuid:b>\";reg-id=1");
        bench.runLater();
        alice.invite("sip:bob@example.com");
        bench.runLater();
        bob.answer(bob.got("INVITE"), 180);
        assertThat(alice.heard().status()).isEqualTo(180);
    }

    private void talk() {
        ring();
        bob.answer(bob.got("INVITE"), 200);
        alice.accepted(alice.heard());
        alice.inDialog("ACK");
        bench.runLater();
    }

    private FlowPhone comesBack(FlowPhone phone) {
        closed(phone);
        FlowPhone back = phone.on(bench, FlowPhone.ws(3));
        back.register(";+sip.instance=\"<urn:uuid:b>\";reg-id=1");
        bench.runLater();
        return back;
    }

    private void closed(FlowPhone phone) {
        bench.handle(new Input.FlowClosed(phone.flow, "closed by peer"));
        bench.runLater();
    }

    /// Of the second INVITE, as its client does it.
    private String cancel() {
        String invite = bench.forwarded("INVITE").getFirst().callId();
        return """
                CANCEL %s SIP/2.0
                Via: SIP/2.0/WS alicex7k.invalid;rport;branch=z9hG4bKalice3
                Max-Forwards: 70
                CSeq: 3 CANCEL
                Call-ID: %s
                From: <sip:alice@example.com>;tag=alice
                To: <sip:bob@example.com>;tag=bob
                Content-Length: 0

                """
                .formatted(bob.contact, invite)
                .replace("\n", "\r\n");
    }
}
