package dev.ringback.locate;

import static dev.ringback.locate.LocateBench.hop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.route.Via;
import dev.ringback.stack.DnsRecord;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Question;
import dev.ringback.stack.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where else a response goes: RFC 3263 §5.
class SenderTest {
    private final LocateBench bench = new LocateBench(Transport.UDP, Transport.TCP);

    private List<Hop> locate(String sentBy, Transport transport, String source) {
        Via via =
                Objects.requireNonNull(
                        Via.parse("SIP/2.0/" + transport + " " + sentBy + ";branch=z9hG4bKa"));
        InetSocketAddress local = new InetSocketAddress(LocateBench.LOCAL, 5060);
        InetSocketAddress remote = new InetSocketAddress(InetAddress.ofLiteral(source), 7777);
        List<Hop> found = new ArrayList<>();
        bench.run(
                () ->
                        bench.locator.locateSender(
                                via, new Flow(transport, local, remote, 1), found::addAll));
        return found;
    }

    @Test
    void anAddressInTheSentByIsTakenAsItIs() {
        assertThat(locate("198.51.100.7:5070", Transport.TCP, "203.0.113.9"))
                .containsExactly(hop(Transport.TCP, "198.51.100.7", 5070));
        assertThat(locate("198.51.100.7", Transport.UDP, "203.0.113.9"))
                .containsExactly(hop(Transport.UDP, "198.51.100.7", 5060));
        assertThat(bench.asked).isEmpty();
    }

    @Test
    void aNameWithAPortHasAddresses() {
        bench.host("edge.example", "198.51.100.7", "198.51.100.8");
        assertThat(locate("edge.example:5070", Transport.TCP, "203.0.113.9"))
                .containsExactly(
                        hop(Transport.TCP, "198.51.100.7", 5070),
                        hop(Transport.TCP, "198.51.100.8", 5070));
    }

    @Test
    void aNameAloneHasServicesOfTheTransportOfTheVia() {
        bench.srv("_sip._tcp.edge.example", 20, 0, 5072, "backup.example")
                .srv("_sip._tcp.edge.example", 10, 0, 5071, "main.example")
                .host("main.example", "198.51.100.7")
                .host("backup.example", "198.51.100.8");
        assertThat(locate("edge.example", Transport.TCP, "203.0.113.9"))
                .containsExactly(
                        hop(Transport.TCP, "198.51.100.7", 5071),
                        hop(Transport.TCP, "198.51.100.8", 5072));
        assertThat(bench.asked).extracting(Question.Dns::type).doesNotContain(DnsRecord.Type.NAPTR);
    }

    @Test
    void whoCameOverTlsIsReachedOverTlsAloneAndHasToProveItsName() {
        LocateBench secure = new LocateBench(Transport.UDP, Transport.TCP, Transport.TLS);
        secure.srv("_sips._tcp.edge.example", 10, 0, 5071, "main.example")
                .srv("_sip._tcp.edge.example", 1, 0, 5072, "main.example")
                .host("main.example", "198.51.100.7");
        List<Hop> found = new ArrayList<>();
        InetSocketAddress remote = new InetSocketAddress(InetAddress.ofLiteral("203.0.113.9"), 7);
        InetSocketAddress local = new InetSocketAddress(LocateBench.LOCAL, 5061);
        Via via = Objects.requireNonNull(Via.parse("SIP/2.0/TLS edge.example;branch=z9hG4bKa"));
        Flow flow = new Flow(Transport.TLS, local, remote, 1);
        secure.run(() -> secure.locator.locateSender(via, flow, found::addAll));
        assertThat(found).containsExactly(LocateBench.secure("198.51.100.7", 5071, "edge.example"));
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.9, 198.51.100.7, true",
        "203.0.113.9, 10.0.0.5, false",
        "203.0.113.9, 127.0.0.1, false",
        "203.0.113.9, 169.254.1.1, false",
        "203.0.113.9, 100.64.0.1, false",
        "10.0.0.9, 192.168.0.5, true",
        "10.0.0.9, 198.51.100.7, true",
        "10.0.0.9, 127.0.0.1, false",
        "127.0.0.1, 127.0.0.2, true",
    })
    void nobodyReachesANarrowerNetworkThanItsOwn(String from, String to, boolean permitted) {
        bench.host("edge.example", to);
        assertThat(locate("edge.example:5070", Transport.UDP, from)).hasSize(permitted ? 1 : 0);
        assertThat(Scope.permits(InetAddress.ofLiteral(from), InetAddress.ofLiteral(to)))
                .isEqualTo(permitted);
    }

    @Test
    void uniqueLocalAddressesAreThoseOfASite() {
        assertThat(Scope.of(InetAddress.ofLiteral("fd00::1"))).isEqualTo(Scope.SITE);
        assertThat(Scope.of(InetAddress.ofLiteral("2001:db8::1"))).isEqualTo(Scope.GLOBAL);
        assertThat(Scope.of(InetAddress.ofLiteral("::1"))).isEqualTo(Scope.LOOPBACK);
    }

    @Test
    void thePlacesAreFew() {
        for (int i = 0; i < 20; i++) {
            bench.host("edge.example", "198.51.100." + i);
        }
        assertThat(locate("edge.example:5070", Transport.UDP, "203.0.113.9"))
                .hasSize(ServerLocator.MOST_BACKUPS);
    }
}
