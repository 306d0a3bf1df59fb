package dev.ringback.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ringback.header.HeaderName;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipResponse;
import dev.ringback.sample.Samples;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the parser takes, what it refuses and what it answers then.
class MessageParserTest {
    private static Malformed malformed(String text) {
        return malformed(text, ParseLimits.defaults());
    }

    private static Malformed malformed(String text, ParseLimits limits) {
        ParseResult result = new MessageParser(limits).parse(Samples.bytes(text));
        assertThat(result).as(text).isInstanceOf(Malformed.class);
        return (Malformed) result;
    }

    private static SipResponse reply(Malformed malformed) {
        @Nullable SipResponse reply = malformed.reply();
        assertThat(reply).as(malformed.toString()).isNotNull();
        return Objects.requireNonNull(reply);
    }

    static Stream<Arguments> baseHeaders() {
        return Stream.of(
                arguments("Call-ID:", "X:", Fault.MISSING_HEADER, "Missing Call-ID header field"),
                arguments("From:", "X:", Fault.MISSING_HEADER, "Missing From header field"),
                arguments("To:", "X:", Fault.MISSING_HEADER, "Missing To header field"),
                arguments("CSeq:", "X:", Fault.MISSING_HEADER, "Missing CSeq header field"),
                arguments("To: Bob", "f: Bob", Fault.REPEATED_HEADER, "Repeated From header field"),
                arguments(
                        "Content-Type:",
                        "t: <sip:x>\r\nX:",
                        Fault.REPEATED_HEADER,
                        "Repeated To header field"),
                arguments(
                        "Content-Type:",
                        "i: x\r\nX:",
                        Fault.REPEATED_HEADER,
                        "Repeated Call-ID header field"),
                arguments(
                        "Content-Type:",
                        "CSEQ: 314159 INVITE\r\nX:",
                        Fault.REPEATED_HEADER,
                        "Repeated CSeq header field"),
                arguments(
                        "Content-Type:",
                        "Max-Forwards: 70\r\nX:",
                        Fault.REPEATED_HEADER,
                        "Repeated Max-Forwards header field"));
    }

    static Stream<Arguments> values() {
        String way = "Via: SIP/2.0/UDP pc33.atlanta.com;branch=z9hG4bK776asdhds";
        return Stream.of(
                arguments("<sip:bob", "<sip:b ob", Fault.HEADER_VALUE, "Malformed To header field"),
                arguments(
                        "From: Alice",
                        "From: \"Alice",
                        Fault.HEADER_VALUE,
                        "Malformed From header field"),
                arguments(
                        "314159", "2147483648", Fault.HEADER_VALUE, "Malformed CSeq header field"),
                arguments(
                        "314159 INVITE",
                        "314159",
                        Fault.HEADER_VALUE,
                        "Malformed CSeq header field"),
                arguments(
                        "314159 INVITE",
                        "1 invite",
                        Fault.HEADER_VALUE,
                        "CSeq names another method"),
                arguments(
                        "314159 INVITE", "1 BYE", Fault.HEADER_VALUE, "CSeq names another method"),
                arguments(
                        "s: 70",
                        "s: 256",
                        Fault.HEADER_VALUE,
                        "Malformed Max-Forwards header field"),
                arguments(
                        "s: 70",
                        "s: -1",
                        Fault.HEADER_VALUE,
                        "Malformed Max-Forwards header field"),
                arguments(
                        "a84b4c76e66710@",
                        "a b@",
                        Fault.HEADER_VALUE,
                        "Malformed Call-ID header field"),
                arguments(
                        way, way + "\r\nVia: x", Fault.HEADER_VALUE, "Malformed Via header field"));
    }

    static Stream<Arguments> lengths() {
        return Stream.of(
                arguments(
                        "-Length: 12",
                        "-Length: 99",
                        Fault.CONTENT_LENGTH,
                        "Content-Length greater than the body"),
                arguments(
                        "-Length: 12",
                        "-Length: -1",
                        Fault.CONTENT_LENGTH,
                        "Malformed Content-Length header field"),
                arguments(
                        "-Length: 12",
                        "-Length: 99999999999999999999",
                        Fault.CONTENT_LENGTH,
                        "Malformed Content-Length header field"),
                arguments(
                        "-Length: 12",
                        "-Length: 1\r\nl: 2",
                        Fault.CONTENT_LENGTH,
                        "Contradicting Content-Length header fields"),
                arguments(
                        "-Length: 12",
                        "-Length: 1, 1",
                        Fault.CONTENT_LENGTH,
                        "Malformed Content-Length header field"));
    }

