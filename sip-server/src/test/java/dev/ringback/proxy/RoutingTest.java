package dev.ringback.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderName;
import dev.ringback.header.route.RecordRoute;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Flow;
import dev.ringback.uri.SipUri;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Routes: RFC 3261 §16.3, §16.4 and §16.6 steps 2 to 7, RFC 5658.
class RoutingTest {
    private final ProxyBench bench = new ProxyBench();

    private SipRequest forward(String uri, String... more) {
        bench.receive(ProxyBench.udp("192.0.2.10"), ProxyBench.text("INVITE", uri, more));
        return bench.forwarded("INVITE").getLast();
    }

    @Test
    void checksComeInTheOrderOfTheRfc() {
        String spent = "Max-Forwards: 0";
        String needy = "Proxy-Require: foo, bar";
        refused("tel:+1", 416, spent, needy);
        refused("sip:bob@example.com", 483, spent, needy);
        refused("sip:bob@example.com", 420, needy);
        assertThat(bench.last().value(HeaderName.UNSUPPORTED)).isEqualTo("foo, bar");
        refused("tel:+1", 400, "Route: <sip:a@b;lr>, <<<");
        assertThat(bench.last().reason()).isEqualTo("Malformed Route header field");
        refused("sip:bob@example.com", 400, "Record-Route: <<<");
        assertThat(bench.last().reason()).isEqualTo("Malformed Record-Route header field");
        assertThat(bench.forwarded("INVITE")).isEmpty();
    }

    private void refused(String uri, int status, String... more) {
        String text = ProxyBench.text("INVITE", uri, more);
        if (text.contains("Max-Forwards: 0")) {
            text = text.replace("Max-Forwards: 70\r\n", "");
        }
        String branch = "z9hG4bKr" + status + bench.sends.size();
        bench.receive(ProxyBench.udp("192.0.2.10"), text.replace("z9hG4bKcaller", branch));
        assertThat(bench.last().status()).isEqualTo(status);
    }

    @Test
    void whatAProxyDoesNotNeedMayBeMalformedAndStays() {
        SipRequest copy = forward("sip:bob@192.0.2.20", "Date: yesterday", "Foo: \"");
        assertThat(copy.value(HeaderName.DATE)).isEqualTo("yesterday");
        bench.receive(
                ProxyBench.udp("192.0.2.10"), ProxyBench.text("FROBNICATE", "sip:bob@192.0.2.20"));
        assertThat(bench.forwarded("FROBNICATE")).hasSize(1);
    }

    @Test
    void bodiesAndOurReceivedStayAsTheyAre() {
        String sdp = "v=0\r\no=- 1 1 IN IP4 192.0.2.10\r\n";
        String invite =
                ProxyBench.text("INVITE", "sip:bob@192.0.2.20", "Content-Type: application/sdp")
                        .replace("192.0.2.10;branch", "caller.example;branch")
                        .replace("Content-Length: 0\r\n\r\n", length(sdp));
        bench.receive(ProxyBench.udp("192.0.2.10"), invite);
        SipRequest copy = bench.forwarded("INVITE").getLast();
        assertThat(text(copy)).endsWith("\r\n\r\n" + sdp);

        String answer = text(SipResponse.replyTo(copy, 183).toTag("b").build());
        bench.receive(
                ProxyBench.udp("192.0.2.20"),
                answer.replace(
                        "Content-Length: 0\r\n\r\n",
                        "Content-Type: application/sdp\r\n" + length(sdp)));
        assertThat(bench.last().status()).isEqualTo(183);
        assertThat(text(bench.last())).endsWith("\r\n\r\n" + sdp);
        assertThat(bench.last().values(HeaderName.VIA)).hasSize(1);
        assertThat(bench.last().topVia().host()).isEqualTo("caller.example");
        assertThat(bench.last().topVia().received()).isEqualTo("192.0.2.10");
    }

