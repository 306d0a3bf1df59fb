package dev.ringback.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.ringback.sample.SdpSamples;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/// No octets bring an exception out of the reader or out of what it made, and none takes long.
class HostileSdpTest {
    @SuppressWarnings("unused") // by name
    private static final List<String> SAMPLES =
            List.of(
                    SdpSamples.SCHEDULE,
                    SdpSamples.BROWSER,
                    SdpSamples.RFC8866_SECTION_5,
                    SdpSamples.LAYERS);

    private static final int[] OCTETS = {
        0, '\t', '\n', '\r', ' ', '-', '.', '/', '0', '9', ':', ';', '=', 'A', 'a', 'c', 'm', 't',
        'z', 0x7f, 0x80, 0xff
    };

    /// Reads, calls every accessor, edits, and reads again.
    private static SdpResult touch(byte[] bytes) {
        SdpResult result = SessionDescription.parse(bytes.clone());
        assertThat(SessionDescription.parse(bytes.clone())).isEqualTo(result);
        switch (result) {
            case SdpResult.Malformed malformed ->
                    assertThat(malformed.problem().offset()).isBetween(0, bytes.length);
            case SdpResult.Parsed parsed -> {
                SessionDescription description = parsed.description();
                assertThat(description.toBytes()).isEqualTo(bytes);
                assertThat(parsed.problems()).allMatch(p -> p.offset() <= bytes.length);
                touch(description.attributes());
                description.media().forEach(media -> touch(description, media));
                SessionDescription edited =
                        description
                                .withOrigin(description.origin().next())
                                .withDirection(Direction.INACTIVE)
                                .withName("x")
                                .withTimings(List.of(Timing.PERMANENT));
                SdpResult again = SessionDescription.parse(edited.toBytes());
                assertThat(again).isInstanceOf(SdpResult.Parsed.class);
                assertThat(((SdpResult.Parsed) again).description()).isEqualTo(edited);
            }
        }
        return result;
    }

    private static void touch(SessionDescription description, MediaDescription media) {
        touch(media.attributes());
        assertThat(description.direction(media)).isNotNull();
        assertThat(media.port()).isBetween(0, 65535);
        for (String format : media.formats()) {
            RtpMap map = media.rtpMap(format);
            assertThat(map == null || map.payloadType() == Integer.parseInt(format)).isTrue();
            FormatParameters parameters = media.formatParameters(format);
            assertThat(parameters == null || parameters.value("x") == null).isTrue();
        }
        assertThat(media.withDirection(Direction.SENDONLY).attributes().direction())
                .isEqualTo(Direction.SENDONLY);
    }

    private static void touch(Attributes attributes) {
        assertThat(attributes.rtpMaps().size() + attributes.formatParameters().size())
                .isLessThanOrEqualTo(attributes.list().size());
        assertThat(attributes.groups().size() + attributes.iceOptions().size()).isNotNegative();
        Duration time = attributes.packetTime();
        assertThat(time == null || time.isPositive()).isTrue();
        Rtcp rtcp = attributes.rtcp();
        assertThat(rtcp == null || rtcp.port() > 0).isTrue();
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void everyPrefixIsAnswered(String sample) {
        byte[] bytes = SdpSamples.bytes(sample);
        int parsed = 0;
        for (int length = 0; length <= bytes.length; length++) {
            parsed += touch(Arrays.copyOf(bytes, length)) instanceof SdpResult.Parsed ? 1 : 0;
        }
        assertThat(parsed).isPositive().isLessThan(bytes.length);
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void everyChangeOfOneOctetIsAnswered(String sample) {
        byte[] bytes = SdpSamples.bytes(sample);
        int parsed = 0;
        int malformed = 0;
        for (int at = 0; at < bytes.length; at++) {
            for (int octet : OCTETS) {
                byte[] changed = bytes.clone();
                changed[at] = (byte) octet;
                if (touch(changed) instanceof SdpResult.Parsed) {
                    parsed++;
                } else {
                    malformed++;
                }
            }
        }
        assertThat(parsed).isPositive();
        assertThat(malformed).isPositive();
    }

    static Stream<String> longInputs() {
        int n = 4_000_000;
        String head = SdpSamples.RFC8866_DIRECTIONS;
        return Stream.of(
                "v=0\r\n".repeat(n / 5),
                head + "\n".repeat(n),
                head + "a=x\n".repeat(n / 4),
                head + "a=rtpmap:1 x/1\n".repeat(n / 15),
                head + "a=" + "x".repeat(n),
                head + "a=fmtp:0 " + "a;".repeat(n / 2),
                head + "a=group:LS" + " x".repeat(n / 2),
                head + "m=audio 1 RTP/AVP 0\n".repeat(n / 20),
                head + "m=audio 1 RTP/AVP" + " 0".repeat(n / 2),
                head + "m=audio 1 " + "/".repeat(n) + " 0",
                head.replace("t=0 0\r\n", "t=0 0\r\n" + "t=0 0\r\n".repeat(n / 7)),
                head.replace("t=0 0\r\n", "t=0 0\r\n" + "r=1 1 1\r\n".repeat(n / 9)),
                head.replace("t=0 0\r\n", "t=0 0\r\nr=1 1" + " 1".repeat(n / 2) + "\r\n"),
                head.replace("3724395000", "9".repeat(n)),
                head.replace("2001:db8::1", ":".repeat(n)));
    }

    @ParameterizedTest
    @MethodSource("longInputs")
    void timeGrowsWithTheLengthOnly(String text) {
        int most = Integer.MAX_VALUE;
        SdpLimits limits = new SdpLimits(most, most, most, most);
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> {
                    SdpResult result = SessionDescription.parse(SdpSamples.bytes(text), limits);
                    if (result instanceof SdpResult.Parsed parsed) {
                        assertThat(parsed.description().toBytes()).hasSize(text.length());
                    }
                });
    }
}
