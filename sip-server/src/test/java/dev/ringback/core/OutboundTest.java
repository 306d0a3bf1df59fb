package dev.ringback.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.flow.FlowPhone;
import dev.ringback.header.HeaderName;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Input;
import dev.ringback.stack.Output;
import dev.ringback.stack.Transport;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The registrar and authoritative proxy of RFC 5626 §6 and §7, with the messages of its §9.
class OutboundTest {
    private static final String INSTANCE =
            ";+sip.instance=\"<urn:uuid:00000000-0000-1000-8000-AABBCCDDEEFF>\"";
    private static final String CONTACT = "<sip:bob@192.0.2.2;transport=tcp>";
    private static final String PATH_1 = "Path: <sip:Vskz@192.0.2.31;lr;ob>";
    private static final String PATH_2 = "Path: <sip:wazH@192.0.2.32;lr;ob>";
    private static final Flow EDGE = CoreBench.udp("192.0.2.31", 5060);

    private final CoreBench bench = new CoreBench();
    private int sequence;

    @Test
    void messages11And16TellThatFlowsAreBound() {
        SipResponse first = throughEdge("16CB75F21C70", 1, PATH_1);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.value(HeaderName.REQUIRE)).isEqualTo("outbound");
        assertThat(first.value(HeaderName.SUPPORTED)).isEqualTo("path, outbound");
        assertThat(first.values(HeaderName.PATH)).containsExactly("<sip:Vskz@192.0.2.31;lr;ob>");
        assertThat(first.value(HeaderName.CONTACT)).startsWith(CONTACT).contains(";reg-id=1");

