package dev.ringback.callflow.hep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HostLookupTest {
    private static final InetAddress ONE = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress OTHER = InetAddress.ofLiteral("192.0.2.2");

    private @Nullable InetAddress known = ONE;
    private Duration now = Duration.ofDays(1);

    private HostLookup lookup() throws UnknownHostException {
        return new HostLookup("homer", this::address, () -> now.toNanos());
    }

    private InetAddress address(String host) throws UnknownHostException {
        if (known == null) {
            throw new UnknownHostException(host);
        }
        return known;
    }

    @Test
    void aHostThatMovesIsFoundAfterAMinute() throws UnknownHostException {
        HostLookup lookup = lookup();
        known = OTHER;
        now = now.plusSeconds(59);
        assertThat(lookup.address()).isEqualTo(ONE);
        now = now.plusSeconds(1);
        assertThat(lookup.address()).isEqualTo(OTHER);
    }

    @Test
    void aHostThatIsNotFoundAnyMoreStaysWhereItWas() throws UnknownHostException {
        HostLookup lookup = lookup();
        known = null;
        now = now.plusSeconds(60);
        assertThat(lookup.address()).isEqualTo(ONE);
        known = OTHER;
        now = now.plusSeconds(59);
        assertThat(lookup.address()).isEqualTo(ONE);
        now = now.plusSeconds(1);
        assertThat(lookup.address()).isEqualTo(OTHER);
    }

    @Test
    void aHostThatIsNotKnownAtFirstIsAFault() {
        known = null;
        assertThatThrownBy(this::lookup).isInstanceOf(UnknownHostException.class);
    }
}
