package dev.ringback.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.ringback.header.HeaderField;
import dev.ringback.header.address.Contact;
import dev.ringback.header.feature.Supported;
import dev.ringback.header.route.RecordRoute;
import dev.ringback.header.route.Route;
import dev.ringback.header.route.Via;
import dev.ringback.header.security.Authorization;
import dev.ringback.header.security.WwwAuthenticate;
import dev.ringback.header.time.Expires;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.sample.Samples;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/// No input brings an exception out of the parser or out of what it made, and none takes long.
class HostileInputTest {
    private static final MessageParser PARSER = new MessageParser(ParseLimits.defaults());

    @SuppressWarnings("unused") // by name
    private static final List<String> SAMPLES = Samples.ALL;

    private static final List<HeaderField<?>> FIELDS =
            List.of(
                    Via.FIELD,
                    Contact.FIELD,
                    Route.FIELD,
                    RecordRoute.FIELD,
                    Authorization.FIELD,
                    WwwAuthenticate.FIELD,
                    Expires.FIELD,
                    Supported.FIELD);

    private static ParseResult parse(byte[] bytes) {
        ParseResult result = PARSER.parse(bytes);
        switch (result) {
            case Parsed parsed -> touch(parsed.message());
            case Malformed malformed -> {
                assertThat(malformed.offset()).isBetween(0, bytes.length);
                if (malformed.reply() != null) {
                    touch(malformed.reply());
                }
            }
        }
        return result;
    }

    /// Calls every accessor, edits, and parses what comes out.
    private static void touch(SipMessage message) {
        for (HeaderField<?> field : FIELDS) {
            message.read(field).values().forEach(value -> assertThat(value.toString()).isNotNull());
        }
        for (int line = 0; line < message.headerCount(); line++) {
            assertThat(message.values(message.headerName(line)))
                    .contains(message.headerValue(line));
        }
        assertThat(message.topVia().host()).isNotNull();
        assertThat(message.topVia().rport()).isGreaterThanOrEqualTo(-1);
        touch(message.from().uri());
        touch(message.to().uri());
        assertThat(message.callId() + message.cSeq() + message.from() + message.to()).isNotEmpty();
        if (message instanceof SipRequest request) {
            touch(request.requestUri());
            SipRequest edited = request.edit().build();
            assertThat(PARSER.parse(edited.toBytes())).isInstanceOf(Parsed.class);
            SipResponse reply = SipResponse.replyTo(request, 404).toTag("t").build();
            assertThat(PARSER.parse(reply.toBytes())).isInstanceOf(Parsed.class);
        } else {
            SipResponse edited = ((SipResponse) message).edit().build();
            assertThat(edited.topVia()).isEqualTo(message.topVia());
        }
    }