    static Stream<Arguments> lines() {
        return Stream.of(
                arguments(
                        "Max-",
                        "\0Max-",
                        Fault.HEADER_SYNTAX,
                        "Header line without name and colon"),
                arguments(
                        "Max-Forwards:",
                        "Max-Forwards\u0001:",
                        Fault.HEADER_SYNTAX,
                        "Header line without name and colon"),
                arguments(
                        "Max-Forwards:",
                        "Max-Forwards",
                        Fault.HEADER_SYNTAX,
                        "Header line without name and colon"),
                arguments(
                        "Max-Forwards:",
                        ":",
                        Fault.HEADER_SYNTAX,
                        "Header line without name and colon"),
                arguments(
                        "application/sdp",
                        "a\0b",
                        Fault.HEADER_SYNTAX,
                        "Control character in a header line"),
                arguments(
                        "application/sdp",
                        "\"a\0b\"",
                        Fault.HEADER_SYNTAX,
                        "Control character in a header line"),
                arguments(
                        "application/sdp",
                        "\\\0",
                        Fault.HEADER_SYNTAX,
                        "Control character in a header line"),
                arguments(
                        "application/sdp",
                        "a\nX: b",
                        Fault.HEADER_SYNTAX,
                        "Bare CR or LF in a header line"),
                arguments(
                        "application/sdp",
                        "a\rX: b",
                        Fault.HEADER_SYNTAX,
                        "Bare CR or LF in a header line"),
                arguments(
                        "application/sdp",
                        "a\r\r\nX: b",
                        Fault.HEADER_SYNTAX,
                        "Bare CR or LF in a header line"));
    }

    @ParameterizedTest
    @MethodSource({"baseHeaders", "values", "lengths", "lines"})
    void faults(String good, String bad, Fault fault, String reason) {
        assertThat(Samples.INVITE).contains(good);
        Malformed malformed = malformed(Samples.INVITE.replace(good, bad));
        assertThat(malformed.fault()).isEqualTo(fault);
        assertThat(malformed.reason()).isEqualTo(reason);
        assertThat(malformed.offset()).isBetween(0, Samples.INVITE.length() + 99);
        assertThat(reply(malformed).status()).isEqualTo(fault.status()).isEqualTo(400);
        assertThat(reply(malformed).reason()).isEqualTo(reason);
        assertThat(reply(malformed).topVia().host()).isEqualTo("pc33.atlanta.com");
    }

    @Test
    void whatBeganAsAResponseSaysSo() {
        for (String text :
                List.of(
                        "SIP/2.0 200 OK\r\nVia: ?\r\n\r\n",
                        "sip/2.0 ",
                        "SIP/2.0 2000\r\n\r\n",
                        "\r\nSIP/2.0 200 OK")) {
            assertThat(malformed(text).response()).as(text).isTrue();
        }
        for (String text :
                List.of("", "\0\1", "SIP/2.0", "SIP/2.00 ", "OPTIONS sip:a@b SIP/2.0\r\n\r\n")) {
            assertThat(malformed(text).response()).as(text).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INVITE  sip:bob@biloxi.com SIP/2.0",
                "INVITE sip:bob@biloxi.com  SIP/2.0",
                "INVITE sip:bob@biloxi.com SIP/2.0 ",
                "INVITE <sip:bob@biloxi.com> SIP/2.0",
                "INVITE sip:bob@biloxi.com;x SIP/2.0 SIP/2.0",
                "INVITE bob SIP/2.0",
                "INVITE SIP/2.0",
                "INVITE sip:bob@@biloxi.com SIP/2.0",
                "INVITE sip:bob; lr SIP/2.0"
            })
    void crookedRequestLinesAreAnswered(String line) {
        Malformed malformed =
                malformed(Samples.INVITE.replace("INVITE sip:bob@biloxi.com SIP/2.0", line));
        assertThat(malformed.fault()).isEqualTo(Fault.START_LINE);
        assertThat(reply(malformed).status()).isEqualTo(400);
        assertThat(reply(malformed).callId()).isEqualTo("a84b4c76e66710@pc33.atlanta.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1",
                "INVITE",
                "hello",
                "\0\1\2",
                "",
                "INVITE sip:bob@biloxi.com",
                "INV\u00e9TE sip:bob@biloxi.com SIP/2.0",
                " INVITE sip:bob@biloxi.com SIP/2.0",
                "INVITE sip:bob@biloxi.com SIP/2.0\n",
                "INVITE\tsip:bob@biloxi.com SIP/2.0"
            })
    void otherProtocolsAreNotAnswered(String line) {
        String rest = Samples.INVITE.substring(Samples.INVITE.indexOf('\r'));
        Malformed malformed = malformed(line.isEmpty() ? "x" + rest : line + rest);
        assertThat(malformed.fault()).isEqualTo(Fault.NOT_SIP);
        assertThat(malformed.reply()).isNull();
    }

