package dev.ringback.sdp;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ringback.sample.SdpSamples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Descriptions that are made and edited: what changes, what does not, and what is refused.
class EditedDescriptionTest {
    private static final MediaDescription AUDIO =
            MediaDescription.of("audio", 49170, "RTP/AVP", List.of("0", "96"));
    private static final SessionDescription OFFER =
            SessionDescription.of(Origin.of(7, 1, "192.0.2.1"), Connection.of("192.0.2.1"));

    private static SessionDescription read(String text) {
        SdpResult result = SessionDescription.parse(SdpSamples.bytes(text));
        assertThat(result).isInstanceOf(SdpResult.Parsed.class);
        return ((SdpResult.Parsed) result).description();
    }

    @Test
    void anOfferIsBuiltInTheOrderOfTheGrammar() {
        SessionDescription offer =
                OFFER.withAttribute(Attribute.of("tool", "x"))
                        .withBandwidths(List.of(new Bandwidth("AS", 64)))
                        .withInformation("info")
                        .withDirection(Direction.INACTIVE)
                        .withMedia(
                                List.of(
                                        AUDIO.withRtpMap(new RtpMap(96, "opus", 48000, "2"))
                                                .withConnection(Connection.of("::1"))
                                                .withInformation("title")));
        assertThat(offer)
                .hasToString(
                        """
                        v=0
                        o=- 7 1 IN IP4 192.0.2.1
                        s=-
                        i=info
                        c=IN IP4 192.0.2.1
                        b=AS:64
                        t=0 0
                        a=tool:x
                        a=inactive
                        m=audio 49170 RTP/AVP 0 96
                        i=title
                        c=IN IP6 ::1
                        a=rtpmap:96 opus/48000/2
                        """
                                .replace("\n", "\r\n"));
    }

    @Test
    void linesThatAreNotTouchedStayAsTheyCame() {
        String text =
                "v=0\no=- 1 1 IN IP4 a.test\ns=x\ny=odd\na=tool: \u00e9 \nc=IN IP4 a.test\n"
                        + "t=0 0\n\nm=audio  1 RTP/AVP 0\nq=?\na=sendonly\na=bad name\na=last";
        SessionDescription edited =
                read(text)
                        .withOrigin(Origin.of(2, 2, "b.test"))
                        .withMedia(
                                0, read(text).media().getFirst().withDirection(Direction.RECVONLY));
        assertThat(edited)
                .hasToString(
                        text.replace("o=- 1 1 IN IP4 a.test\n", "o=- 2 2 IN IP4 b.test\r\n")
                                        .replace("a=sendonly\n", "a=recvonly\r\n")
                                + "\r\n");
    }

    @Test
    void newLinesStandBeforeEmptyOnesAtTheEnd() {
        String text = OFFER + "\r\n\r\n";
        assertThat(read(text).withAttribute(Attribute.of("x")))
                .hasToString(OFFER + "a=x\r\n\r\n\r\n");
    }

    @Test
    void textIsUtf8() {
        String name = "caf\u00e9 \u4f60";
        assertThat(read(OFFER.withName(name).toString()).name()).isEqualTo(name);
    }

    @Test
    void theNextOriginIsOneVersionOn() {
        Origin origin = read(SdpSamples.RFC3264_OFFER).origin();
        assertThat(origin.next().sessionVersion()).isEqualTo("2890844527");
        assertThat(origin.next().sameSession(origin)).isTrue();
        assertThat(origin.next().compareVersion(origin)).isPositive();
        Origin big = new Origin("-", "1", "9".repeat(40), "IN", "IP4", "a.test");
        assertThat(big.next().sessionVersion()).isEqualTo("1" + "0".repeat(40));
        assertThat(origin.sameSession(big)).isFalse();
    }

