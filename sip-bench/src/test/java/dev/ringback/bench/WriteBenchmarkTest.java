package dev.ringback.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderName;
import dev.ringback.header.route.Via;
import dev.ringback.message.SipMessage;
import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The writers that are compared write the same, every time.
class WriteBenchmarkTest {
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.INCLUDE,
            names = {"INVITE", "OK"})
    void bothWriteTheMessageWithTwoLinesMore(Sample sample) throws Exception {
        RingbackWriter writer = new RingbackWriter(sample.bytes());
        JainWriter other = new JainWriter(sample.bytes());
        SipMessage before = new RingbackParser().parse(sample.bytes());
        for (int i = 0; i < 3; i++) {
            SipMessage ringback = parsed(writer.write());
            SipMessage jain = parsed(other.write());
            assertThat(Facts.of(jain)).isEqualTo(Facts.of(ringback));
            assertThat(jain.read(Via.FIELD)).isEqualTo(ringback.read(Via.FIELD));
            assertThat(ringback.headerCount()).isEqualTo(before.headerCount() + 2);
            assertThat(ringback.value(HeaderName.RECORD_ROUTE)).isEqualTo(RingbackHop.RECORD_ROUTE);
            assertThat(ringback.topVia().branch()).isEqualTo(RingbackHop.BRANCH);
        }
    }

    private static SipMessage parsed(ByteBuffer wire) {
        byte[] bytes = new byte[wire.remaining()];
        wire.get(bytes);
        return new RingbackParser().parse(bytes);
    }
}
