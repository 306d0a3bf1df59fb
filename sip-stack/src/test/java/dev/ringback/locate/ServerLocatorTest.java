package dev.ringback.locate;

import static dev.ringback.locate.LocateBench.hop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Cause.NotLocated.Reason;
import dev.ringback.cause.DnsStep;
import dev.ringback.cause.DnsStep.Outcome;
import dev.ringback.stack.DnsRecord;
import dev.ringback.stack.Hop;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.Question;
import dev.ringback.stack.Transport;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What needs no service records: numeric hosts, explicit ports, transports, RFC 3263 §4.1 and
/// §4.2.
class ServerLocatorTest {
    private final LocateBench bench = new LocateBench(Transport.UDP, Transport.TCP);

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    sip:bob@192.0.2.20,                                  UDP, 192.0.2.20, 5060
                    sip:192.0.2.20:5070,                                 UDP, 192.0.2.20, 5070
                    sip:192.0.2.20;transport=tcp,                        TCP, 192.0.2.20, 5060
                    sip:192.0.2.20:5070;transport=TCP,                   TCP, 192.0.2.20, 5070
                    sip:example.com;maddr=192.0.2.21,                    UDP, 192.0.2.21, 5060
                    sip:192.0.2.20:5070;maddr=192.0.2.21;transport=tcp,  TCP, 192.0.2.21, 5070
                    """)
    void aNumericHostIsTakenAsItIsAndNothingIsAsked(
            String uri, Transport transport, String address, int port) {
        assertThat(bench.locate(uri).hops()).containsExactly(hop(transport, address, port));
        assertThat(bench.asked).isEmpty();
    }

    @Test
    void sipsGoesOverTlsOnly() {
        LocateBench secure = new LocateBench(Transport.UDP, Transport.TCP, Transport.TLS);
        Hop tls = hop(Transport.TLS, "192.0.2.20", 5061);
        assertThat(secure.locate("sips:192.0.2.20").hops()).containsExactly(tls);
        assertThat(secure.locate("sips:192.0.2.20;transport=tcp").hops()).containsExactly(tls);
        assertThat(secure.locate("sip:192.0.2.20;transport=tls").hops()).containsExactly(tls);
        assertThat(secure.locate("sips:192.0.2.20;transport=udp").failure())
                .isEqualTo(Reason.NO_TRANSPORT);
    }

    @Test
    void anAddressOfAFamilyThatWeLackIsNoWay() {
        Located located = bench.locate("sip:[2001:db8::20]");
        assertThat(located.hops()).isEmpty();
        assertThat(located.failure()).isEqualTo(Reason.NO_FAMILY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sips:example.com",
                "sip:192.0.2.20;transport=tls",
                "sip:example.com;transport=sctp",
                "sip:example.com;transport=ws"
            })
    void aTransportThatWeLackIsNoWay(String uri) {
        Located located = bench.locate(uri);
        assertThat(located.hops()).isEmpty();
        assertThat(located.failure()).isEqualTo(Reason.NO_TRANSPORT);
        assertThat(bench.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tel:+12025550100", "mailto:bob@example.com", "urn:service:sos"})
    void onlySipUrisAreLocated(String uri) {
        Located located = bench.locate(uri);
        assertThat(located.failure()).isEqualTo(Reason.NOT_A_SIP_URI);
        assertThat(located.cause())
                .isEqualTo(new Cause.NotLocated(uri, Reason.NOT_A_SIP_URI, List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sip:0.0.0.0",
                "sip:224.0.1.75",
                "sip:example.com;maddr=239.1.1.1",
                "sip:255.255.255.255"
            })
    void noRequestIsSentToNobodyOrToMany(String uri) {
        assertThat(bench.locate(uri).failure()).isEqualTo(Reason.NO_SERVER);
    }

    @Test
    void aNameWithAPortHasAddressesOnly() {
        bench.host("gw.example", "192.0.2.20", "192.0.2.21");
        Located located = bench.locate("sip:Gw.Example.:5070");
        assertThat(located.hops())
                .containsExactly(
                        hop(Transport.UDP, "192.0.2.20", 5070),
                        hop(Transport.UDP, "192.0.2.21", 5070));
        assertThat(located.steps()).containsExactly(new DnsStep("gw.example", "A", Outcome.FOUND));
    }

    @Test
    void aPortWithATransportKeepsBoth() {
        bench.host("gw.example", "192.0.2.20");
        assertThat(bench.locate("sip:gw.example:5070;transport=tcp").hops())
                .containsExactly(hop(Transport.TCP, "192.0.2.20", 5070));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a..b", "x@y", "1.2.3", "%00", "a b", "münchen.example"})
    void whatIsNoNameIsNotAsked(String maddr) {
        String escaped = URLEncoder.encode(maddr, StandardCharsets.UTF_8);
        Located located = bench.locate("sip:example.com;maddr=" + escaped.replace("+", "%20"));
        assertThat(located.failure()).isEqualTo(Reason.NO_SERVER);
        assertThat(located.steps()).extracting(DnsStep::outcome).containsExactly(Outcome.NONSENSE);
        assertThat(bench.asked).isEmpty();
    }

    @Test
    void bothFamiliesAreAskedWhereBothAreListenedOn() {
        List<ListenPoint> points =
                new ArrayList<>(LocateBench.points(LocateBench.LOCAL6, Transport.UDP));
        points.addAll(LocateBench.points(LocateBench.LOCAL, Transport.UDP));
        LocateBench both = new LocateBench(points, 1);
        both.host("gw.example", "192.0.2.20", "2001:db8::20");
        assertThat(both.locate("sip:gw.example:5060").hops())
                .containsExactly(
                        hop(Transport.UDP, "2001:db8::20", 5060),
                        hop(Transport.UDP, "192.0.2.20", 5060));
        bench.host("gw.example", "192.0.2.20", "2001:db8::20");
        assertThat(bench.locate("sip:gw.example:5060").hops()).hasSize(1);
        assertThat(bench.asked).extracting(Question.Dns::type).containsExactly(DnsRecord.Type.A);
    }
}