    @Test
    void formatsTakeTheirAttributesOneForOne() {
        MediaDescription audio =
                AUDIO.withRtpMap(new RtpMap(96, "a", 8000, null))
                        .withFormatParameters(new FormatParameters("96", "x=1"))
                        .withRtpMap(new RtpMap(9, "c", 8000, null))
                        .withRtpMap(new RtpMap(96, "b", 8000, null))
                        .withFormatParameters(new FormatParameters("96", "x=2"));
        assertThat(audio.attributes().list().stream().map(Attribute::toString))
                .containsExactly("rtpmap:96 b/8000", "fmtp:96 x=2", "rtpmap:9 c/8000");
        assertThat(audio.withoutAttributes("rtpmap").attributes().list()).hasSize(1);
    }

    @Test
    void aRefusedStreamHasPortZeroAndKeepsTheRest() {
        MediaDescription video = read(SdpSamples.LAYERS).media().getFirst().withPort(0);
        assertThat(video).hasToString("m=video 0/2 RTP/AVP 31\r\nc=IN IP4 233.252.0.1/127/2\r\n");
        assertThat(AUDIO.withPort(0).withFormats(List.of("8")).withProtocol("RTP/SAVP"))
                .hasToString("m=audio 0 RTP/SAVP 8\r\n");
    }

    @Test
    void directionsAreSeenFromBothSides() {
        assertThat(Direction.SENDONLY.reversed()).isEqualTo(Direction.RECVONLY);
        assertThat(Direction.SENDRECV.reversed()).isEqualTo(Direction.SENDRECV);
        for (Direction direction : Direction.values()) {
            assertThat(Direction.of(direction.attribute().name())).isEqualTo(direction);
            assertThat(direction.reversed().sends()).isEqualTo(direction.receives());
        }
    }

    @Test
    void encodingsAreComparedByNameRateAndChannels() {
        RtpMap pcmu = requireNonNull(RtpMap.of(0));
        RtpMap mono = requireNonNull(RtpMap.of(11));
        assertThat(pcmu.sameEncoding(new RtpMap(100, "pcmu", 8000, "1"))).isTrue();
        assertThat(pcmu.sameEncoding(new RtpMap(100, "PCMU", 16000, null))).isFalse();
        assertThat(mono.sameEncoding(requireNonNull(RtpMap.of(10)))).isFalse();
        assertThat(RtpMap.of(9)).hasToString("9 G722/8000");
        assertThat(RtpMap.of(96)).isNull();
        assertThat(pcmu.withPayloadType(99)).hasToString("99 PCMU/8000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\r\nb=AS:1", "a\nm=x", "a\rb", "a\0b"})
    void textThatWouldMakeAnotherLineIsRefused(String text) {
        List<ThrowingCallable> doors =
                List.of(
                        () -> OFFER.withName(text),
                        () -> OFFER.withInformation(text),
                        () -> AUDIO.withInformation(text),
                        () -> Attribute.of(text),
                        () -> Attribute.of("x", text),
                        () -> Connection.of(text),
                        () -> Origin.of(1, 1, text),
                        () -> new Origin(text, "1", "1", "IN", "IP4", "a.test"),
                        () -> new Origin("-", text, "1", "IN", "IP4", "a.test"),
                        () -> new Origin("-", "1", text, "IN", "IP4", "a.test"),
                        () -> new Origin("-", "1", "1", text, "IP4", "a.test"),
                        () -> new Origin("-", "1", "1", "IN", text, "a.test"),
                        () -> new Connection("X", "Y", text, -1, 1),
                        () -> new Bandwidth(text, 1),
                        () -> new RtpMap(1, text, 1, null),
                        () -> new RtpMap(1, "x", 1, text),
                        () -> new FormatParameters(text, "x"),
                        () -> new FormatParameters("0", text),
                        () -> new Group(text, List.of()),
                        () -> new Group("LS", List.of(text)),
                        () -> MediaDescription.of(text, 1, "x", List.of("0")),
                        () -> MediaDescription.of("audio", 1, text, List.of("0")),
                        () -> AUDIO.withProtocol(text),
                        () -> AUDIO.withFormats(List.of(text)));
        assertThat(doors).allSatisfy(door -> assertThatIllegalArgumentException().isThrownBy(door));
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        List<ThrowingCallable> doors =
                List.of(
                        () -> AUDIO.withPort(-1),
                        () -> AUDIO.withPort(65536),
                        () -> AUDIO.withFormats(List.of()),
                        () -> new RtpMap(128, "x", 1, null),
                        () -> new RtpMap(0, "x", 0, null),
                        () -> new Rtcp(0, null),
                        () -> new Bandwidth("AS", -1),
                        () -> new Connection("IN", "IP4", "192.0.2.1", 1, 1),
                        () -> new Connection("IN", "IP4", "224.0.0.1", -1, 1),
                        () -> new Connection("IN", "IP4", "224.0.0.1", 256, 1),
                        () -> new Timing.Repeat(Duration.ZERO, Duration.ZERO, List.of()),
                        () -> OFFER.withTimings(List.of()));
        assertThat(doors).allSatisfy(door -> assertThatIllegalArgumentException().isThrownBy(door));
    }