    @Test
    void headersInARequestUriAreRefused() {
        String line = "INVITE sip:bob@biloxi.com?Route=%3Csip:evil%3E SIP/2.0";
        String uri = "INVITE sip:bob@biloxi.com SIP/2.0";
        assertThat(malformed(Samples.INVITE.replace(uri, line)).fault())
                .isEqualTo(Fault.START_LINE);
        String user = "INVITE sip:b?ob@biloxi.com SIP/2.0";
        assertThat(Samples.request(Samples.INVITE.replace(uri, user)).requestUri())
                .hasToString("sip:b?ob@biloxi.com");
        String other = "INVITE http://biloxi.com/?a=b SIP/2.0";
        assertThat(Samples.request(Samples.INVITE.replace(uri, other)).requestUri())
                .hasToString("http://biloxi.com/?a=b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SIP/2.0/UDP h:7 ;branch=z9hG4bK1;x",
                "SIP/2.0/UDP h:7 ;branch=z9hG4bK1;x;;,;,,",
                "SIP/2.0/UDP h:7 ;branch=z9hG4bK1;x, SIP/2.0/UDP",
                "SIP/2.0/UDP h:7 ;branch=z9hG4bK1;x ;y=\"",
                "SIP/2.0/UDP h:7 ;branch=z9hG4bK1;x;y="
            })
    void repliesRepeatWhatIsGoodOfTheTopVia(String via) {
        String bad = Samples.INVITE.replaceFirst("Via: .*", "Via: " + via).replace("314159", "x");
        Malformed malformed = malformed(bad.replace("CSeq", "Via: next\r\nCSeq"));
        assertThat(reply(malformed).values(HeaderName.VIA).getFirst())
                .startsWith("SIP/2.0/UDP h:7 ;branch=z9hG4bK1;x");
        assertThat(reply(malformed).topVia().branch()).isEqualTo("z9hG4bK1");
        assertThat(reply(malformed).topVia().parameters().names()).containsExactly("branch", "x");
    }

