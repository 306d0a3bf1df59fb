package dev.ringback.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderName;
import dev.ringback.header.route.Via;
import dev.ringback.message.SipRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What the sent-by of a Via is compared with: RFC 3261 §18.1.2 and §18.2.1, RFC 3581 §3 and §4.
class SentByTest {
    private static final InetSocketAddress LOCAL = address("2001:db8::1", 5060);
    private static final ListenPoint SIX =
            new ListenPoint(Transport.UDP, LOCAL, "[2001:db8:0:0:0:0:0:1]", 5060);
    private static final ListenPoint NAMED =
            new ListenPoint(Transport.TCP, LOCAL, "Proxy.Example.com", 5070);

    @Test
    void ourViaAsksForTheSourcePortOverUdpOnly() {
        assertThat(SIX.via("z9hG4bKx"))
                .hasToString("SIP/2.0/UDP [2001:db8:0:0:0:0:0:1]:5060;branch=z9hG4bKx;rport");
        assertThat(NAMED.via("z9hG4bKx"))
                .hasToString("SIP/2.0/TCP Proxy.Example.com:5070;branch=z9hG4bKx");
        for (ListenPoint point : List.of(SIX, NAMED)) {
            assertThat(point.viaText("z9hG4bKy")).isEqualTo(point.via("z9hG4bKy").toString());
        }
    }

    @Test
    void aSentByIsOursInAnyCaseAndSpelling() {
        for (String ours : List.of("[2001:db8::1]", "[2001:DB8::0:1]:5060")) {
            assertThat(SIX.sent(via(ours))).as(ours).isTrue();
        }
        for (String other : List.of("[2001:db8::2]", "[2001:db8::1]:5070", "192.0.2.1", "a.b")) {
            assertThat(SIX.sent(via(other))).as(other).isFalse();
        }
        assertThat(NAMED.sent(via("proxy.example.COM:5070"))).isTrue();
        assertThat(NAMED.sent(via("proxy.example.com"))).isFalse();
    }

    @Test
    void anIpv6SourceInAnotherSpellingIsNotMarked() {
        for (String spelling : List.of("[2001:db8::9]", "[2001:DB8:0:0::9]:5080")) {
            assertThat(stamped(via(spelling)).received()).as(spelling).isNull();
        }
        assertThat(stamped(via("[2001:db8::8]")).received()).isEqualTo("2001:db8::9");
    }

    @Test
    void aForgedReceivedIsReplaced() {
        Via forged = via("[2001:db8::9]").withParameter("received", "192.0.2.66");
        assertThat(stamped(forged).received()).isEqualTo("2001:db8::9");
        Via port = via("[2001:db8::9]").withParameter("rport", "9");
        assertThat(stamped(port).rport()).isEqualTo(5060);
    }

    @Test
    void oneIpv6PeerHasOneTransactionHoweverItIsSpelt() {
        var bench = new StackBench();
        String one = StackBench.text("OPTIONS", ";branch=z9hG4bK1");
        Flow flow = new Flow(Transport.UDP, LOCAL, address("2001:db8::9", 5060), 0);
        bench.receive(flow, one.replace("192.0.2.9:5080", "[2001:db8::9]"));
        bench.receive(flow, one.replace("192.0.2.9:5080", "[2001:DB8:0::9]"));
        assertThat(bench.requests).hasSize(1);
        bench.receive(flow, one.replace("192.0.2.9:5080", "[2001:db8::a]"));
        assertThat(bench.requests).hasSize(2);
    }

    private static Via stamped(Via via) {
        SipRequest request = StackBench.request("OPTIONS", ";branch=z9hG4bK1");
        String value = via.toString();
        SipRequest from = request.edit().replaceFirst(HeaderName.VIA, value).build();
        Flow flow = new Flow(Transport.UDP, LOCAL, address("2001:db8::9", 5060), 0);
        return ViaStamp.stamp(from, flow).topVia();
    }

    private static Via via(String sentBy) {
        return Objects.requireNonNull(Via.parse("SIP/2.0/UDP " + sentBy + ";branch=z9hG4bK1"));
    }

    private static InetSocketAddress address(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }
}
