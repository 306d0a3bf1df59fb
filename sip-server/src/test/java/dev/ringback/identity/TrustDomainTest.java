package dev.ringback.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.routing.Network;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Transport;
import dev.ringback.uri.Uri;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrustDomainTest {
    private static final Uri CARRIER = uri("sips:x@sip.carrier.example");
    private static final Uri OTHER = uri("sips:x@carrier.example");

    private final TrustDomain domain =
            new TrustDomain(
                    List.of(Network.parse("10.0.0.0/8"), Network.parse("2001:db8::1")),
                    Set.of("sip.carrier.example"),
                    flow -> flow.connection() == 5 ? Set.of("sip.carrier.example") : Set.of());

    private static Uri uri(String text) {
        return Objects.requireNonNull(Uri.parse(text));
    }

    private static InetSocketAddress at(String host) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), 5060);
    }

    private static Flow flow(Transport transport, String host, long connection) {
        return new Flow(transport, at("192.0.2.1"), at(host), connection);
    }

    @Test
    void addressesCountOnAnyTransport() {
        assertThat(domain.trusts(flow(Transport.UDP, "10.255.0.1", 0))).isTrue();
        assertThat(domain.trusts(flow(Transport.TCP, "2001:db8::1", 3))).isTrue();
        assertThat(domain.trusts(flow(Transport.UDP, "11.0.0.1", 0))).isFalse();
        assertThat(domain.trusts(flow(Transport.UDP, "2001:db8::2", 0))).isFalse();
        assertThat(domain.trusts(new Hop(Transport.UDP, at("10.1.1.1")), OTHER)).isTrue();
        assertThat(TrustDomain.NOBODY.trusts(flow(Transport.UDP, "10.1.1.1", 0))).isFalse();
    }

    @Test
    void aNameCountsWhereTlsProvesIt() {
        assertThat(domain.trusts(new Hop(Transport.TLS, at("192.0.2.9")), CARRIER)).isTrue();
        assertThat(domain.trusts(new Hop(Transport.TLS, at("192.0.2.9")), OTHER)).isFalse();
        assertThat(domain.trusts(new Hop(Transport.UDP, at("192.0.2.9")), CARRIER)).isFalse();
        assertThat(domain.trusts(new Hop(Transport.TCP, at("192.0.2.9")), CARRIER)).isFalse();
        assertThat(domain.trusts(flow(Transport.TLS, "192.0.2.9", 5))).isTrue();
        assertThat(domain.trusts(flow(Transport.TLS, "192.0.2.9", 6))).isFalse();
        Flow other = flow(Transport.TLS, "192.0.2.9", 6);
        assertThat(domain.trusts(other, CARRIER)).as("a flow is what it proved").isFalse();
    }
}