        SipResponse second = throughEdge("E05133BD26DD", 2, PATH_2);
        assertThat(second.values(HeaderName.CONTACT)).hasSize(2);
        assertThat(second.values(HeaderName.PATH)).containsExactly("<sip:wazH@192.0.2.32;lr;ob>");
    }

    @Test
    void messages22To24TryOneFlowAfterTheOtherAndNeverBoth() {
        throughEdge("E05133BD26DD", 2, PATH_2);
        throughEdge("16CB75F21C70", 1, PATH_1);
        bench.invite("bob");
        assertThat(bench.forwarded("INVITE")).hasSize(1);
        SipRequest first = last("INVITE");
        assertThat(first.requestUri()).hasToString("sip:bob@192.0.2.2;transport=tcp");
        assertThat(first.values(HeaderName.ROUTE)).containsExactly("<sip:Vskz@192.0.2.31;lr;ob>");

        bench.answer(first, 430, "e");
        SipRequest second = last("INVITE");
        assertThat(second.values(HeaderName.ROUTE)).containsExactly("<sip:wazH@192.0.2.32;lr;ob>");
        bench.answer(second, 200, "b");
        assertThat(bench.statuses()).endsWith(200).doesNotContain(430);

        List<Binding> bindings =
                bench.location.bindings(new AddressOfRecord("bob", "example.com"), bench.now());
        assertThat(bindings).extracting(Binding::failed).containsExactly(false, true);
    }

    @Test
    void anotherFinalResponseIsTheDevicesLastWord() {
        throughEdge("E05133BD26DD", 2, PATH_2);
        throughEdge("16CB75F21C70", 1, PATH_1);
        bench.invite("bob");
        bench.answer(last("INVITE"), 486, "b");
        assertThat(bench.forwarded("INVITE")).hasSize(1);
        assertThat(bench.lastResponse().status()).isEqualTo(486);
    }

    @Test
    void aCallerNeverHearsOfAFailedFlow() {
        throughEdge("16CB75F21C70", 1, PATH_1);
        bench.invite("bob");
        bench.answer(last("INVITE"), 430, "e");
        assertThat(bench.lastResponse().status()).isEqualTo(480);
    }

    @Test
    void message38OfTheSameFlowReplacesItsBinding() {
        throughEdge("16CB75F21C70", 1, PATH_1);
        throughEdge("E05133BD26DD", 2, PATH_2);
        SipResponse again = throughEdge("16CB75F21C70", 1, "Path: <sip:3yJE@192.0.2.31;lr;ob>");
        assertThat(again.values(HeaderName.CONTACT)).hasSize(2);
        bench.invite("bob");
        assertThat(last("INVITE").values(HeaderName.ROUTE))
                .containsExactly("<sip:3yJE@192.0.2.31;lr;ob>");
    }

    @Test
    void aFlowIsItsBindingsKeyWhateverTheContactSays() {
        FlowPhone browser = FlowPhone.browser(bench, "bob", 1);
        browser.register(";reg-id=1" + INSTANCE);
        FlowPhone reloaded =
                new FlowPhone(bench, "bob", "b2.invalid", "sip:q@b2.invalid", FlowPhone.ws(2));
        reloaded.register(";reg-id=1" + INSTANCE);
        assertThat(reloaded.heard().values(HeaderName.CONTACT))
                .singleElement()
                .asString()
                .contains("b2.invalid");
        assertThat(reloaded.heard().value(HeaderName.FLOW_TIMER)).isEqualTo("120");
    }

    @Test
    void severalDevicesRingTogetherEachOnItsNewestFlow() {
        direct(1, "a", 1);
        direct(2, "a", 2);
        direct(3, "b", 1);
        bench.invite("bob");
        assertThat(invited()).containsExactlyInAnyOrder(flow(2), flow(3));

        bench.handle(new Input.FlowClosed(flow(2), "closed by peer"));
        assertThat(invited()).containsExactlyInAnyOrder(flow(2), flow(3), flow(1));
    }

    @Test
    void aSilentFlowGivesWayToTheNextOne() {
        Flow here = CoreBench.udp("192.0.2.2", 5060);
        Flow there = CoreBench.udp("192.0.2.3", 5060);
        register(there, "r2", ";reg-id=2" + INSTANCE, "Supported: outbound");
        register(here, "r1", ";reg-id=1" + INSTANCE, "Supported: outbound");
        bench.invite("bob");
        bench.pass(Duration.ofSeconds(33));
        assertThat(invited()).contains(here, there);
        assertThat(bench.statuses()).containsExactly(200, 200, 100);
    }

    @Test
    void theBindingOfADeadConnectionIsMarkedAndItsCallersHear480AtOnce() {
        direct(1, "a", 1);
        bench.handle(new Input.FlowClosed(flow(1), "no answer to keep-alive"));
        List<Binding> bindings =
                bench.location.bindings(new AddressOfRecord("bob", "example.com"), bench.now());
        assertThat(bindings).singleElement().matches(Binding::failed);
        bench.invite("bob");
        assertThat(bench.lastResponse().status()).isEqualTo(480);
        assertThat(bench.forwarded("INVITE")).isEmpty();

        direct(2, "a", 1);
        bench.receive(CoreBench.CALLER, CoreBench.text("INVITE", "sip:bob@example.com", "again"));
        assertThat(invited()).containsExactly(flow(2));
    }

    @Test
    void aFirstHopThatKeepsNoFlowIs439ForWhoCountsOnIt() {
        String path = "Path: <sip:192.0.2.31;lr>";
        SipResponse response =
                register(EDGE, "c", ";reg-id=1" + INSTANCE, "Supported: path, outbound", path, VIA);
        assertThat(response.status()).isEqualTo(439);
        assertThat(response.reason()).isEqualTo("First Hop Lacks Outbound Support");

        SipResponse ignored =
                register(EDGE, "c", ";reg-id=1" + INSTANCE, "Supported: path", path, VIA);
        assertThat(ignored.status()).isEqualTo(200);
        assertThat(ignored.has(HeaderName.REQUIRE)).isFalse();
        assertThat(ignored.value(HeaderName.CONTACT)).doesNotContain("reg-id");
    }

    @Test
    void aRegIdWithoutAnInstanceIsIgnored() {
        SipResponse response =
                register(CoreBench.udp("192.0.2.2", 5060), "c", ";reg-id=1", "Supported: outbound");
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.has(HeaderName.REQUIRE)).isFalse();
        assertThat(response.value(HeaderName.CONTACT)).doesNotContain("reg-id");
    }

    @Test
    void oneFlowHasOneContact() {
        String two = ";reg-id=1" + INSTANCE + ", <sip:bob@192.0.2.9>";
        SipResponse response =
                register(CoreBench.udp("192.0.2.2", 5060), "c", two, "Supported: outbound");
        assertThat(response.status()).isEqualTo(400);
    }

    @Test
    void aClientMayDemandIt() {
        SipResponse response =
                register(
                        CoreBench.udp("192.0.2.2", 5060),
                        "c",
                        ";reg-id=1" + INSTANCE,
                        "Require: outbound, path",
                        "Supported: outbound, path");
        assertThat(response.status()).isEqualTo(200);
    }

    @Test
    void deregistrationNamesTheFlow() {
        direct(1, "a", 1);
        direct(2, "a", 2);
        SipResponse response =
                register(
                        flow(1),
                        "direct1",
                        ";reg-id=1;expires=0;+sip.instance=\"<urn:uuid:a>\"",
                        "Supported: outbound");
        assertThat(response.values(HeaderName.CONTACT))
                .singleElement()
                .asString()
                .contains("reg-id=2");
    }

    private static final String VIA = "Via: SIP/2.0/TCP 192.0.2.2;branch=z9hG4bKnashds7";

    private static Flow flow(int number) {
        return FlowPhone.ws(number);
    }

    private void direct(int number, String device, int regId) {
        String parameters = ";reg-id=" + regId + ";+sip.instance=\"<urn:uuid:" + device + ">\"";
        SipResponse response =
                register(flow(number), "direct" + number, parameters, "Supported: outbound");
        assertThat(response.status()).isEqualTo(200);
    }

    private SipResponse throughEdge(String callId, int regId, String path) {
        return register(
                EDGE,
                callId,
                ";reg-id=" + regId + INSTANCE,
                "Supported: path, outbound",
                path,
                VIA);
    }

    private SipResponse register(Flow flow, String callId, String parameters, String... lines) {
        sequence++;
        String host = flow.transport() == Transport.WS ? "w.invalid" : "192.0.2.2";
        String contact =
                flow.transport() == Transport.WS ? "<sip:bob@w.invalid;transport=ws>" : CONTACT;
        if (flow.transport() == Transport.UDP && lines.length < 3) {
            contact = "<sip:bob@192.0.2.2>";
        }
        bench.receive(
                flow,
                "REGISTER sip:example.com SIP/2.0\r\nVia: SIP/2.0/"
                        + flow.transport()
                        + " "
                        + host
                        + ";branch=z9hG4bKr"
                        + sequence
                        + "\r\nMax-Forwards: 70\r\nFrom: Bob <sip:bob@example.com>;tag=7F94778B653B"
                        + "\r\nTo: Bob <sip:bob@example.com>\r\nCall-ID: "
                        + callId
                        + "\r\nCSeq: "
                        + sequence
                        + " REGISTER\r\nContact: "
                        + contact
                        + parameters
                        + "\r\n"
                        + String.join("\r\n", lines)
                        + "\r\nContent-Length: 0\r\n\r\n");
        return bench.lastResponse();
    }

    private List<Object> invited() {
        return bench.sends.stream()
                .filter(
                        send ->
                                send.message() instanceof SipRequest r
                                        && r.method().name().equals("INVITE"))
                .map(Output.Send::to)
                .map(Object.class::cast)
                .distinct()
                .toList();
    }

    private SipRequest last(String method) {
        return bench.forwarded(method).getLast();
    }
}
