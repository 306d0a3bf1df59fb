package dev.ringback.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.message.SipMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The parsers that are compared do the same work.
class ParseBenchmarkTest {
    private final RingbackParser ringback = new RingbackParser();
    private final JainParser jain = new JainParser();
    private final PktsParser pkts = new PktsParser();
    private final List<Object> read = new ArrayList<>();

    @Test
    void theSamplesAreAsTheReadmeSays() {
        assertThat(Sample.INVITE.bytes()).hasSize(900);
        assertThat(Facts.of(ringback.parse(Sample.INVITE.bytes())))
                .isEqualTo(
                        new Facts(
                                "sip:bob@biloxi.example.com",
                                "1928301774 null",
                                "a84b4c76e66710b1c2d3e4f5a6@pc33.atlanta.example.com",
                                "314159 INVITE",
                                "1 z9hG4bK776asdhds",
                                278));
        assertThat(Facts.of(ringback.parse(Sample.OK.bytes())).vias()).startsWith("3 ");
    }

    @ParameterizedTest
    @EnumSource
    void allFindTheSame(Sample sample) throws Exception {
        Facts facts = Facts.of(ringback.base(sample.bytes(), read::add));
        assertThat(Facts.of(ringback.full(sample.bytes(), read::add))).isEqualTo(facts);
        assertThat(Facts.of(jain.full(sample.bytes(), read::add))).isEqualTo(facts);
        assertThat(Facts.of(pkts.base(sample.bytes(), read::add))).isEqualTo(facts);
        assertThat(Facts.of(pkts.full(sample.bytes(), read::add))).isEqualTo(facts);
    }

    @ParameterizedTest
    @EnumSource
    void aBaseParseReadsTheBaseHeaders(Sample sample) throws Exception {
        int base = sample == Sample.OK ? 5 : 6;
        ringback.base(sample.bytes(), read::add);
        assertThat(read).hasSize(base).allMatch(Objects::nonNull);
        read.clear();
        pkts.base(sample.bytes(), read::add);
        assertThat(read).hasSize(base).allMatch(Objects::nonNull);
    }

    @ParameterizedTest
    @EnumSource
    void aFullParseReadsEveryHeader(Sample sample) throws Exception {
        SipMessage message = ringback.full(sample.bytes(), read::add);
        assertThat(read).hasSizeGreaterThan(message.headerCount()).allMatch(Objects::nonNull);
        read.clear();
        jain.full(sample.bytes(), read::add);
        assertThat(read)
                .hasSizeGreaterThanOrEqualTo(message.headerCount())
                .allMatch(Objects::nonNull);
        read.clear();
        pkts.full(sample.bytes(), read::add);
        assertThat(read)
                .hasSizeGreaterThanOrEqualTo(message.headerCount())
                .allMatch(Objects::nonNull);
    }
}
