package dev.ringback.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderName;
import dev.ringback.header.feature.Allow;
import dev.ringback.header.route.Via;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/// The hops that are compared make the same request.
class HopBenchmarkTest {
    private final SipRequest ringback = parsed(new RingbackHop().forward(Sample.INVITE.bytes()));

    @Test
    void aHopChangesWhatAProxyChanges() {
        assertThat(ringback.values(HeaderName.VIA)).hasSize(2);
        assertThat(ringback.topVia().branch()).isEqualTo(RingbackHop.BRANCH);
        assertThat(ringback.maxForwards()).isEqualTo(69);
        assertThat(ringback.value(HeaderName.RECORD_ROUTE)).isEqualTo(RingbackHop.RECORD_ROUTE);
        assertThat(ringback.bodyLength()).isEqualTo(278);
    }

    @Test
    void bothMakeTheSame() throws Exception {
        SipRequest jain = parsed(new JainHop().forward(Sample.INVITE.bytes()));
        assertThat(Facts.of((SipMessage) jain)).isEqualTo(Facts.of((SipMessage) ringback));
        assertThat(jain.maxForwards()).isEqualTo(ringback.maxForwards());
        // JAIN-SIP puts all Vias on one line, and writes other lists without spaces.
        assertThat(jain.read(Via.FIELD)).isEqualTo(ringback.read(Via.FIELD));
        assertThat(jain.read(Allow.FIELD)).isEqualTo(ringback.read(Allow.FIELD));
        assertThat(jain.values(HeaderName.RECORD_ROUTE))
                .isEqualTo(ringback.values(HeaderName.RECORD_ROUTE));
    }

    private static SipRequest parsed(ByteBuffer wire) {
        byte[] bytes = new byte[wire.remaining()];
        wire.get(bytes);
        return (SipRequest) new RingbackParser().parse(bytes);
    }
}
