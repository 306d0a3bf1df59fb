package dev.ringback.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.flow.FlowPhone;
import dev.ringback.header.address.Contact;
import dev.ringback.header.route.RecordRoute;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Input;
import dev.ringback.stack.Output;
import dev.ringback.stack.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Clients without an address of their own: browsers and phones behind a NAT.
class FlowRoutingTest {
    private final CoreBench bench = new CoreBench();
    private final FlowPhone alice = FlowPhone.browser(bench, "alice", 1);
    private final FlowPhone bob = FlowPhone.browser(bench, "bob", 2);

    @Test
    void twoBrowsersCallEachOtherAndEveryRequestOfTheCallArrives() {
        bob.register(";+sip.instance=\"<urn:uuid:b>\";reg-id=1");
        call(alice, bob);
        bothWays(alice, bob);
        assertThat(bench.asked).isEmpty();
    }

    @Test
    void aBrowserAndAPhoneOnUdpFindEachOther() {
        FlowPhone phone =
                new FlowPhone(
                        bench,
                        "carol",
                        "192.0.2.20",
                        "sip:carol@192.0.2.20",
                        CoreBench.udp("192.0.2.20", 5060));
        bob.register();
        call(phone, bob);
        assertThat(bench.sends.getLast().to()).isInstanceOf(Flow.class);
        bob.inDialog("BYE");
        assertThat(bench.lastSend().to()).isEqualTo(new Hop(Transport.UDP, phone.flow.remote()));
    }

    @Test
    void aPhoneBehindANatIsReachedWhereItCameFrom() {
        Flow mapped = CoreBench.udp("198.51.100.9", 61_000);
        FlowPhone phone =
                new FlowPhone(bench, "carol", "10.0.0.5", "sip:carol@10.0.0.5:5060", mapped);
        phone.register();
        call(alice, phone);
        bothWays(alice, phone);
        assertThat(phone.got("BYE").requestUri()).hasToString("sip:carol@10.0.0.5:5060");
    }

    @Test
    void aPhoneThatForwardsElsewhereIsFollowedThere() {
        FlowPhone phone =
                new FlowPhone(
                        bench,
                        "carol",
                        "192.0.2.20",
                        "sip:carol@192.0.2.77:5066",
                        CoreBench.udp("192.0.2.20", 5060));
        phone.register();
        alice.invite("sip:carol@example.com");
        assertThat(bench.lastSend().to().remote().getPort()).isEqualTo(5066);
    }

    @Test
    void aPhoneThatListensOnAnotherPortThanItSendsFromIsReachedAtItsContact() {
        bench.receive(
                CoreBench.udp("192.0.2.20", 40_000),
                CoreBench.text("REGISTER", "sip:example.com", "r")
                        .replace("192.0.2.10;", "192.0.2.20:5070;")
                        .replace("To: <sip:example.com>", "To: <sip:carol@example.com>")
                        .replace("carol@192.0.2.10", "carol@192.0.2.20:5070"));
        assertThat(bench.lastResponse().status()).isEqualTo(200);
        alice.invite("sip:carol@example.com");
        assertThat(bench.lastSend().to().remote().getPort()).isEqualTo(5070);
    }

    @Test
    void aPhoneThatListensIsReachedAtItsContactAlsoAfterItsConnectionEnded() {
        InetSocketAddress listens =
                new InetSocketAddress(InetAddress.ofLiteral("192.0.2.20"), 5070);
        InetSocketAddress source = new InetSocketAddress(listens.getAddress(), 40_000);
        Flow flow = new Flow(Transport.TCP, CoreBench.SERVER, source, 3);
        bench.receive(
                flow,
                CoreBench.text("REGISTER", "sip:example.com", "r")
                        .replace("UDP 192.0.2.10;", "TCP 192.0.2.20:5070;")
                        .replace("To: <sip:example.com>", "To: <sip:carol@example.com>")
                        .replace("carol@192.0.2.10", "carol@192.0.2.20:5070;transport=tcp"));
        bench.handle(new Input.FlowClosed(flow, "closed by peer"));
        alice.invite("sip:carol@example.com");
        while (bench.lastSend().to() instanceof Flow gone && gone.equals(flow)) {
            bench.handle(new Input.SendFailed(bench.lastSend(), "connection closed"));
        }
        assertThat(bench.lastSend().to()).isEqualTo(new Hop(Transport.TCP, listens));
    }

