package dev.ringback.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderName;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Input;
import dev.ringback.stack.Output;
import dev.ringback.stack.Transport;
import dev.ringback.transaction.Timers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The messages of RFC 5626 §9 at an edge proxy: here EP1 and EP2 at 192.0.2.1, Bob's UA at
/// 192.0.2.2, the authoritative proxy at 192.0.2.15.
class OutboundEdgeTest {
    private static final String INSTANCE =
            "+sip.instance=\"<urn:uuid:00000000-0000-1000-8000-AABBCCDDEEFF>\"";

    private static final Set<String> IN_DIALOG = Set.of("ACK", "BYE", "NOTIFY");

    private ProxyBench edge = new ProxyBench();
    private final Flow bob = ProxyBench.tcp("192.0.2.2");
    private int sequence;

    @Test
    void messages1To8PollTheConfigurationBeforeThereIsARegistration() {
        send(
                bob,
                "SUBSCRIBE",
                "sip:00000000-0000-1000-8000-AABBCCDDEEFF@192.0.2.5",
                "Event: ua-profile ;profile-type=device;vendor=\"example.com\"",
                "Expires: 0",
                "Contact: <sip:192.0.2.2;transport=tcp;ob>;" + INSTANCE);
        SipRequest message2 = last("SUBSCRIBE");
        assertThat(message2.value(HeaderName.CONTACT)).contains("sip:192.0.2.2;transport=tcp;ob>");
        List<String> learnt = message2.values(HeaderName.RECORD_ROUTE);
        assertThat(learnt.getLast()).contains(";lr;").contains(";ft=").doesNotContain(";ob");
        edge.answer(message2, 200, "Expires:0");
        assertThat(edge.sends.getLast().to()).isEqualTo(bob);

        send(
                ProxyBench.udp("192.0.2.5"),
                "NOTIFY",
                "sip:192.0.2.2;transport=tcp;ob",
                "Route: " + String.join(", ", learnt),
                "Subscription-State: terminated;reason=timeout",
                "Event: ua-profile",
                "Contact: <sip:192.0.2.5>");
        SipRequest message6 = last("NOTIFY");
        assertThat(sentTo(message6)).isEqualTo(bob);
        assertThat(message6.has(HeaderName.ROUTE)).isFalse();
        assertThat(message6.requestUri()).hasToString("sip:192.0.2.2;transport=tcp;ob");
        edge.receive(
                bob,
                new String(
                        SipResponse.replyTo(message6, 200).build().toBytes(),
                        StandardCharsets.UTF_8));
        assertThat(edge.last().cSeq().method().name()).isEqualTo("NOTIFY");
        assertThat(edge.last().status()).isEqualTo(200);
        assertThat(edge.sends.getLast().to()).isEqualTo(ProxyBench.udp("192.0.2.5"));
    }

    @Test
    void message10HasAPathWithATokenAndOb() {
        SipRequest copy = register(";reg-id=1;" + INSTANCE);
        assertThat(copy.has(HeaderName.ROUTE)).isFalse();
        assertThat(copy.maxForwards()).isEqualTo(69);
        assertThat(copy.values(HeaderName.PATH))
                .singleElement()
                .asString()
                .matches("<sip:192\\.0\\.2\\.1:5060;lr;ob;ft=[\\w-]{40,}>");
    }

    @Test
    void message14OfAnotherFlowHasAnotherToken() {
        String first = path(register(";reg-id=1;" + INSTANCE));
        Flow other = new Flow(Transport.TCP, bob.local(), bob.remote(), 8);
        send(other, "REGISTER", "sip:192.0.2.15", "Contact: " + contact(";reg-id=2;" + INSTANCE));
        assertThat(path(last("REGISTER"))).isNotEqualTo(first).contains(";ob;");
    }

    @Test
    void aClientThatKnowsOfPathsAloneGetsOneWithoutOb() {
        assertThat(path(register(""))).contains(";ft=").doesNotContain(";ob");
    }

    @Test
    void message25GoesOverTheFlowWithARecordRouteForTheDialog() {
        String route = path(register(";reg-id=1;" + INSTANCE));
        incoming("INVITE", route);
        SipRequest invite = last("INVITE");
        assertThat(sentTo(invite)).isEqualTo(bob);
        assertThat(invite.has(HeaderName.ROUTE)).isFalse();
        assertThat(invite.values(HeaderName.RECORD_ROUTE)).last().asString().doesNotContain(";ob");
        assertThat(invite.values(HeaderName.RECORD_ROUTE).getFirst()).contains(";ft=");
    }

    @Test
    void messages30And32OfTheDialogReachBobOverTheFlow() {
        String route = path(register(";reg-id=1;" + INSTANCE));
        incoming("INVITE", route);
        List<String> learnt = last("INVITE").values(HeaderName.RECORD_ROUTE);
        String routes = learnt.get(1) + ", " + learnt.get(0);
        for (String method : new String[] {"ACK", "BYE"}) {
            send(
                    ProxyBench.udp("192.0.2.15"),
                    method,
                    "sip:bob@192.0.2.2;transport=tcp",
                    "Route: " + routes,
                    "Contact: <sip:alice@192.0.2.15>");
            assertThat(sentTo(last(method))).isEqualTo(bob);
        }
    }

