package dev.ringback.body;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ringback.header.HeaderName;
import dev.ringback.header.content.ContentType;
import dev.ringback.message.SipMessage;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.ParseResult;
import dev.ringback.parse.Parsed;
import dev.ringback.sample.BodySamples;
import dev.ringback.sample.BodySamples.Body;
import dev.ringback.sample.Corpus;
import dev.ringback.sample.Samples;
import dev.ringback.text.Ascii;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The parts of bodies come out octet for octet, and go in again.
class MultipartTest {
    private static final HeaderName FOLDED = HeaderName.of("X-Folded");

    @SuppressWarnings("unused") // by name
    private static final List<Body> BODIES = BodySamples.ALL;

    private static ContentType type(String value) {
        return requireNonNull(ContentType.FIELD.parse(value));
    }

    private static MultipartResult parse(String contentType, byte[] body) {
        return Multipart.parse(body, type(contentType));
    }

    private static Multipart read(Body body) {
        MultipartResult result = parse(body.contentType(), body.bytes());
        assertThat(result).isInstanceOf(MultipartResult.Parsed.class);
        return ((MultipartResult.Parsed) result).multipart();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @FieldSource("BODIES")
    void whatWasReadIsWrittenAsItCame(Body body) {
        assertThat(read(body).toBytes()).isEqualTo(body.bytes());
        assertThat(read(body)).isEqualTo(read(body)).hasToString(body.text());
    }

    @Test
    void partsHaveTheirHeaderLinesAndContent() {
        List<BodyPart> parts = read(BodySamples.RECIPIENTS).parts();
        assertThat(parts).hasSize(2);
        assertThat(parts.get(0).contentType()).isEqualTo(type("application/sdp"));
        assertThat(text(parts.get(0).content()))
                .startsWith("v=0\r\n")
                .endsWith("a=rtpmap:31 H261/90000\r\n");
        assertThat(parts.get(1).value(HeaderName.CONTENT_DISPOSITION)).isEqualTo("recipient-list");
        assertThat(text(parts.get(1).content())).endsWith("</resource-lists>");
        assertThat(parts.get(1).contentLength()).isEqualTo(parts.get(1).content().length);
    }

    @Test
    void aSignedPartIsWhatTheSignatureCovers() {
        Body body = BodySamples.SIGNED;
        int start = body.text().indexOf("Content-Type: message/sip");
        int end = body.text().indexOf("\r\n--boundary42\r\nContent-Type: application/pkcs7");
        List<BodyPart> parts = read(body).parts();
        assertThat(text(parts.get(0).toBytes()))
                .isEqualTo(body.text().substring(start, end))
                .endsWith("v=0\r\n");
        assertThat(parts.get(1).value(HeaderName.CONTENT_DISPOSITION))
                .isEqualTo("attachment; filename=smime.p7s; handling=required");
    }

    @Test
    void aPartIsReadFromItsOctets() {
        byte[] octets = Ascii.bytes("Content-Type: a/b\r\nX-Folded: 1\r\n 2\r\n\r\nbody\n");
        BodyPart part = requireNonNull(BodyPart.parse(octets, BodyLimits.defaults()));
        assertThat(part.contentType()).isEqualTo(type("a/b"));
        assertThat(part.value(FOLDED)).isEqualTo("1 2");
        assertThat(text(part.content())).isEqualTo("body\n");
        assertThat(part.toBytes()).isEqualTo(octets);
        BodyLimits narrow = new BodyLimits(1, 1, 8192, 1);
        assertThat(BodyPart.parse(octets, narrow)).isNull();
        assertThat(BodyPart.parse(Ascii.bytes("no header"), BodyLimits.defaults())).isNull();
    }

    @Test
    void whateverTheGrammarAllowsIsRead() {
        Multipart odd = read(BodySamples.ODD);
        assertThat(odd.boundary()).isEqualTo("a b:c");
        assertThat(text(odd.preamble())).isEqualTo("before\r\n--a b:cd");
        assertThat(text(odd.epilogue())).isEqualTo("after\r\n--a b:c\r\n");
        assertThat(odd.parts().stream().map(part -> text(part.content())))
                .containsExactly("no header lines", "", "--a b:c--x\r\n --a b:c\r\n-- a b:c", "");
        assertThat(odd.parts().get(0).contentType()).isEqualTo(ContentType.of("text", "plain"));
        assertThat(odd.parts().get(0).headers().count()).isZero();
        assertThat(odd.parts().get(1).headers().count()).isEqualTo(1);
        assertThat(odd.parts().get(2).headers().values(FOLDED)).containsExactly("one two", "three");
        assertThat(odd.parts().get(3).toBytes()).isEmpty();
    }

    @Test
    void theTortureTestsBinaryPartComesOutWhole() {
        byte[] octets = Corpus.octets(Corpus.rfc4475("mpart01"));
        ParseResult parsed = new MessageParser(ParseLimits.defaults()).parse(octets);
        SipMessage request = ((Parsed) parsed).message();
        String contentType = requireNonNull(request.value(HeaderName.CONTENT_TYPE));
        MultipartResult result = parse(contentType, request.body());
        assertThat(result).isInstanceOf(MultipartResult.Parsed.class);
        List<BodyPart> parts = ((MultipartResult.Parsed) result).multipart().parts();
        assertThat(parts).hasSize(2);
        assertThat(text(parts.get(0).content())).isEqualTo("Hello");
        assertThat(parts.get(1).contentType()).isEqualTo(type("application/octet-stream"));
        byte[] binary = parts.get(1).content();
        assertThat(HexFormat.of().formatHex(binary))
                .startsWith("3082015206092a864886f70d010702a08201433082013f02")
                .endsWith("ff182d944fe57b65bc99d005");
        assertThat(binary).hasSize(0x152 + 4);
    }

    @Test
    void multipartsNestWithBoundariesThatBeginAlike() {
        List<BodyPart> outer = read(BodySamples.NESTED).parts();
        assertThat(outer).hasSize(2);
        MultipartResult inner = outer.get(1).multipart(BodyLimits.defaults());
        assertThat(inner).isInstanceOf(MultipartResult.Parsed.class);
        List<BodyPart> parts = ((MultipartResult.Parsed) inner).multipart().parts();
        assertThat(parts.stream().map(BodyPart::contentType))
                .containsExactly(type("application/sdp"), type("application/newer"));
        assertThat(outer.get(0).multipart(BodyLimits.defaults()))
                .isInstanceOf(MultipartResult.Malformed.class);
    }

    @ParameterizedTest
    @CsvSource({
        "multipart/mixed, '--b\r\n\r\n--b--', 0, no boundary",
        "multipart/mixed;boundary=\"\", '--\r\n\r\n----', 0, malformed boundary",
        "multipart/mixed;boundary=\"b \", '--b \r\n\r\n--b --', 0, malformed boundary",
        "multipart/mixed;boundary=b, '', 0, no delimiter",
        "multipart/mixed;boundary=b, 'x\n--b\n\n--b--', 0, no delimiter",
        "multipart/mixed;boundary=b, 'x\r\n--b--', 1, no part",
        "multipart/mixed;boundary=b, '--b\r\n\r\nx\r\n--b-', 14, the parts do not end",
        "multipart/mixed;boundary=b, '--b\r\n--b--', 10, the parts do not end",
        "multipart/mixed;boundary=b, '--b\r\nx y\r\n--b--', 5, Header line without name and colon",
        "multipart/mixed;boundary=b, '--b\r\nA: x\n\r\n\r\n--b--', 9, "
                + "Bare CR or LF in a header line",
    })
    void whatIsWrongIsTold(String contentType, String body, int offset, String fault) {
        MultipartResult result = parse(contentType, Samples.bytes(body));
        assertThat(result).isInstanceOf(MultipartResult.Malformed.class);
        MultipartResult.Malformed malformed = (MultipartResult.Malformed) result;
        assertThat(malformed.text()).isEqualTo(fault);
        assertThat(malformed.offset()).isEqualTo(offset);
        assertThat(malformed.clause()).startsWith("RFC 2046 §5.1");
    }

    @Test
    void limitsBoundWhatIsRead() {
        byte[] body = BodySamples.SIGNED.bytes();
        ContentType type = type(BodySamples.SIGNED.contentType());
        assertThat(Multipart.parse(body, type, new BodyLimits(2, 3, 84, 1)))
                .isInstanceOf(MultipartResult.Parsed.class);
        assertThat(
                        List.of(
                                new BodyLimits(1, 3, 84, 1),
                                new BodyLimits(2, 2, 84, 1),
                                new BodyLimits(2, 3, 70, 1)))
                .allMatch(
                        limits ->
                                Multipart.parse(body, type, limits)
                                        instanceof MultipartResult.Malformed);
    }

    @Test
    void aBodyIsBuiltWithABoundaryThatOccursNowhere() {
        byte[] trap = Samples.bytes("ringback-00000000 --ringback-00000002 ringback-00000001x");
        BodyPart part = BodyPart.of(type("application/x"), trap);
        Multipart built = Multipart.of(List.of(part, part.with(FOLDED, "y")));
        assertThat(built.boundary()).isEqualTo("ringback-00000003");
        assertThat(built.contentType("mixed"))
                .hasToString("multipart/mixed;boundary=ringback-00000003");
        assertThat(parse(built.contentType("mixed").toString(), built.toBytes()))
                .isEqualTo(new MultipartResult.Parsed(built));
        assertThat(Multipart.of(List.of(part)))
                .hasToString(
                        "--ringback-00000003\r\nContent-Type: application/x\r\n\r\n"
                                + text(trap)
                                + "\r\n--ringback-00000003--\r\n");
    }

    @Test
    void headerLinesOfAPartChangeWithoutTheOthers() {
        BodyPart odd = read(BodySamples.ODD).parts().get(2);
        assertThat(text(odd.with(FOLDED, "new").toBytes()))
                .isEqualTo("X-Folded: new\r\n\r\n" + text(odd.content()));
        assertThat(text(odd.with(HeaderName.CONTENT_TYPE, "a/b").toBytes()))
                .isEqualTo(
                        "X-Folded: one\r\n  two\r\nx-folded:three\r\nContent-Type: a/b\r\n\r\n"
                                + text(odd.content()));
        BodyPart bare = read(BodySamples.ODD).parts().get(3);
        assertThat(text(bare.with(FOLDED, "x").toBytes())).isEqualTo("X-Folded: x\r\n\r\n");
        assertThat(text(odd.without(FOLDED).toBytes())).isEqualTo("\r\n" + text(odd.content()));
    }

    @Test
    void whatWouldBreakTheBodyIsRefused() {
        BodyPart part = BodyPart.of(ContentType.of("text", "plain"), Samples.bytes("a\r\n--in"));
        List<BodyPart> parts = List.of(part);
        for (String boundary : List.of("in", "i", "", "a\r\nb", "a ", "a\"b", "x".repeat(71))) {
            assertThatIllegalArgumentException().isThrownBy(() -> Multipart.of(parts, boundary));
        }
        assertThat(Multipart.of(parts, "inn").parts()).isEqualTo(parts);
        assertThatIllegalArgumentException().isThrownBy(() -> Multipart.of(List.of()));
        for (String value : List.of("a\r\nb: c", "a\nb", "a\0")) {
            assertThatIllegalArgumentException().isThrownBy(() -> part.with(FOLDED, value));
        }
    }

    static List<Long> seeds() {
        return new Random(2046).longs(300).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whateverIsBuiltIsReadAlike(long seed) {
        Random random = new Random(seed);
        List<BodyPart> parts = new ArrayList<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            parts.add(BodyPart.of(type("a/b" + i), content(random)));
        }
        Multipart built = Multipart.of(parts);
        BodyPart nested = BodyPart.of(built.contentType("mixed"), built.toBytes());
        Multipart outer = Multipart.of(List.of(nested, parts.getFirst()));
        MultipartResult read = parse(outer.contentType("x").toString(), outer.toBytes());
        assertThat(read).isEqualTo(new MultipartResult.Parsed(outer));
        BodyPart first = ((MultipartResult.Parsed) read).multipart().parts().getFirst();
        MultipartResult inner = first.multipart(BodyLimits.defaults());
        assertThat(inner).isEqualTo(new MultipartResult.Parsed(built));
        assertThat(((MultipartResult.Parsed) inner).multipart().parts()).isEqualTo(parts);
    }

    private static byte[] content(Random random) {
        byte[] any = new byte[random.nextInt(64)];
        random.nextBytes(any);
        byte[] tricky = Samples.bytes("\r\n--ringback-0000000" + random.nextInt(3) + "--\r\n");
        byte[] content = Arrays.copyOf(any, any.length + tricky.length);
        System.arraycopy(tricky, 0, content, any.length, tricky.length);
        return random.nextBoolean() ? any : content;
    }
}
