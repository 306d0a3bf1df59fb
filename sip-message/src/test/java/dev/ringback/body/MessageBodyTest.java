package dev.ringback.body;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.body.BodyVerdict.Accept;
import dev.ringback.body.BodyVerdict.Cause;
import dev.ringback.body.BodyVerdict.Reject;
import dev.ringback.header.HeaderName;
import dev.ringback.message.SipMessage;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import dev.ringback.sample.BodySamples;
import dev.ringback.sample.BodySamples.Body;
import dev.ringback.sample.Corpus;
import dev.ringback.sample.SdpSamples;
import dev.ringback.sdp.SdpResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/// What the parts of a body are for, and whether a message with it has to be refused.
class MessageBodyTest {
    private static final String SDP = SdpSamples.RFC3264_ANSWER;
    private static final BodySupport SESSIONS = BodySupport.of("application/sdp");

    @SuppressWarnings("unused") // by name
    private static final List<Body> BODIES = BodySamples.ALL;

    private static SipMessage message(List<String> headers, String body) {
        List<String> lines =
                new ArrayList<>(
                        List.of(
                                "INVITE sip:bob@biloxi.com SIP/2.0",
                                "Via: SIP/2.0/UDP pc33.atlanta.com;branch=z9hG4bK776asdhds",
                                "To: <sip:bob@biloxi.com>",
                                "From: <sip:alice@atlanta.com>;tag=1",
                                "Call-ID: 1",
                                "CSeq: 1 INVITE"));
        lines.addAll(headers);
        return parsed(
                (String.join("\r\n", lines) + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
    }

    private static SipMessage parsed(byte[] bytes) {
        return ((Parsed) new MessageParser(ParseLimits.defaults()).parse(bytes)).message();
    }

    private static MessageBody body(List<String> headers, String body) {
        return MessageBody.of(message(headers, body));
    }

    private static MessageBody body(Body sample) {
        return body(List.of("Content-Type: " + sample.contentType()), sample.text());
    }

    private static MessageBody mixed(String... parts) {
        return body(new Body("multipart/mixed;boundary=b", multipart("b", parts)));
    }

    private static String multipart(String boundary, String... parts) {
        StringBuilder text = new StringBuilder();
        for (String part : parts) {
            text.append("--").append(boundary).append('\n').append(part).append('\n');
        }
        return text.append("--").append(boundary).append("--").toString();
    }

    private static Reject rejected(MessageBody body, BodySupport support) {
        BodyVerdict verdict = body.judge(support);
        assertThat(verdict).isInstanceOf(Reject.class);
        return (Reject) verdict;
    }

    private static List<String> handled(MessageBody body, BodySupport support) {
        BodyVerdict verdict = body.judge(support);
        assertThat(verdict).isInstanceOf(Accept.class);
        return ((Accept) verdict).handled().stream().map(e -> e.contentType() + "").toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    application/sdp | -                               | session      | true
                    APPLICATION/Sdp | -                               | session      | true
                    text/plain      | -                               | render       | true
                    application/sdp | Render                          | render       | true
                    text/plain      | alert;handling=optional         | alert        | false
                    image/png       | icon ; Handling = "OPTIONAL"    | icon         | false
                    a/b             | by-reference;handling=required  | by-reference | true
                    a/b             | own;handling=whatever           | own          | true
                    a/b             | own;handling                    | own          | true
                    a/b             | ;handling=optional              | ''           | true
                    nonsense        | -                               | render       | true
                    """)
    void whatIsNotSaidHasItsDefault(
            String type, String disposition, String expected, boolean required) {
        List<String> headers = new ArrayList<>(List.of("Content-Type: " + type));
        if (!disposition.equals("-")) {
            headers.add("Content-Disposition: " + disposition);
        }
        BodyElement element = requireNonNull(body(headers, "x").root());
        assertThat(element.disposition()).isEqualTo(expected);
        assertThat(element.required()).isEqualTo(required);
    }

    @Test
    void aMessageWithoutABodyIsAccepted() {
        MessageBody empty = body(List.of("Content-Type: a/b", "Content-Length: 0"), "");
        assertThat(empty.root()).isNull();
        assertThat(empty.elements()).isEmpty();
        assertThat(empty.session()).isNull();
        assertThat(empty.sessionDescription()).isNull();
        assertThat(empty.byContentId("x")).isNull();
        assertThat(empty.judge(SESSIONS)).isEqualTo(new Accept(List.of(), List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Content-Type: application/isup      |                         | TYPE
                    X: no type                          |                         | TYPE
                    Content-Type: sdp                   |                         | TYPE
                    c: application/sdp                  | e: gzip                 | ENCODING
                    c: application/sdp                  | e: "                    | ENCODING
                    c: application/sdp | content-transfer-encoding: base64 | ENCODING
                    c: application/sdp                  | Content-Disposition: alert | DISPOSITION
                    c: application/sdp                  | Content-Disposition: ,  | DISPOSITION
                    c: multipart/mixed                  |                         | MALFORMED
                    c: multipart/mixed;boundary=x       |                         | MALFORMED
                    """)
    void whatIsNotUnderstoodIsRefused(String type, String header, Cause cause) {
        String other = header == null ? "X-Other: x" : header;
        Reject reject = rejected(body(List.of(type, other), SDP), SESSIONS);
        assertThat(reject.cause()).isEqualTo(cause);
        assertThat(reject.status()).isEqualTo(cause == Cause.MALFORMED ? 400 : 415);
    }

    @Test
    void whatIsUnderstoodIsHandled() {
        List<String> headers =
                List.of(
                        "c: application/sdp;x=y",
                        "e: identity, GZIP",
                        "Content-Disposition: SIGNAL");
        BodySupport support =
                new BodySupport(Set.of("Application/SDP"), Set.of("signal"), Set.of("gzip"));
        assertThat(handled(body(headers, SDP), support)).containsExactly("application/sdp;x=y");
        assertThat(requireNonNull(body(headers, SDP).root()).encodings()).containsExactly("gzip");
    }

    @Test
    void anOptionalBodyIsIgnoredWhenItIsNotUnderstood() {
        List<String> headers = List.of("c: a/b", "Content-Disposition: signal;handling=optional");
        BodyVerdict verdict = body(headers, "x").judge(SESSIONS);
        assertThat(verdict).isInstanceOf(Accept.class);
        assertThat(((Accept) verdict).handled()).isEmpty();
        assertThat(((Accept) verdict).ignored()).hasSize(1);
    }

    @Test
    void everyPartThatHasToBeUnderstoodCounts() {
        MessageBody recipients = body(BodySamples.RECIPIENTS);
        Reject reject = rejected(recipients, SESSIONS);
        assertThat(reject.cause()).isEqualTo(Cause.TYPE);
        assertThat(reject.element().disposition()).isEqualTo("recipient-list");
        BodySupport lists =
                new BodySupport(
                        Set.of("application/sdp", "application/resource-lists+xml"),
                        Set.of("session", "recipient-list"),
                        Set.of());
        assertThat(handled(recipients, lists))
                .containsExactly("application/sdp", "application/resource-lists+xml");
        assertThat(rejected(recipients, BodySupport.of(lists.types().toArray(new String[0]))))
                .extracting(Reject::cause)
                .isEqualTo(Cause.DISPOSITION);
    }

    @Test
    void anUnknownMultipartIsTreatedAsMixed() {
        Set<String> types = Set.of("message/sip", "application/pkcs7-signature");
        Set<String> dispositions = Set.of("render", "attachment");
        MessageBody signed = body(BodySamples.SIGNED);
        assertThat(handled(signed, new BodySupport(types, dispositions, Set.of("base64"))))
                .hasSize(2);
        assertThat(rejected(signed, new BodySupport(types, dispositions, Set.of())))
                .extracting(Reject::cause)
                .isEqualTo(Cause.ENCODING);
    }

    @Test
    void anOptionalMultipartIsIgnoredAsAWhole() {
        String inner = multipart("c", "Content-Type: a/b\n\nx", "Content-Type: text/plain\n\ny");
        String optional =
                "Content-Type: multipart/mixed;boundary=c\n"
                        + "Content-Disposition: render;handling=optional\n\n"
                        + inner;
        MessageBody body = mixed(optional, "Content-Type: application/sdp\n\nv=0");
        assertThat(handled(body, BodySupport.of("application/sdp", "text/plain")))
                .containsExactly("application/sdp");
        assertThat(handled(body, BodySupport.of("application/sdp", "text/plain", "a/b")))
                .containsExactly("a/b", "text/plain", "application/sdp");
    }

    @Test
    void ofAlternativesTheLastThatIsUnderstoodIsHandled() {
        MessageBody nested = body(BodySamples.NESTED);
        assertThat(handled(nested, SESSIONS)).containsExactly("application/sdp");
        assertThat(handled(nested, BodySupport.of("application/sdp", "application/newer")))
                .containsExactly("application/newer");
        Reject reject = rejected(nested, BodySupport.of("application/pidf+xml"));
        assertThat(reject.cause()).isEqualTo(Cause.TYPE);
        assertThat(requireNonNull(reject.element().contentType())).hasToString("application/newer");
    }

    @Test
    void theSessionDescriptionIsFoundWhereverItIs() {
        assertThat(body(List.of("c: application/sdp"), SDP).sessionDescription())
                .isInstanceOf(SdpResult.Parsed.class);
        SdpResult nested = body(BodySamples.NESTED).sessionDescription();
        assertThat(nested).isInstanceOf(SdpResult.Parsed.class);
        assertThat(((SdpResult.Parsed) requireNonNull(nested)).description().origin().address())
                .isEqualTo("old.test");
        assertThat(body(BodySamples.RECIPIENTS).session()).isNotNull();
        assertThat(body(BodySamples.SIGNED).session()).isNull();
        String early = "Content-Disposition: early-session";
        assertThat(body(List.of("c: application/sdp", early), SDP).session()).isNull();
        assertThat(body(List.of("c: application/sdp", "e: gzip"), SDP).session()).isNull();
        MessageBody two = mixed(part("first"), part("second"));
        assertThat(new String(requireNonNull(two.session()).content(), StandardCharsets.UTF_8))
                .isEqualTo("first");
        String alternatives =
                "Content-Type: Multipart/Alternative;boundary=c\n\n"
                        + multipart("c", part("first"), part("second"), "Content-Type: a/b\n\nx");
        assertThat(
                        new String(
                                requireNonNull(mixed(alternatives).session()).content(),
                                StandardCharsets.UTF_8))
                .isEqualTo("second");
    }

    private static String part(String content) {
        return "Content-Type: application/sdp\n\n" + content;
    }

    @Test
    void partsAreFoundByTheirIds() {
        MessageBody nested = body(BodySamples.NESTED);
        BodyElement place = requireNonNull(nested.byContentId("place@example.com"));
        assertThat(place.is("application", "pidf+xml")).isTrue();
        assertThat(place.headers().value(HeaderName.CONTENT_TYPE)).isNotNull();
        assertThat(nested.byContentId("other@example.com")).isNull();
        assertThat(nested.elements()).hasSize(3);
    }

    @Test
    void nestingHasItsBound() {
        String inner = "Content-Type: text/plain\n\nx";
        for (int depth = 1; depth < 6; depth++) {
            inner =
                    "Content-Type: multipart/mixed;boundary=b%d\n\n".formatted(depth)
                            + multipart("b" + depth, inner);
        }
        MessageBody deep = mixed(inner);
        assertThat(deep.elements().getFirst().fault()).isEqualTo("multiparts are nested too deep");
        assertThat(rejected(deep, BodySupport.of("text/plain")).cause()).isEqualTo(Cause.MALFORMED);
        SipMessage message =
                message(
                        List.of("c: multipart/mixed;boundary=b"),
                        multipart("b", inner).replace("\n", "\r\n"));
        MessageBody whole = MessageBody.of(message, new BodyLimits(9, 9, 999, 6));
        assertThat(handled(whole, BodySupport.of("text/plain"))).containsExactly("text/plain");
    }

    @Test
    void theBodiesOfTheStandardsAreAcceptedByWhoUnderstandsThem() {
        BodySupport all =
                new BodySupport(
                        Set.of(
                                "application/sdp",
                                "text/plain",
                                "application/octet-stream",
                                "message/sipfrag"),
                        Set.of("session", "render"),
                        Set.of());
        int sessions = 0;
        for (Corpus.Message example : Corpus.flows()) {
            MessageBody body = MessageBody.of(parsed(example.bytes()));
            SdpResult session = body.sessionDescription();
            sessions += session instanceof SdpResult.Parsed ? 1 : 0;
            assertThat(session instanceof SdpResult.Malformed).as(example.name()).isFalse();
        }
        assertThat(sessions).isGreaterThan(100);
        byte[] torture = Corpus.octets(Corpus.rfc4475("mpart01"));
        assertThat(handled(MessageBody.of(parsed(torture)), all))
                .containsExactly("text/plain", "application/octet-stream");
    }

    @ParameterizedTest
    @FieldSource("BODIES")
    void everyPrefixAndChangeIsJudgedAndNeverThrows(Body sample) {
        byte[] bytes = message(List.of("c: " + sample.contentType()), sample.text()).toBytes();
        int start = bytes.length - sample.bytes().length;
        int accepted = 0;
        for (int at = start; at < bytes.length; at++) {
            byte[] prefix = Arrays.copyOf(bytes, at);
            byte[] changed = bytes.clone();
            changed[at] ^= 0x0d;
            accepted += touch(prefix) ? 1 : 0;
            accepted += touch(changed) ? 1 : 0;
        }
        assertThat(accepted).isLessThan(2 * sample.bytes().length);
    }

    private static boolean touch(byte[] bytes) {
        MessageBody body = MessageBody.of(parsed(bytes));
        assertThat(body.elements()).allMatch(e -> e.content().length <= bytes.length);
        SdpResult session = body.sessionDescription();
        assertThat(session).isEqualTo(MessageBody.of(parsed(bytes)).sessionDescription());
        return body.judge(BodySupport.of("text/plain", "application/sdp")) instanceof Accept;
    }
}