    @Test
    void message23IsA430WhereTheFlowIsGone() {
        String route = path(register(";reg-id=1;" + INSTANCE));
        incoming("INVITE", route);
        Output.Send send = edge.sends.getLast();
        edge.handle(new Input.SendFailed(send, "connection is gone"));
        assertThat(edge.last().status()).isEqualTo(430);
        assertThat(edge.last().reason()).isEqualTo("Flow Failed");
    }

    @Test
    void message23IsA430AfterTheEdgeProxyRebooted() {
        String route = path(register(";reg-id=1;" + INSTANCE));
        edge = new ProxyBench(ProxySettings.defaults(), Timers.defaults(), 1);
        incoming("INVITE", route);
        assertThat(edge.last().status()).isEqualTo(430);
        assertThat(edge.forwarded("INVITE")).isEmpty();
    }

    @Test
    void aTokenThatWasTamperedWithIsForbidden() {
        String route = path(register(";reg-id=1;" + INSTANCE));
        int at = route.length() - 5;
        char other = route.charAt(at) == 'A' ? 'B' : 'A';
        incoming("INVITE", route.substring(0, at) + other + route.substring(at + 1));
        assertThat(edge.last().status()).isEqualTo(403);
        assertThat(edge.forwarded("INVITE")).isEmpty();
    }

    @Test
    void message39OfANewFlowHasANewToken() {
        String first = path(register(";reg-id=1;" + INSTANCE));
        Flow anew = new Flow(Transport.TCP, bob.local(), bob.remote(), 9);
        send(anew, "REGISTER", "sip:192.0.2.15", "Contact: " + contact(";reg-id=1;" + INSTANCE));
        String second = path(last("REGISTER"));
        assertThat(second).isNotEqualTo(first);
        incoming("INVITE", second);
        assertThat(sentTo(last("INVITE"))).isEqualTo(anew);
    }

    @Test
    void message43OfAnOutgoingCallHasARecordRouteWithTheCallersFlow() {
        send(
                bob,
                "INVITE",
                "sip:alice@192.0.2.15",
                "Contact: <sip:bob@192.0.2.2;transport=tcp;ob>");
        SipRequest invite = last("INVITE");
        assertThat(invite.values(HeaderName.RECORD_ROUTE).getLast()).contains(";ft=");
        String route = String.join(", ", invite.values(HeaderName.RECORD_ROUTE));
        send(
                ProxyBench.udp("192.0.2.15"),
                "BYE",
                "sip:bob@192.0.2.2;transport=tcp;ob",
                "Route: " + route,
                "Contact: <sip:alice@192.0.2.15>");
        assertThat(sentTo(last("BYE"))).isEqualTo(bob);
        edge.handle(new Input.SendFailed(edge.sends.getLast(), "connection is gone"));
        assertThat(edge.last().status()).isEqualTo(430);
    }

    @Test
    void aRequestFromTheFlowOfItsOwnTokenGoesOut() {
        String route = path(register(";reg-id=1;" + INSTANCE));
        send(
                bob,
                "MESSAGE",
                "sip:alice@192.0.2.15",
                "Route: " + route,
                "Contact: <sip:bob@192.0.2.2;transport=tcp;ob>");
        assertThat(sentTo(last("MESSAGE")))
                .isEqualTo(new Hop(Transport.UDP, ProxyBench.address("192.0.2.15", 5060)));
    }

    private SipRequest register(String parameters) {
        send(
                bob,
                "REGISTER",
                "sip:192.0.2.15",
                "Route: <sip:192.0.2.1;lr>",
                "Contact: " + contact(parameters));
        return last("REGISTER");
    }

    private static String contact(String parameters) {
        return "<sip:bob@192.0.2.2;transport=tcp>" + parameters;
    }

    private static String path(SipRequest register) {
        return String.valueOf(register.value(HeaderName.PATH));
    }

    private void incoming(String method, String route) {
        send(
                ProxyBench.udp("192.0.2.15"),
                method,
                "sip:bob@192.0.2.2;transport=tcp",
                "Route: " + route,
                "Record-Route: <sip:192.0.2.15;lr>",
                "Contact: <sip:alice@192.0.2.15>");
    }

    private void send(Flow flow, String method, String uri, String... lines) {
        sequence++;
        String dialog = IN_DIALOG.contains(method) ? ";tag=b" : "";
        edge.receive(
                flow,
                method
                        + " "
                        + uri
                        + " SIP/2.0\r\nVia: SIP/2.0/"
                        + flow.transport()
                        + " "
                        + flow.remote().getAddress().getHostAddress()
                        + ";branch=z9hG4bKe"
                        + sequence
                        + "\r\nMax-Forwards: 70\r\nFrom: <sip:alice@a.example>;tag=02935"
                        + "\r\nTo: <sip:bob@example.com>"
                        + dialog
                        + "\r\nCall-ID: klmvCxVWGp6MxJp2T2mb\r\nCSeq: "
                        + sequence
                        + " "
                        + method
                        + "\r\nSupported: path, outbound\r\n"
                        + String.join("\r\n", lines)
                        + "\r\nContent-Length: 0\r\n\r\n");
    }

    private SipRequest last(String method) {
        return edge.forwarded(method).getLast();
    }

    private Object sentTo(SipRequest request) {
        return edge.sends.stream()
                .filter(send -> send.message().equals(request))
                .findFirst()
                .orElseThrow()
                .to();
    }
}
