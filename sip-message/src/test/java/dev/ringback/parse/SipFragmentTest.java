package dev.ringback.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.address.Contact;
import dev.ringback.sample.Corpus;
import dev.ringback.sample.Samples;
import dev.ringback.uri.Uri;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Fragments of messages: what RFC 3420 §3 shows, what NOTIFYs carry, and whatever else may come.
class SipFragmentTest {
    private static final String REGISTER =
            Samples.wire(
                    """
                    REGISTER sip:atlanta.com SIP/2.0
                    To: sip:alice@atlanta.com
                    Contact: <sip:alicepc@atlanta.com>;q=0.9,
                             <sip:alicemobile@atlanta.com>;q=0.1
                    """);
    private static final String BAD_REQUEST =
            Samples.wire(
                    """
                    SIP/2.0 400 Bad Request
                    Warning: 399 atlanta.com Your Event header field was malformed
                    """);
    private static final String ASSERTION =
            Samples.wire(
                    """
                    From: Alice <sip:alice@atlanta.com>
                    To: Bob <sip:bob@biloxi.com>
                    Contact: <sip:alice@pc33.atlanta.com>
                    Date: Thu, 21 Feb 2002 13:02:03 GMT
                    Call-ID: a84b4c76e66710
                    Cseq: 314159 INVITE
                    """);
    private static final String WITH_BODY =
            ASSERTION + "Content-Type: application/sdp\r\nContent-Length: 5\r\n\r\nv=0\r\n";

    private static final List<String> SAMPLES =
            List.of(
                    "INVITE sip:alice@atlanta.com SIP/2.0\r\n",
                    "SIP/2.0 603 Declined\r\n",
                    "SIP/2.0 100 Trying",
                    "SIP/2.0 200",
                    "SIP/2.0 503 Service Unavailable\r\n\r\n",
                    REGISTER,
                    BAD_REQUEST,
                    ASSERTION,
                    WITH_BODY,
                    "\r\nbody",
                    Samples.INVITE,
                    Samples.OK);