    @Test
    void noStreamIsLeftWithoutAConnection() {
        SessionDescription offer = OFFER.withMedia(List.of(AUDIO));
        assertThatIllegalArgumentException().isThrownBy(offer::withoutConnection);
        SessionDescription own =
                OFFER.withMedia(List.of(AUDIO.withConnection(Connection.of("::1"))))
                        .withoutConnection();
        assertThat(own.connection()).isNull();
        assertThatIllegalArgumentException().isThrownBy(() -> own.withMedia(List.of(AUDIO)));
    }

    static List<Long> seeds() {
        return new Random(8866).longs(300).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whateverIsBuiltIsReadWithoutAProblemAndWrittenAlike(long seed) {
        SessionDescription built = random(new Random(seed));
        SdpResult result = SessionDescription.parse(built.toBytes());
        assertThat(result).isEqualTo(new SdpResult.Parsed(built, List.of()));
    }

    private static SessionDescription random(Random random) {
        SessionDescription built = OFFER;
        List<MediaDescription> media = new ArrayList<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            media.add(randomMedia(random));
        }
        for (int i = random.nextInt(12); i > 0; i--) {
            built =
                    switch (random.nextInt(8)) {
                        case 0 -> built.withName(text(random));
                        case 1 -> built.withInformation(text(random));
                        case 2 -> built.withConnection(Connection.of("2001:db8::" + i));
                        case 3 -> built.withBandwidths(List.of(new Bandwidth("CT", i)));
                        case 4 -> built.withAttribute(Attribute.of("x-" + i, text(random)));
                        case 5 -> built.withDirection(direction(random));
                        case 6 -> built.withOrigin(built.origin().next());
                        default -> built.withMedia(media);
                    };
        }
        return built;
    }

    private static MediaDescription randomMedia(Random random) {
        MediaDescription built = AUDIO.withPort(random.nextInt(65536));
        for (int i = random.nextInt(12); i > 0; i--) {
            int format = random.nextInt(128);
            built =
                    switch (random.nextInt(7)) {
                        case 0 -> built.withInformation(text(random));
                        case 1 -> built.withConnection(Connection.of("h" + i));
                        case 2 -> built.withFormats(List.of("" + format, "0"));
                        case 3 -> built.withRtpMap(new RtpMap(format, "e", 1 + i, null));
                        case 4 ->
                                built.withFormatParameters(
                                        new FormatParameters("" + format, "a;" + text(random)));
                        case 5 -> built.withAttribute(Attribute.of("x-" + i, text(random)));
                        default -> built.withDirection(direction(random));
                    };
        }
        return built;
    }

    private static Direction direction(Random random) {
        return Direction.of(random.nextBoolean(), random.nextBoolean());
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i >= 0; i--) {
            char c = (char) (1 + random.nextInt(0x300));
            text.append(c == '\r' || c == '\n' ? '=' : c);
        }
        return text.toString();
    }
}
