package dev.ringback.sdp;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.sample.SdpSamples;
import dev.ringback.sdp.SdpProblem.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/// What session descriptions say, and what is said about those that break rules.
class SessionDescriptionTest {
    @SuppressWarnings("unused") // by name
    private static final List<String> SAMPLES = SdpSamples.ALL;

    private static final String HEAD = "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\n";
    private static final String TAIL = "s=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n";

    private static SdpResult.Parsed parsed(String text) {
        SdpResult result = SessionDescription.parse(SdpSamples.bytes(text));
        assertThat(result).isInstanceOf(SdpResult.Parsed.class);
        return (SdpResult.Parsed) result;
    }

    private static SessionDescription read(String text) {
        return parsed(text).description();
    }

    private static SdpProblem malformed(String text) {
        SdpResult result = SessionDescription.parse(SdpSamples.bytes(text));
        assertThat(result).isInstanceOf(SdpResult.Malformed.class);
        return ((SdpResult.Malformed) result).problem();
    }

    private static List<String> problems(String text) {
        return parsed(text).problems().stream().map(SdpProblem::toString).toList();
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void everyExampleIsWrittenAsItWasRead(String sample) {
        assertThat(read(sample).toBytes()).isEqualTo(SdpSamples.bytes(sample));
        assertThat(read(sample)).isEqualTo(read(sample)).hasToString(sample);
        assertThat(read(sample).origin().toString()).isIn((Object[]) sample.split("\r\n|o="));
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void examplesOfTheStandardBreakNoRuleButTheirKnownOnes(String sample) {
        List<String> known =
                List.of(
                        "line 3: empty s= line (RFC 8866 §5.3)",
                        "line 5: c= line out of order (RFC 8866 §5.7)");
        assertThat(problems(sample)).isSubsetOf(known);
        assertThat(parsed(sample).strict()).isEqualTo(!sample.contains("t=0 0\r\nc="));
    }

    @Test
    void theSessionLevelIsRead() {
        SessionDescription example = read(SdpSamples.RFC8866_SECTION_5);
        assertThat(example.origin())
                .isEqualTo(
                        new Origin(
                                "jdoe", "3724394400", "3724394405", "IN", "IP4", "198.51.100.1"));
        assertThat(example.name()).isEqualTo("Call to John Smith");
        assertThat(example.information()).isEqualTo("SDP Offer #1");
        assertThat(example.uri()).isEqualTo("http://www.jdoe.example.com/home.html");
        assertThat(example.emails()).containsExactly("Jane Doe <jane@jdoe.example.com>");
        assertThat(example.phones()).containsExactly("+1 617 555-6011");
        assertThat(example.connection()).isEqualTo(Connection.of("198.51.100.1"));
        assertThat(example.timings()).containsExactly(Timing.PERMANENT);
        assertThat(example.media()).hasSize(3);
    }

    @Test
    void theConnectionOfAStreamOverridesThatOfTheSession() {
        SessionDescription example = read(SdpSamples.RFC8866_SECTION_5);
        MediaDescription audio = example.media().get(0);
        MediaDescription video = example.media().get(2);
        assertThat(example.connection(audio)).isEqualTo(example.connection());
        assertThat(example.connection(video)).isEqualTo(Connection.of("2001:db8::2"));
        assertThat(audio.connection()).isNull();
    }

    @Test
    void theDirectionOfAStreamOverridesThatOfTheSession() {
        SessionDescription example = read(SdpSamples.RFC8866_DIRECTIONS);
        assertThat(example.media().stream().map(example::direction))
                .containsExactly(Direction.SENDRECV, Direction.INACTIVE, Direction.INACTIVE);
        SessionDescription offer = read(SdpSamples.RFC3264_OFFER);
        assertThat(offer.direction(offer.media().getFirst())).isEqualTo(Direction.SENDRECV);
        SessionDescription second = read(SdpSamples.RFC3264_SECOND_OFFER);
        assertThat(second.direction(second.media().get(3))).isEqualTo(Direction.RECVONLY);
    }

    @Test
    void streamsTellFormatsPortsAndEncodings() {
        SessionDescription answer = read(SdpSamples.RFC3264_SECOND_ANSWER);
        assertThat(answer.media().stream().map(MediaDescription::port))
                .containsExactly(49170, 0, 53000, 53122);
        MediaDescription events = answer.media().get(3);
        assertThat(events.media()).isEqualTo("audio");
        assertThat(events.protocol()).isEqualTo("RTP/AVP");
        assertThat(events.formats()).containsExactly("110");
        assertThat(events.rtpMap("110")).isEqualTo(new RtpMap(110, "telephone-events", 8000, null));
        assertThat(events.rtpMap("111")).isNull();
    }

    @Test
    void payloadTypesWithoutRtpmapHaveTheirStaticAssignment() {
        MediaDescription audio = read(SdpSamples.BROWSER).media().getFirst();
        assertThat(audio.rtpMap("0")).isEqualTo(new RtpMap(0, "PCMU", 8000, null));
        assertThat(audio.rtpMap("111")).isEqualTo(new RtpMap(111, "opus", 48000, "2"));
        assertThat(audio.rtpMap("112")).isNull();
        assertThat(MediaDescription.of("image", 9, "udptl", List.of("0")).rtpMap("0")).isNull();
    }

    @Test
    void timesRepeatAndShift() {
        List<Timing> timings = read(SdpSamples.SCHEDULE).timings();
        assertThat(timings).hasSize(5);
        assertThat(timings.get(0).start()).isEqualTo(Instant.parse("2018-01-08T10:00:00Z"));
        assertThat(timings.get(1).stop()).isEqualTo(Instant.parse("2018-01-09T12:00:00Z"));
        assertThat(timings.get(2).repeats()).isEqualTo(timings.get(3).repeats());
        assertThat(timings.get(2).repeats())
                .containsExactly(
                        new Timing.Repeat(
                                Duration.ofDays(7),
                                Duration.ofHours(1),
                                List.of(Duration.ZERO, Duration.ofHours(25))));
        assertThat(timings.get(4).shifts())
                .containsExactly(
                        new Timing.ClockShift(
                                Instant.parse("2018-03-25T01:00:00Z"), Duration.ofHours(-1)),
                        new Timing.ClockShift(
                                Instant.parse("2018-10-28T02:00:00Z"), Duration.ZERO));
        SessionDescription built = read(SdpSamples.RFC3264_OFFER).withTimings(timings);
        assertThat(read(built.toString()).timings()).isEqualTo(timings);
    }

    @Test
    void multicastAddressesHaveTimeToLiveAndNumber() {
        assertThat(read(SdpSamples.SCHEDULE).connection())
                .isEqualTo(new Connection("IN", "IP4", "233.252.0.1", 127, 3));
        List<MediaDescription> layers = read(SdpSamples.LAYERS).media();
        assertThat(layers.get(0).portCount()).isEqualTo(2);
        assertThat(layers.get(1).connections()).hasSize(2);
        assertThat(layers.get(2).connection())
                .isEqualTo(new Connection("IN", "IP6", "ff00::db8:0:101", -1, 3));
        assertThat(layers).allMatch(layer -> layer.connections().getFirst().multicast());
    }

    @Test
    void attributesOfIceDtlsAndGroupsAreKeptAndRead() {
        SessionDescription offer = read(SdpSamples.BROWSER);
        Attributes audio = offer.media().getFirst().attributes();
        assertThat(offer.attributes().groups()).containsExactly(new Group("BUNDLE", List.of("0")));
        assertThat(offer.attributes().iceOptions()).containsExactly("trickle", "ice2");
        assertThat(audio.mid()).isEqualTo("0");
        assertThat(audio.iceUserFragment()).isEqualTo("8hhY");
        assertThat(audio.icePassword()).isEqualTo("asd88fgpdd777uzjYhagZg");
        assertThat(audio.candidates())
                .hasSize(2)
                .contains("1 1 UDP 2130706431 203.0.113.141 8998 typ host");
        assertThat(audio.fingerprints()).hasSize(1).allMatch(f -> f.startsWith("sha-256 19:E2:"));
        assertThat(audio.setup()).isEqualTo("actpass");
        assertThat(audio.rtcpMux()).isTrue();
        assertThat(audio.rtcp()).isEqualTo(new Rtcp(53020, Connection.of("2001:db8::9")));
        assertThat(offer.media().getFirst().connections().getFirst().unspecified()).isTrue();
        assertThat(audio.list()).hasSize(15);
    }

    @Test
    void formatParametersAndPacketTimesAreRead() {
        List<MediaDescription> media = read(SdpSamples.ATTRIBUTES).media();
        assertThat(media.get(0).attributes().packetTime()).isEqualTo(Duration.ofMillis(20));
        assertThat(media.get(0).attributes().mostPacketTime()).isEqualTo(Duration.ofMillis(40));
        FormatParameters h264 = requireNonNull(media.get(1).formatParameters("96"));
        assertThat(h264.value("MAX-MBPS")).isEqualTo("108000");
        assertThat(h264.value("max")).isNull();
        assertThat(media.get(1).formatParameters("97")).isNull();
        MediaDescription audio = read(SdpSamples.BROWSER).media().getFirst();
        assertThat(requireNonNull(audio.formatParameters("126")).text()).isEqualTo("0-15");
        assertThat(requireNonNull(audio.formatParameters("111")).value("useinbandfec"))
                .isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({"22.5, 22500000", "2.5, 2500000", "0.0000019, 1", "60, 60000000"})
    void packetTimesMayBeReal(String value, long nanos) {
        String text = HEAD + TAIL + "m=audio 1 RTP/AVP 0\r\na=ptime:" + value + "\r\n";
        assertThat(read(text).media().getFirst().attributes().packetTime())
                .isEqualTo(Duration.ofNanos(nanos));
    }

    @Test
    void bareLineFeedsAndAMissingLastLineEndAreTakenAndKept() {
        String bare = SdpSamples.RFC8866_SECTION_5.replace("\r\n", "\n");
        String open = bare.substring(0, bare.length() - 1);
        assertThat(problems(open))
                .containsExactly(
                        "line 1: lines end in LF alone (RFC 8866 §5)",
                        "line 14: last line without a line end (RFC 8866 §5)");
        assertThat(parsed(open).strict()).isTrue();
        assertThat(read(open)).hasToString(open);
    }

    @Test
    void aMissingNameAndTimeAreNoted() {
        String text = HEAD + "c=IN IP4 192.0.2.1\r\nm=audio 1 RTP/AVP 0\r\n";
        assertThat(problems(text))
                .containsExactly(
                        "line 3: no s= line (RFC 8866 §5.3)", "line 3: no t= line (RFC 8866 §5.9)");
        assertThat(read(text).name()).isEmpty();
        assertThat(read(text).timings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    b=AS            | line 6: malformed b= line (RFC 8866 §5.8)
                    t=1 2           | line 6: malformed t= line (RFC 8866 §5.9)
                    z=1 2           | line 6: malformed z= line (RFC 8866 §5.11)
                    k=prompt        | line 6: k= line, which is obsolete (RFC 8866 §5.12)
                    a=b c           | line 6: malformed a= line (RFC 8866 §5.13)
                    a=tool:         | line 6: malformed a= line (RFC 8866 §5.13)
                    y=0             | line 6: unknown type y (RFC 8866 §5)
                    v=0             | line 6: second v= line (RFC 8866 §5.1)
                    c=IN IP4 a.test | line 6: second c= line (RFC 8866 §5.7)
                    c=IN IP4  a.test| line 6: white space in excess in the c= line (RFC 8866 §5.7)
                    s=again         | line 6: s= line out of order (RFC 8866 §5.3)
                    """)
    void whatBreaksARuleWithoutDoubtIsNotedAndKept(String line, String problem) {
        String text = HEAD + TAIL + line + "\r\n";
        assertThat(problems(text)).contains(problem);
        assertThat(read(text)).hasToString(text);
        assertThat(read(text).lines().getLast()).hasToString(line);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    a=rtpmap:0      | line 7: malformed attribute rtpmap (RFC 8866 §6.6)
                    a=rtpmap:128 x/1| line 7: malformed attribute rtpmap (RFC 8866 §6.6)
                    a=fmtp:0        | line 7: malformed attribute fmtp (RFC 8866 §6.15)
                    a=ptime:0       | line 7: malformed attribute ptime (RFC 8866 §6.4)
                    a=ptime:1e1     | line 7: malformed attribute ptime (RFC 8866 §6.4)
                    a=maxptime:.5   | line 7: malformed attribute maxptime (RFC 8866 §6.5)
                    a=rtcp:0        | line 7: malformed attribute rtcp (RFC 3605 §2.1)
                    t=0 0           | line 7: t= line among those of a stream (RFC 8866 §5.9)
                    """)
    void whatIsWrongInAStreamIsNoted(String line, String problem) {
        String text = HEAD + TAIL + "m=audio 1 RTP/AVP 0\r\n" + line + "\r\n";
        assertThat(problems(text)).containsExactly(problem);
        Attributes attributes = read(text).media().getFirst().attributes();
        assertThat(attributes.rtpMaps()).isEmpty();
        assertThat(attributes.formatParameters()).isEmpty();
        assertThat(attributes.packetTime()).isNull();
        assertThat(attributes.mostPacketTime()).isNull();
        assertThat(attributes.rtcp()).isNull();
    }

    @Test
    void whatMayStandOnceOnlyIsNotedAndTheFirstCounts() {
        String text =
                HEAD
                        + TAIL
                        + "m=audio 1 RTP/AVP 96\r\na=sendonly\r\na=inactive\r\na=rtpmap:96 a/1\r\n"
                        + "a=rtpmap:96 b/1\r\na=fmtp:96 x\r\na=fmtp:96 y\r\n";
        assertThat(problems(text))
                .containsExactly(
                        "line 8: second direction (RFC 8866 §6.7)",
                        "line 10: second rtpmap of one format (RFC 8866 §6.6)",
                        "line 12: second fmtp of one format (RFC 8866 §6.15)");
        MediaDescription media = read(text).media().getFirst();
        assertThat(read(text).direction(media)).isEqualTo(Direction.SENDONLY);
        assertThat(requireNonNull(media.rtpMap("96")).encoding()).isEqualTo("a");
        assertThat(requireNonNull(media.formatParameters("96")).text()).isEqualTo("x");
    }

    @Test
    void aStreamWithoutAnyConnectionIsNoted() {
        String text = HEAD + "s=-\r\nt=0 0\r\nm=audio 1 RTP/AVP 0\r\nm=audio 2 RTP/AVP\r\n";
        assertThat(problems(text))
                .containsExactly(
                        "line 5: no c= line, neither here nor at the session level"
                                + " (RFC 8866 §5.7)",
                        "line 6: m= line without formats (RFC 8866 §5.14)",
                        "line 6: no c= line, neither here nor at the session level"
                                + " (RFC 8866 §5.7)");
        assertThat(read(text).connection(read(text).media().getFirst())).isNull();
        assertThat(read(text).media().get(1).formats()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    c=IN IP4                  | malformed c= line
                    c=IN IP4 192.0.2.1/127    | malformed c= line
                    c=IN IP4 233.252.0.1      | malformed c= line
                    c=IN IP4 233.252.0.1/256  | malformed c= line
                    c=IN IP4 233.252.0.1/1/0  | malformed c= line
                    c=IN IP4 233.252.0.1/1/1/1| malformed c= line
                    c=IN IP4 a.test/1/2       | malformed c= line
                    c=IN IP6 [::1]            | malformed c= line
                    c=IN IP6 2001:db8::1/2    | malformed c= line
                    c=IN IP6 ff00::1/127/2    | malformed c= line
                    m=audio 1                 | malformed m= line
                    m=audio 65536 RTP/AVP 0   | malformed m= line
                    m=audio -1 RTP/AVP 0      | malformed m= line
                    m=audio 1/0 RTP/AVP 0     | malformed m= line
                    m=audio 1 RTP//AVP 0      | malformed m= line
                    nonsense                  | line without a type and an equals sign
                    """)
    void whatNobodyCouldActUponIsMalformed(String line, String fault) {
        SdpProblem problem = malformed(HEAD + "s=-\r\nt=0 0\r\n" + line + "\r\na=x\r\n");
        assertThat(problem.text()).isEqualTo(fault);
        assertThat(problem.line()).isEqualTo(line.startsWith("m") ? 6 : 5);
        assertThat(problem.offset()).isEqualTo(HEAD.length() + 12);
        assertThat(problem.severity()).isEqualTo(Severity.ERROR);
        assertThat(problem.clause()).startsWith("RFC 8866 §5");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0, does not begin with v=",
        "'o=', 0, does not begin with v=",
        "'v=1\n', 0, malformed v= line",
        "'v=0\n', 0, no o= line",
        "'v=0\no=- x 1 IN IP4 a.b\n', 4, malformed o= line",
        "'v=0\no=- 1 1 IN IP6 1.2.3\ns=\0', 27, NUL in a line",
        "'v=0\rs=-', 3, bare CR in a line"
    })
    void whereReadingEndedIsTold(String text, int offset, String fault) {
        SdpProblem problem = malformed(text);
        assertThat(problem.text()).isEqualTo(fault);
        assertThat(problem.offset()).isEqualTo(offset);
    }

    @Test
    void limitsBoundWhatIsRead() {
        byte[] bytes = SdpSamples.bytes(SdpSamples.RFC8866_SECTION_5);
        SdpLimits fits = new SdpLimits(bytes.length, 14, 48, 3);
        assertThat(SessionDescription.parse(bytes, fits)).isInstanceOf(SdpResult.Parsed.class);
        List<SdpLimits> tight =
                List.of(
                        new SdpLimits(bytes.length - 1, 14, 48, 3),
                        new SdpLimits(bytes.length, 12, 48, 3),
                        new SdpLimits(bytes.length, 14, 47, 3),
                        new SdpLimits(bytes.length, 14, 48, 2));
        assertThat(tight)
                .allMatch(l -> SessionDescription.parse(bytes, l) instanceof SdpResult.Malformed);
    }

    @Test
    void otherCharacterSetsAreKeptAndCanBeRead() {
        byte[] bytes =
                (HEAD + "s=caf\u00e9\r\nt=0 0\r\na=charset:ISO-8859-1\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1);
        SdpResult.Parsed parsed = (SdpResult.Parsed) SessionDescription.parse(bytes);
        SessionDescription edited = parsed.description().withAttribute(Attribute.of("x"));
        assertThat(parsed.description().toBytes()).isEqualTo(bytes);
        assertThat(edited.toBytes()).startsWith(bytes);
        assertThat(edited.lines().get(2).value(StandardCharsets.ISO_8859_1)).isEqualTo("caf\u00e9");
    }
}