    @Test
    void nothingAndKeepAlivesAreEmpty() {
        assertThat(malformed("").fault()).isEqualTo(Fault.EMPTY);
        assertThat(malformed("\r\n\r\n").fault()).isEqualTo(Fault.EMPTY);
        assertThat(malformed("\r\n\r\n").reply()).isNull();
        assertThat(malformed("\0\0\0\0").fault()).isEqualTo(Fault.NOT_SIP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SIP/7.0", "SIP/2.00", "SIP/", "sip/1.0", "SIP/2.0.1"})
    void otherVersionsGet505(String version) {
        Malformed malformed = malformed(Samples.INVITE.replaceFirst("SIP/2.0", version));
        assertThat(malformed.fault()).isEqualTo(Fault.VERSION);
        assertThat(reply(malformed).status()).isEqualTo(505);
        Malformed response = malformed(Samples.OK.replaceFirst("SIP/2.0", version));
        assertThat(response.fault()).isEqualTo(Fault.VERSION);
        assertThat(response.reply()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SIP/2.0 99 X",
                "SIP/2.0 700 X",
                "SIP/2.0 4294967301 X",
                "SIP/2.0  200 OK",
                "SIP/2.0 200OK",
                "SIP/2.0",
                "SIP/2.0 ",
                "SIP/2.0 20",
                "SIP/2.0 -10 X"
            })
    void crookedStatusLinesAreDropped(String line) {
        Malformed malformed = malformed(Samples.OK.replace("SIP/2.0 200 OK", line));
        assertThat(malformed.fault()).isEqualTo(Fault.START_LINE);
        assertThat(malformed.reply()).isNull();
    }

    @Test
    void lowerCaseVersionsAndLeadingLineEndsAreTaken() {
        String text = "\r\n\r\n" + Samples.INVITE.replace(" SIP/2.0\r", " sip/2.0\r");
        assertThat(Samples.message(text).toString()).startsWith("INVITE ");
        assertThat(Samples.message("\r\n" + Samples.OK).toString()).startsWith("SIP/2.0 200");
    }

    @Test
    void replyRepeatsWhatIsThere() {
        Malformed malformed =
                malformed(
                        Samples.TORTUOUS
                                .replace("cseq: 0009\r\n  INVITE", "cseq: x")
                                .replace(";   tag    = 1918181833n", ""));
        SipResponse reply = reply(malformed);
        String tag = Objects.requireNonNull(reply.to().tag());
        assertThat(reply)
                .hasToString(
                        Samples.wire(
                                """
                                SIP/2.0 400 Malformed CSeq header field
                                from   : "J Rosenberg \\\\\\""       <sip:jdrosen@example.com>
                                  ;
                                  tag = 98asjd8
                                Call-ID: wsinv.ndaksdj@192.0.2.1
                                cseq: x
                                Via  : SIP  /   2.0
                                 /UDP
                                    192.0.2.2;branch=390skdjuw
                                v:  SIP  / 2.0  / TCP     spindle.example.com   ;
                                  branch  =   z9hG4bK9ikj8  ,
                                 SIP  /    2.0   / UDP  192.168.255.111   ; branch=
                                 z9hG4bK30239
                                TO :
                                 sip:vivekg@chair-dnrc.example.com ;tag=TAG
                                Content-Length: 0

                                """
                                        .replace("TAG", tag)));
        assertThat(reply.cSeq().number()).isZero();
        assertThat(reply.from().tag()).isEqualTo("98asjd8");
    }

    @Test
    void theTagOfAReplyDependsOnTheRequestAlone() {
        String bad = Samples.INVITE.replace("314159 INVITE", "1 BYE");
        String tag = reply(malformed(bad)).to().tag();
        assertThat(tag).isNotNull().isEqualTo(reply(malformed(bad)).to().tag());
        assertThat(reply(malformed(bad.replace("z9hG4bK", "z9hG4bKx"))).to().tag())
                .isNotEqualTo(tag);
        String tagged = bad.replace("To: Bob <sip:bob@biloxi.com>", "t: <sip:b@c>;tag=\"mine\"");
        assertThat(reply(malformed(tagged)).toString()).contains("t: <sip:b@c>;tag=\"mine\"\r\n");
    }

    @Test
    void replyWithoutABaseHeaderStillAnswersEveryQuestion() {
        SipResponse reply =
                reply(
                        malformed(
                                Samples.wire(
                                        "INVITE sip:a SIP/2.0\nVia: SIP/2.0/UDP h\nTo: <<\n\n")));
        assertThat(reply.callId()).isEmpty();
        assertThat(reply.from().uri()).hasToString("sip:anonymous@anonymous.invalid");
        assertThat(reply.to().uri()).hasToString("sip:anonymous@anonymous.invalid");
        assertThat(reply.cSeq().number()).isZero();
        assertThat(reply.value(HeaderName.TO)).isEqualTo("<<");
        SipResponse stamped =
                reply.edit().replaceFirst(HeaderName.VIA, "SIP/2.0/UDP h;received=1.2.3.4").build();
        assertThat(stamped.topVia().received()).isEqualTo("1.2.3.4");
        assertThat(stamped.value(HeaderName.TO)).isEqualTo("<<");
    }

    @Test
    void noReplyGoesToAnAckOrAResponseOrNowhere() {
        String ack = Samples.INVITE.replaceAll("\\bINVITE", "ACK").replace("314159", "x");
        assertThat(malformed(ack).fault()).isEqualTo(Fault.HEADER_VALUE);
        assertThat(malformed(ack).reply()).isNull();
        assertThat(malformed(Samples.OK.replace("314159", "x")).reply()).isNull();
        assertThat(malformed(Samples.INVITE.replace("Via:", "Vi:")).reply()).isNull();
        assertThat(malformed(Samples.INVITE.replace("SIP/2.0/UDP", "SIP/2.0")).reply()).isNull();
        assertThat(malformed(Samples.INVITE.replace("Via: ", "Via: \0")).reply()).isNull();
    }

    @Test
    void replyNeverRepeatsWhatCouldSplitIt() {
        String bad =
                Samples.INVITE
                        .replace("Call-ID: ", "Call-ID: a\nEvil: 1")
                        .replace("From: ", "From: a\rEvil: 2")
                        .replace("To: ", "To: \0Evil: 3");
        assertThat(reply(malformed(bad)).toString()).doesNotContain("Evil");
    }

    @Test
    void replyIsHardlyLongerThanTheRequest() {
        for (String sample : Samples.ALL) {
            for (String bad : new String[] {sample.replaceAll("(?i)cseq", "X"), sample + "\0"}) {
                ParseResult result =
                        new MessageParser(ParseLimits.defaults()).parse(Samples.bytes(bad));
                if (result instanceof Malformed malformed && malformed.reply() != null) {
                    assertThat(malformed.reply().size()).isLessThan(bad.length() + 100);
                }
            }
        }
    }

    @Test
    void limitsHold() {
        String invite = Samples.INVITE;
        int size = invite.length() - 1;
        ParseLimits defaults = ParseLimits.defaults();
        assertThat(malformed(invite, new ParseLimits(size - 1, 256, 8_192, 2_048, 99)).fault())
                .isEqualTo(Fault.TOO_LARGE);
        assertThat(reply(malformed(invite, new ParseLimits(100, 256, 8_192, 2_048, 99))).status())
                .isEqualTo(513);
        Malformed body = malformed(invite, new ParseLimits(size, 256, 8_192, 2_048, 11));
        assertThat(body.fault()).isEqualTo(Fault.BODY_TOO_LARGE);
        assertThat(reply(body).status()).isEqualTo(413);
        Malformed uri = malformed(invite, new ParseLimits(size, 256, 8_192, 17, 99));
        assertThat(uri.fault()).isEqualTo(Fault.URI_TOO_LONG);
        assertThat(reply(uri).status()).isEqualTo(414);
        Malformed line = malformed(invite, new ParseLimits(size, 256, 56, 2_048, 99));
        assertThat(line.fault()).isEqualTo(Fault.HEADER_TOO_LONG);
        Malformed start = malformed(invite, new ParseLimits(size, 256, 32, 2_048, 99));
        assertThat(start.reason()).isEqualTo("Start line too long");
        Malformed lines = malformed(invite, new ParseLimits(size, 8, 8_192, 2_048, 99));
        assertThat(lines.fault()).isEqualTo(Fault.TOO_MANY_HEADERS);
        ParseLimits exact = new ParseLimits(size, 9, 57, 18, 12);
        assertThat(new MessageParser(exact).parse(Samples.bytes(invite)))
                .isInstanceOf(Parsed.class);
        assertThat(defaults.headerLines()).isEqualTo(256);
    }

    @Test
    void tenThousandHeadersAreRefusedAndAnswered() {
        String many = Samples.INVITE.replace("Contact:", "X: y\r\n".repeat(10_000) + "Contact:");
        Malformed malformed = malformed(many);
        assertThat(malformed.fault()).isEqualTo(Fault.TOO_MANY_HEADERS);
        assertThat(reply(malformed).status()).isEqualTo(400);
        assertThat(reply(malformed).callId()).isEqualTo("a84b4c76e66710@pc33.atlanta.com");
    }

    @Test
    void theBodyEndsWhereContentLengthSays() {
        SipMessage cut = Samples.message(Samples.INVITE + "more");
        assertThat(Samples.text(cut.body())).isEqualTo("v=0\r\ns=call\r");
        assertThat(cut.size()).isEqualTo(Samples.INVITE.length() - 1);
        SipMessage rest = Samples.message(Samples.BARE + "all\0of it\r\n");
        assertThat(Samples.text(rest.body())).isEqualTo("all\0of it\r\n");
        String twice = Samples.INVITE.replace("Content-Length: 12", "l: 012\r\nContent-Length :12");
        assertThat(Samples.message(twice).bodyLength()).isEqualTo(12);
    }

    @Test
    void truncatedHeadersAreMalformed() {
        Malformed malformed = malformed(Samples.INVITE.substring(0, 300));
        assertThat(malformed.fault()).isEqualTo(Fault.HEADER_SYNTAX);
        assertThat(malformed.reason()).isEqualTo("Headers do not end");
        assertThat(reply(malformed).status()).isEqualTo(400);
    }
}