    private static void touch(Uri uri) {
        if (uri instanceof SipUri sip) {
            assertThat(sip.addressOfRecord()).isNotNull();
            assertThat(sip.equivalent(sip)).isTrue();
            assertThat(sip.parameterNames()).doesNotContain("no such");
            assertThat(sip.withParameter("x", "y").parameter("x")).isEqualTo("y");
        }
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void everyPrefixIsAnswered(String sample) {
        byte[] bytes = Samples.bytes(sample);
        int parsed = 0;
        for (int length = 0; length <= bytes.length; length++) {
            parsed += parse(Arrays.copyOf(bytes, length)) instanceof Parsed ? 1 : 0;
        }
        assertThat(parsed).isBetween(1, 3);
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void everyChangeOfOneOctetIsAnswered(String sample) {
        byte[] bytes = Samples.bytes(sample);
        int parsed = 0;
        int malformed = 0;
        for (int at = 0; at < bytes.length; at++) {
            for (int octet :
                    new int[] {
                        0, '\t', '\n', '\r', ' ', '"', '%', ',', '0', ':', ';', '<', '=', '>', '@',
                        'A', '[', '\\', ']', 'x', 0x7f, 0x80, 0xc3, 0xff
                    }) {
                byte[] changed = bytes.clone();
                changed[at] = (byte) octet;
                if (parse(changed) instanceof Parsed) {
                    parsed++;
                } else {
                    malformed++;
                }
            }
        }
        assertThat(parsed).isPositive();
        assertThat(malformed).isPositive();
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void everyLossAndDoublingOfOneOctetIsAnswered(String sample) {
        byte[] bytes = Samples.bytes(sample);
        int parsed = 0;
        for (int at = 0; at < bytes.length; at++) {
            byte[] lost = new byte[bytes.length - 1];
            System.arraycopy(bytes, 0, lost, 0, at);
            System.arraycopy(bytes, at + 1, lost, at, lost.length - at);
            byte[] doubled = Arrays.copyOf(bytes, bytes.length + 1);
            System.arraycopy(bytes, at, doubled, at + 1, bytes.length - at);
            parsed += parse(lost) instanceof Parsed ? 1 : 0;
            parsed += parse(doubled) instanceof Parsed ? 1 : 0;
        }
        assertThat(parsed).isPositive();
    }

    @Test
    void noiseIsAnswered() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            assertThat(parse(noise)).isInstanceOf(Malformed.class);
        }
    }

    @Test
    void piecesOfMessagesAreAnswered() {
        Random random = new Random(2);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            int pieces = 1 + random.nextInt(6);
            for (int piece = 0; piece < pieces; piece++) {
                String sample = Samples.ALL.get(random.nextInt(Samples.ALL.size()));
                int start = piece == 0 ? 0 : random.nextInt(sample.length());
                text.append(sample, start, start + random.nextInt(sample.length() - start));
            }
            assertThat(parse(Samples.bytes(text.toString()))).isNotNull();
        }
    }

    static Stream<String> longInputs() {
        int n = 4_000_000;
        String head = Samples.INVITE.substring(0, Samples.INVITE.indexOf("Contact"));
        String tail = "\r\n\r\n";
        return Stream.of(
                "\r\n".repeat(n),
                "x".repeat(n),
                "INVITE sip:" + "a;b@".repeat(n / 4) + " SIP/2.0\r\n" + tail,
                "INVITE sip:" + ";a=b".repeat(n / 4) + " SIP/2.0\r\n" + tail,
                head + "X: " + "\r\n ".repeat(n / 3) + tail,
                head + "X: " + "a\r\n\t".repeat(n / 4) + tail,
                head + "X: y\r\n".repeat(n / 6) + tail,
                head + "X:\u0001\r\n".repeat(n / 6) + tail,
                head + "X: " + "\"\\\u0001\"".repeat(n / 4) + tail,
                head + "v: " + "SIP/2.0/UDP h,".repeat(n / 14) + "SIP/2.0/UDP h" + tail,
                head + "v: " + ",".repeat(n) + tail,
                head + "v: " + "\"".repeat(n) + tail,
                head + "v: " + "<".repeat(n) + tail,
                head + "v: SIP/2.0/UDP h" + ";a=b".repeat(n / 4) + tail,
                head + "v: SIP/2.0/UDP h\r\n".repeat(n / 18) + tail,
                head + "l: 0\r\n".repeat(n / 6) + tail,
                head.replace("Bob ", "Bob ".repeat(n / 4)) + tail,
                head.replace("Bob ", "\"\\\"".repeat(n / 3)) + tail,
                head.replace("Bob ", "\r\n ".repeat(n / 3)) + tail,
                head + "Contact: " + "<sip:a@b>,".repeat(n / 10) + "*" + tail,
                head + "Contact: " + "\"".repeat(n) + tail,
                head + "Authorization: Digest " + "a=b,".repeat(n / 4) + tail,
                head + "Supported: " + "a,".repeat(n / 2) + "a" + tail);
    }

    @ParameterizedTest
    @MethodSource("longInputs")
    void timeGrowsWithTheLengthOnly(String text) {
        int most = Integer.MAX_VALUE;
        MessageParser parser = new MessageParser(new ParseLimits(most, most, most, most, most));
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> {
                    ParseResult result = parser.parse(Samples.bytes(text));
                    if (result instanceof Parsed parsed) {
                        FIELDS.forEach(field -> parsed.message().read(field));
                        ((SipRequest) parsed.message()).edit().build();
                    }
                    assertThat(result).isNotNull();
                });
    }
}