    private static SipFragment read(String text) {
        FragmentResult result = SipFragment.parse(Samples.bytes(text));
        assertThat(result).isInstanceOf(FragmentResult.Parsed.class);
        return ((FragmentResult.Parsed) result).fragment();
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void whatWasReadIsWrittenAsItCame(String text) {
        assertThat(read(text)).hasToString(text).isEqualTo(read(text));
        assertThat(read(text).toBytes()).isEqualTo(Samples.bytes(text));
    }

    @Test
    void aFragmentMayBeAStartLineAlone() {
        SipFragment invite = read(SAMPLES.getFirst());
        assertThat(invite.request()).isTrue();
        assertThat(invite.method()).isEqualTo(Method.INVITE);
        assertThat(invite.requestUri()).isEqualTo(Uri.parse("sip:alice@atlanta.com"));
        assertThat(invite.status()).isEqualTo(-1);
        assertThat(invite.reason()).isEmpty();
        assertThat(invite.headers().count()).isZero();
        SipFragment declined = read("SIP/2.0 603 Declined\r\n");
        assertThat(declined.response()).isTrue();
        assertThat(declined.status()).isEqualTo(603);
        assertThat(declined.reason()).isEqualTo("Declined");
        assertThat(declined.method()).isNull();
        assertThat(declined.requestUri()).isNull();
        assertThat(declined.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "SIP/2.0 100 Trying, 100, Trying",
        "SIP/2.0 200, 200, ''",
        "'SIP/2.0 200 ', 200, ''",
        "'SIP/2.0 180 Ringing\r\n\r\n', 180, Ringing"
    })
    void theLastLineEndMayBeMissing(String text, int status, String reason) {
        assertThat(read(text).status()).isEqualTo(status);
        assertThat(read(text).reason()).isEqualTo(reason);
        assertThat(read(text).body()).isEmpty();
    }

    @Test
    void aFragmentMayHaveSomeHeaderLinesOnly() {
        SipFragment register = read(REGISTER);
        assertThat(register.headers().count()).isEqualTo(2);
        assertThat(register.headers().read(Contact.FIELD).values()).hasSize(2);
        assertThat(read(BAD_REQUEST).headers().value(HeaderName.WARNING)).startsWith("399 atl");
        SipFragment assertion = read(ASSERTION);
        assertThat(assertion.request() || assertion.response()).isFalse();
        assertThat(assertion.headers().count()).isEqualTo(6);
        assertThat(assertion.headers().value(HeaderName.CALL_ID)).isEqualTo("a84b4c76e66710");
    }

    @Test
    void aBodyIsAsLongAsItsLengthSays() {
        assertThat(read(WITH_BODY).body()).isEqualTo(Samples.bytes("v=0\r\n"));
        assertThat(read(WITH_BODY + "more").body()).isEqualTo(Samples.bytes("v=0\r\n"));
        assertThat(read(WITH_BODY.replace(": 5", ": 3")).body()).isEqualTo(Samples.bytes("v=0"));
        assertThat(read("c: a/b\r\n\r\nx").body()).isEqualTo(Samples.bytes("x"));
        assertThat(read("\r\nbody").body()).isEqualTo(Samples.bytes("body"));
        assertThat(read("").body()).isEmpty();
    }

    @Test
    void aLengthMayStayWhenTheBodyIsLeftOut() {
        assertThat(read("Content-Length: 147\r\n").body()).isEmpty();
        assertThat(read("Content-Length: 147\r\n\r\n").body()).isEmpty();
    }

    @Test
    void everyMessageIsAFragment() {
        for (Corpus.Message message : Corpus.flows()) {
            SipFragment fragment = read(message.text());
            assertThat(fragment.request() ^ fragment.response()).isTrue();
            String text = message.text();
            String headers = text.substring(text.indexOf("\r\n") + 2, text.indexOf("\r\n\r\n"));
            assertThat(read(headers).headers().count()).isEqualTo(fragment.headers().count());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SIP/2.0, START_LINE, 0",
        "SIP/2.0 99 x, START_LINE, 0",
        "SIP/3.0 200 OK, VERSION, 0",
        "INVITE sip:a@b, NOT_SIP, 0",
        "'SIP/2.0 200 OK\n', NOT_SIP, 14",
        "'SIP/2.0 200 OK\r\nv=0\r\n', HEADER_SYNTAX, 16",
        "'From: <sip:a@b\r\n', HEADER_VALUE, 0",
        "'To: sip:a@b\r\nTo: sip:a@b\r\n', REPEATED_HEADER, 13",
        "'INVITE sip:a@b SIP/2.0\r\nCSeq: 1 BYE\r\n', HEADER_VALUE, 24",
        "'l: 5\r\n\r\nv=0', CONTENT_LENGTH, 8",
        "'l: 5\r\nl: 6', CONTENT_LENGTH, 6"
    })
    void whatIsPartOfNoMessageIsMalformed(String text, Fault fault, int offset) {
        FragmentResult result = SipFragment.parse(Samples.bytes(text));
        assertThat(result).isInstanceOf(FragmentResult.Malformed.class);
        FragmentResult.Malformed malformed = (FragmentResult.Malformed) result;
        assertThat(malformed.fault()).isEqualTo(fault);
        assertThat(malformed.offset()).isEqualTo(offset);
        assertThat(malformed.reason()).isNotEmpty();
    }

    @Test
    void limitsBoundWhatIsRead() {
        byte[] octets = Samples.bytes(WITH_BODY);
        int length = octets.length;
        assertThat(SipFragment.parse(octets, new ParseLimits(length, 8, 40, 10, 5)))
                .isInstanceOf(FragmentResult.Parsed.class);
        assertThat(
                        List.of(
                                new ParseLimits(length - 1, 8, 40, 10, 5),
                                new ParseLimits(length, 7, 40, 10, 5),
                                new ParseLimits(length, 8, 30, 10, 5),
                                new ParseLimits(length, 8, 40, 10, 4)))
                .allMatch(
                        limits ->
                                SipFragment.parse(octets, limits)
                                        instanceof FragmentResult.Malformed);
    }

    @Test
    void aStatusLineIsMade() {
        assertThat(SipFragment.of(100)).hasToString("SIP/2.0 100 Trying\r\n");
        assertThat(SipFragment.of(200)).isEqualTo(read("SIP/2.0 200 OK\r\n"));
        assertThat(SipFragment.of(486, "").status()).isEqualTo(486);
        assertThat(SipFragment.of(486, "").reason()).isEmpty();
        assertThat(SipFragment.of(503, "No \u00e9").reason()).isEqualTo("No \u00e9");
        assertThat(SipFragment.of(503).headers().count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nb: c", "a\nb", "a\0", " a", "a "})
    void aReasonThatIsNoLineIsRefused(String reason) {
        assertThatIllegalArgumentException().isThrownBy(() -> SipFragment.of(200, reason));
        assertThatIllegalArgumentException().isThrownBy(() -> SipFragment.of(reason.length()));
    }

    private static boolean touch(byte[] octets) {
        FragmentResult result = SipFragment.parse(octets.clone());
        assertThat(SipFragment.parse(octets.clone())).isEqualTo(result);
        return switch (result) {
            case FragmentResult.Malformed malformed -> {
                assertThat(malformed.offset()).isBetween(0, octets.length);
                yield false;
            }
            case FragmentResult.Parsed parsed -> {
                SipFragment fragment = parsed.fragment();
                assertThat(fragment.toBytes()).isEqualTo(octets);
                assertThat(fragment.request() && fragment.response()).isFalse();
                assertThat(fragment.response()).isEqualTo(fragment.status() >= 100);
                assertThat(fragment.request()).isEqualTo(fragment.requestUri() != null);
                for (int line = 0; line < fragment.headers().count(); line++) {
                    assertThat(fragment.headers().values(fragment.headers().name(line)))
                            .contains(fragment.headers().value(line));
                }
                assertThat(fragment.reason()).doesNotContain("\n");
                assertThat(new String(octets, StandardCharsets.ISO_8859_1))
                        .contains(new String(fragment.body(), StandardCharsets.ISO_8859_1));
                yield true;
            }
        };
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void everyPrefixIsAnswered(String text) {
        byte[] octets = Samples.bytes(text);
        int read = 0;
        for (int length = 0; length <= octets.length; length++) {
            read += touch(Arrays.copyOf(octets, length)) ? 1 : 0;
        }
        assertThat(read).isGreaterThan(1);
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void everyChangeOfOneOctetIsAnswered(String text) {
        byte[] octets = Samples.bytes(text);
        int read = 0;
        for (int at = 0; at < octets.length; at++) {
            for (int octet : new int[] {0, '\t', '\n', '\r', ' ', '1', ':', 'a', 0x7f, 0xff}) {
                byte[] changed = octets.clone();
                changed[at] = (byte) octet;
                read += touch(changed) ? 1 : 0;
            }
        }
        assertThat(read).isPositive().isLessThan(10 * octets.length);
    }

    static Stream<String> longInputs() {
        int n = 4_000_000;
        return Stream.of(
                "\r\n".repeat(n / 2),
                "a".repeat(n),
                "SIP/2.0 200 " + " ".repeat(n),
                "a:b\r\n".repeat(n / 5),
                "a:" + "\r\n ".repeat(n / 3),
                "v: " + ",".repeat(n),
                "l: 0\r\n".repeat(n / 6));
    }

    @ParameterizedTest
    @MethodSource("longInputs")
    void timeGrowsWithTheLengthOnly(String text) {
        int most = Integer.MAX_VALUE;
        ParseLimits limits = new ParseLimits(most, most, most, most, most);
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(SipFragment.parse(Samples.bytes(text), limits)).isNotNull());
    }
}