    private static String length(String body) {
        return "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String text(SipMessage message) {
        return new String(message.toBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void twoArrivalsOfOneRequestAreNoError() {
        forward("sip:bob@192.0.2.20");
        bench.receive(
                ProxyBench.udp("192.0.2.10"),
                ProxyBench.text("INVITE", "sip:bob@192.0.2.20")
                        .replace("z9hG4bKcaller", "z9hG4bKmerged"));
        assertThat(bench.forwarded("INVITE")).hasSize(2);
    }

    @Test
    void aRequestWithoutMaxForwardsGets70() {
        bench.receive(
                ProxyBench.udp("192.0.2.10"),
                ProxyBench.text("INVITE", "sip:bob@192.0.2.20")
                        .replace("Max-Forwards: 70\r\n", ""));
        assertThat(bench.forwarded("INVITE").getFirst().maxForwards()).isEqualTo(70);
    }

    @Test
    void ownMaddrGoesAwayWhereTheRequestIsAndStaysWhereItIsNot() {
        SipRequest here = forward("sip:bob@192.0.2.20;maddr=192.0.2.1;transport=udp");
        assertThat(here.requestUri()).hasToString("sip:bob@192.0.2.20");
        SipRequest elsewhere = forwardNew("sip:bob@192.0.2.20:5060;maddr=192.0.2.1;transport=tcp");
        assertThat(elsewhere.requestUri().toString()).contains("maddr=192.0.2.1");
        assertThat(bench.sends.getLast().to().remote().getHostString()).isEqualTo("192.0.2.1");
        SipRequest foreign = forwardNew("sip:bob@example.com;maddr=192.0.2.77");
        assertThat(foreign.requestUri().toString()).contains("maddr=192.0.2.77");
        assertThat(bench.sends.getLast().to().remote().getHostString()).isEqualTo("192.0.2.77");
    }

    private SipRequest forwardNew(String uri, String... more) {
        String branch = "z9hG4bKn" + bench.sends.size();
        bench.receive(
                ProxyBench.udp("192.0.2.10"),
                ProxyBench.text("INVITE", uri, more).replace("z9hG4bKcaller", branch));
        return bench.forwarded("INVITE").getLast();
    }

    @Test
    void aStrictRouterGetsItsOwnUriAndTheTargetLast() {
        SipRequest copy =
                forward("sip:bob@192.0.2.20", "Route: <sip:192.0.2.40>, <sip:192.0.2.41;lr>");
        assertThat(copy.requestUri()).hasToString("sip:192.0.2.40");
        assertThat(String.join(", ", copy.values(HeaderName.ROUTE)))
                .isEqualTo("<sip:192.0.2.41;lr>, <sip:bob@192.0.2.20>");
        assertThat(bench.sends.getLast().to().remote().getHostString()).isEqualTo("192.0.2.40");
    }

    @Test
    void aLooseRouterIsTheNextHopAndTheRequestUriStays() {
        SipRequest copy = forward("sip:bob@192.0.2.20", "Route: <sip:192.0.2.41;lr>");
        assertThat(copy.requestUri()).hasToString("sip:bob@192.0.2.20");
        assertThat(copy.values(HeaderName.ROUTE)).containsExactly("<sip:192.0.2.41;lr>");
        assertThat(bench.sends.getLast().to().remote().getHostString()).isEqualTo("192.0.2.41");
    }

    @Test
    void onlyOurFirstRoutesAreTakenOut() {
        SipRequest copy =
                forward(
                        "sip:bob@192.0.2.20",
                        "Route: <sip:192.0.2.1;lr>, <sip:192.0.2.41;lr>",
                        "Route: <sip:192.0.2.1;lr>");
        assertThat(String.join(", ", copy.values(HeaderName.ROUTE)))
                .isEqualTo("<sip:192.0.2.41;lr>, <sip:192.0.2.1;lr>");
    }

    @Test
    void whatMayNotStandInARequestUriDoesNot() {
        bench.to("sip:bob@192.0.2.20;method=BYE;user=phone?Subject=hi");
        assertThat(bench.invite().getFirst().requestUri())
                .hasToString("sip:bob@192.0.2.20;user=phone");
    }

    @Test
    void eachSideOfAChangeOfTransportOrFamilyFindsUsWhereItReachesUs() {
        assertThat(recorded(bench.to("sip:bob@192.0.2.20").invite().getFirst()))
                .containsExactly("192.0.2.1 null");
        var tcp = new ProxyBench().to("sip:bob@192.0.2.20;transport=tcp");
        assertThat(recorded(tcp.invite().getFirst()))
                .containsExactly("192.0.2.1 tcp", "192.0.2.1 null");
        var six = new ProxyBench().to("sip:bob@[2001:db8::20]");
        assertThat(recorded(six.invite().getFirst()))
                .containsExactly("2001:db8::1 null", "192.0.2.1 null");
    }

    private static List<String> recorded(SipRequest copy) {
        return copy.read(RecordRoute.FIELD).values().stream()
                .map(route -> (SipUri) route.address().uri())
                .peek(uri -> assertThat(uri.lr()).isTrue())
                .map(uri -> uri.host() + ' ' + uri.transportParameter())
                .toList();
    }

    @Test
    void bothOfOurRoutesAreTakenOutInBothDirections() {
        bench.to("sip:bob@[2001:db8::20]");
        SipRequest invite = bench.invite().getFirst();
        List<String> values = invite.values(HeaderName.RECORD_ROUTE);
        bench.targets = TargetSet.none();
        SipRequest down =
                inDialog("sip:bob@[2001:db8::20]", values.get(1), values.get(0), "192.0.2.10");
        assertThat(down.has(HeaderName.ROUTE)).isFalse();
        assertThat(down.topVia().host()).isEqualTo("2001:db8::1");
        SipRequest up =
                inDialog("sip:carol@192.0.2.10", values.get(0), values.get(1), "2001:db8::20");
        assertThat(up.has(HeaderName.ROUTE)).isFalse();
        assertThat(up.topVia().host()).isEqualTo("192.0.2.1");
    }

    private SipRequest inDialog(String uri, String first, String second, String from) {
        String branch = "z9hG4bKd" + bench.sends.size();
        bench.receive(
                ProxyBench.udp(from),
                ProxyBench.text("BYE", uri, "Route: " + first + ", " + second)
                        .replace("To: <sip:bob@example.com>", "To: <sip:bob@example.com>;tag=b")
                        .replace("z9hG4bKcaller", branch));
        return bench.forwarded("BYE").getLast();
    }

    @Test
    void aRefreshGetsARecordRouteThatPermitsNoMoreThanItsOwn() {
        bench.to("sip:bob@192.0.2.20");
        String stranger = token(bench.invite().getFirst());
        assertThat(stranger).hasSize(24);
        bench.targets = TargetSet.none();
        String again = token(reinvite("sip:bob@192.0.2.20", stranger));
        assertThat(again).hasSize(24);

        var ours = new ProxyBench();
        ours.sender = new AddressOfRecord("alice", "example.com");
        String open = token(ours.to("sip:bob@192.0.2.20").invite().getFirst());
        assertThat(open).hasSize(12);
    }

    private SipRequest reinvite(String uri, @Nullable String token) {
        bench.receive(
                ProxyBench.udp("192.0.2.10"),
                ProxyBench.text("INVITE", uri, "Route: <sip:192.0.2.1;lr;rt=" + token + ">")
                        .replace("To: <sip:bob@example.com>", "To: <sip:bob@example.com>;tag=b")
                        .replace("CSeq: 1", "CSeq: 2")
                        .replace("z9hG4bKcaller", "z9hG4bKagain"));
        return bench.forwarded("INVITE").getLast();
    }

    private static @Nullable String token(SipRequest copy) {
        return ((SipUri) copy.read(RecordRoute.FIELD).values().getFirst().address().uri())
                .parameter("rt");
    }

    @Test
    void aMaddrDoesNotTakeATokenElsewhere() {
        RelayToken tokens =
                new RelayToken(new javax.crypto.spec.SecretKeySpec(new byte[32], "HmacSHA256"));
        SipUri end = SipUri.of(false, "bob", "192.0.2.20", -1);
        String token = tokens.among("call-1", List.of(end, end));
        assertThat(tokens.grant(token, "call-1", end)).isEqualTo(Grant.ENDS);
        assertThat(tokens.grant(token, "call-1", end.withParameter("maddr", "198.51.100.1")))
                .isEqualTo(Grant.NONE);
    }

    @Test
    void anAckWithoutHopsLeftEndsHere() {
        Flow caller = ProxyBench.udp("192.0.2.10");
        String ack = ProxyBench.text("ACK", "sip:bob@192.0.2.20");
        bench.receive(caller, ack.replace("Max-Forwards: 70", "Max-Forwards: 0"));
        assertThat(bench.forwarded("ACK")).isEmpty();
        bench.receive(caller, ack);
        assertThat(bench.forwarded("ACK").getFirst().maxForwards()).isEqualTo(69);
    }
}