    @Test
    void aForgedFlowTokenIsRefused() {
        bob.register();
        call(alice, bob);
        List<String> routes = bob.routes();
        String last = routes.getLast();
        int at = last.indexOf(";ft=") + 20;
        char other = last.charAt(at) == 'A' ? 'B' : 'A';
        String forged = last.substring(0, at) + other + last.substring(at + 1);
        bob.setRoutes(List.of(routes.getFirst(), forged));
        int sent = bench.forwarded("BYE").size();
        bob.inDialog("BYE");
        assertThat(bob.heard().status()).isEqualTo(403);
        assertThat(bench.forwarded("BYE")).hasSize(sent);
    }

    @Test
    void aTokenOfAnotherCallLeadsNowhere() {
        bob.register();
        call(alice, bob);
        FlowPhone mallory = FlowPhone.browser(bench, "mallory", 6);
        mallory.register();
        call(mallory, bob);
        mallory.setRoutes(alice.routes());
        int sent = bench.forwarded("BYE").size();
        mallory.inDialog("BYE");
        assertThat(bench.forwarded("BYE")).hasSize(sent);
        assertThat(mallory.heard().status()).isEqualTo(403);
    }

    @Test
    void aFlowThatIsGoneInACallIsToldAtOnce() {
        bob.register();
        call(alice, bob);
        bob.inDialog("INFO");
        Output.Send send = bench.lastSend();
        assertThat(send.to()).isEqualTo(alice.flow);
        bench.handle(new Input.SendFailed(send, "connection is gone"));
        assertThat(bob.heard().status()).isEqualTo(480);
    }

    @Test
    void aCallToAClientWhoseConnectionBreaksHearsItAtOnce() {
        bob.register();
        alice.invite("sip:bob@example.com");
        assertThat(bench.lastSend().to()).isEqualTo(bob.flow);
        bench.handle(new Input.FlowClosed(bob.flow, "closed by peer"));
        assertThat(alice.heard().status()).isEqualTo(480);
        assertThat(bench.asked).isEmpty();
    }

    @Test
    void eachSideHasARecordRouteOfItsOwn() {
        bob.register();
        alice.invite("sip:bob@example.com");
        List<String> values =
                bob.got("INVITE").read(RecordRoute.FIELD).values().stream()
                        .map(Object::toString)
                        .toList();
        assertThat(values)
                .hasSize(2)
                .allMatch(value -> value.startsWith("<sip:192.0.2.1:8080;transport=ws;lr;rt="))
                .allMatch(value -> value.contains(";ft="))
                .doesNotHaveDuplicates();
    }

    @Test
    void aContactThatExistsNowhereIsNeverLookedFor() {
        bench.receive(
                CoreBench.CALLER,
                CoreBench.text("REGISTER", "sip:example.com", "r")
                        .replace("To: <sip:example.com>", "To: <sip:carol@example.com>")
                        .replace("carol@192.0.2.10", "carol@q7.invalid"));
        alice.invite("sip:carol@example.com");
        assertThat(bench.asked).isEmpty();
        assertThat(bench.lastSend().to()).isEqualTo(CoreBench.CALLER);
    }

    private void call(FlowPhone caller, FlowPhone callee) {
        caller.invite("sip:" + callee.user + "@example.com");
        callee.answer(last("INVITE"), 200);
        SipResponse ok = bench.lastResponse();
        assertThat(ok.status()).isEqualTo(200);
        assertThat(ok.read(Contact.FIELD).first()).hasToString("<" + callee.contact + ">");
        caller.accepted(ok);
        caller.inDialog("ACK");
        assertThat(last("ACK").requestUri()).hasToString(callee.contact);
    }

    private void bothWays(FlowPhone caller, FlowPhone callee) {
        caller.inDialog("INVITE");
        callee.answer(callee.got("INVITE"), 200);
        assertThat(caller.heard().status()).isEqualTo(200);
        callee.inDialog("INVITE");
        caller.answer(caller.got("INVITE"), 200);
        assertThat(callee.heard().status()).isEqualTo(200);
        caller.inDialog("BYE");
        callee.answer(callee.got("BYE"), 200);
        assertThat(caller.heard().cSeq().method().name()).isEqualTo("BYE");
        callee.inDialog("BYE");
        assertThat(caller.got("BYE").requestUri()).hasToString(caller.contact);
    }

    private SipRequest last(String method) {
        return bench.forwarded(method).getLast();
    }
}
