package dev.ringback.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Problem;
import dev.ringback.header.catalog.HeaderCatalog;
import dev.ringback.parse.Malformed;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import dev.ringback.sample.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MessageValidatorTest {
    private static final String GOOD =
            """
            INVITE sip:bob@biloxi.com SIP/2.0
            Via: SIP/2.0/UDP pc33.atlanta.com;branch=z9hG4bK776asdhds
            Max-Forwards: 70
            To: Bob <sip:bob@biloxi.com>
            From: Alice <sip:alice@atlanta.com>;tag=1928301774
            Call-ID: a84b4c76e66710@pc33.atlanta.com
            CSeq: 314159 INVITE
            Contact: <sip:alice@pc33.atlanta.com>
            Content-Length: 0

            """;

    private final MessageValidator validator = new MessageValidator();

    private Verdict verdict(String text) {
        return validator.validate(Samples.bytes(Samples.wire(text)));
    }

    private static List<String> told(Verdict verdict) {
        return verdict.problems().stream()
                .map(problem -> problem.severity() + " " + problem.text())
                .toList();
    }

    @Test
    void aGoodMessageHasNoProblems() {
        Verdict verdict = verdict(GOOD);
        assertThat(verdict.valid()).isTrue();
        assertThat(verdict.problems()).isEmpty();
        assertThat(verdict.result()).isInstanceOf(Parsed.class);
        assertThat(verdict.start().kind()).isEqualTo(StartLine.Kind.REQUEST);
        assertThat(verdict.start().method()).isEqualTo("INVITE");
        assertThat(verdict.start().requestUri()).isEqualTo("sip:bob@biloxi.com");
        assertThat(verdict.lines()).hasSize(8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Max-Forwards: 70\\n | `` | error Missing Max-Forwards header field",
                "Contact: <sip:alice@pc33.atlanta.com>\\n | ``"
                        + " | error Missing Contact header field",
                ";tag=1928301774 | `` | error From without tag",
                "CSeq: 314159 INVITE | CSeq: 314159 BYE | error CSeq names another method",
                "Contact: <sip:alice@pc33.atlanta.com> | Contact: *"
                        + " | error Contact * stands only alone, in a REGISTER with Expires 0",
                "INVITE sip: | INVITE sips:"
                        + " | error Contact is not sips although the Request-URI is",
                "SIP/2.0\\n | sip/2.0\\n | error SIP version not in capitals",
                "Max-Forwards | Record-Route: <sip:p.example.com>\\nMax-Forwards"
                        + " | warning Record-Route without lr: a strict router",
                "Max-Forwards | Expires: 3\\nExpires: 4\\nMax-Forwards"
                        + " | error Repeated Expires header field",
                "Max-Forwards | Expires: soon\\nMax-Forwards"
                        + " | error Malformed Expires header field",
                "Max-Forwards | no colon here\\nMax-Forwards"
                        + " | error Header line without name and colon"
            })
    void everyBrokenRuleIsTold(String what, String by, String problem) {
        String text = GOOD.replaceFirst(line(what), line(by));
        assertThat(text).isNotEqualTo(GOOD);
        Verdict verdict = verdict(text);
        assertThat(told(verdict)).containsExactly(problem);
        assertThat(verdict.valid()).isEqualTo(problem.startsWith("warning"));
    }

    private static String line(String text) {
        return text.replace("\\n", "\n").replace("*", "\\*");
    }

    @Test
    void oneFaultDoesNotHideAnother() {
        Verdict verdict =
                verdict(
                        GOOD.replace("INVITE sip:bob", "INVITE sip:b<o>b")
                                .replace("Via: SIP/2.0/UDP", "Via: SIP/2.0")
                                .replace("To: Bob <", "To: \"Bob <")
                                .replace("CSeq: 314159", "CSeq: x"));
        assertThat(verdict.result()).isInstanceOf(Malformed.class);
        assertThat(told(verdict))
                .containsExactly(
                        "error Malformed request line",
                        "error Malformed Via header field",
                        "error Malformed To header field",
                        "error Malformed CSeq header field");
    }

    @Test
    void aProblemSaysWhereItIsEvenInAFoldedLine() {
        String text = GOOD.replace("Max-Forwards", "Require: a,\n  b c\nMax-Forwards");
        String wire = Samples.wire(text);
        Verdict verdict = verdict(text);
        assertThat(verdict.problems())
                .containsExactly(
                        Problem.error(
                                HeaderName.REQUIRE,
                                wire.indexOf("b c"),
                                "Malformed Require header field",
                                "RFC 3261 §20.32"));
        assertThat(verdict.lines().get(1).value()).isEqualTo("a, b c");
        assertThat(verdict.lines().get(1).offset()).isEqualTo(wire.indexOf("Require"));
    }

    @Test
    void aTextFileWithBareLineFeedsIsReadAndSaidToBeOne() {
        Verdict verdict = validator.validate(GOOD.getBytes(StandardCharsets.UTF_8));
        assertThat(told(verdict)).containsExactly("error Lines end with LF alone, not with CRLF");
        assertThat(verdict.lines()).hasSize(8);
        assertThat(verdict.start().method()).isEqualTo("INVITE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\u00c0\u00af", "\u00ed\u00a0\u0080", "\u00f5\u0080\u0080\u0080", "\u0080"})
    void overlongAndBrokenUtf8IsFound(String octets) {
        String text =
                Samples.wire(
                        GOOD.replace("Max-Forwards", "Subject: x" + octets + "\nMax-Forwards"));
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        Verdict verdict = validator.validate(bytes);
        assertThat(told(verdict)).containsExactly("error Subject is not UTF-8");
        assertThat(verdict.problems().getFirst().offset())
                .isEqualTo(text.indexOf("x" + octets) + 1);
    }

    @Test
    void ownHeaderFieldsAreExamined() {
        HeaderField<String> level =
                HeaderField.single(HeaderName.of("X-Level"), text -> text.equals("1") ? text : null)
                        .defined("our manual, page 3", "X-Level = \"1\"");
        MessageValidator own =
                new MessageValidator(ParseLimits.defaults(), HeaderCatalog.standard().with(level));
        String text = Samples.wire(GOOD.replace("Max-Forwards", "x-level: 2\nMax-Forwards"));
        Problem problem = own.validate(Samples.bytes(text)).problems().getFirst();
        assertThat(problem.text()).isEqualTo("Malformed X-Level header field");
        assertThat(problem.clause()).isEqualTo("our manual, page 3");
        assertThat(validator.validate(Samples.bytes(text)).valid()).isTrue();
    }

    @Test
    void aResponseNeedsATagInToUnlessItIsA100() {
        String ringing =
                GOOD.replaceFirst("INVITE .*\n", "SIP/2.0 180 Ringing\n")
                        .replaceFirst("Max-Forwards.*\n", "");
        assertThat(told(verdict(ringing))).containsExactly("error To of a response without tag");
        assertThat(verdict(ringing.replace("180 Ringing", "100 Trying")).valid()).isTrue();
    }

    @Test
    void aStreamIsCutIntoItsMessagesAndTheRest() {
        String wire = Samples.wire(GOOD);
        String stream =
                "\r\n\r\n" + wire + "\r\n" + wire + wire.replace("Content-Length: 0\r\n", "");
        List<Verdict> verdicts = validator.validateStream(Samples.bytes(stream));
        assertThat(verdicts).extracting(Verdict::valid).containsExactly(true, true, false);
        assertThat(verdicts)
                .extracting(Verdict::offset)
                .containsExactly(4, 6 + wire.length(), 6 + 2 * wire.length());
        assertThat(told(verdicts.getLast()))
                .containsExactly("error Missing Content-Length header field");
        List<Verdict> cut = validator.validateStream(Samples.bytes(wire + wire.substring(0, 200)));
        assertThat(told(cut.getLast())).contains("error Headers do not end");
        assertThat(validator.validateStream(new byte[0])).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Supported", "Accept", "Accept-Encoding", "Accept-Language", "Allow"})
    void someListsMayBeEmptyAndOthersNot(String name) {
        assertThat(verdict(GOOD.replace("Max-Forwards", name + ":\nMax-Forwards")).valid())
                .isTrue();
        assertThat(told(verdict(GOOD.replace("Max-Forwards", "Require:\nMax-Forwards"))))
                .containsExactly("error Empty Require header field");
    }

    @Test
    void whatIsCutOffIsSaidToBeSoAndNothingElseIsMissed() {
        String wire = Samples.wire(GOOD);
        Verdict cut = validator.validate(Samples.bytes(wire.substring(0, 100)));
        assertThat(told(cut)).containsExactly("error Headers do not end");
    }

    @Test
    void aLongListOfProblemsIsCutShort() {
        String lines = "Expires: x\n".repeat(255);
        Verdict verdict = verdict(GOOD.replace("Max-Forwards", lines + "Max-Forwards"));
        assertThat(verdict.problems()).hasSize(201);
        assertThat(verdict.problems().getLast().text()).endsWith("more problems are not listed");
    }

    @Test
    void aStatusLineHasItsSpaceAndAStartLineItsWords() {
        String ok =
                GOOD.replaceFirst("INVITE .*\n", "SIP/2.0 100\n")
                        .replaceFirst("Max-Forwards.*\n", "");
        assertThat(told(verdict(ok))).containsExactly("error No space after the response code");
        assertThat(told(verdict(GOOD.replaceFirst("sip:bob", "sip:b\u001bob"))))
                .containsExactly("error Malformed start line");
    }

    @Test
    void identitiesAreExaminedInTimeThatGrowsWithTheirNumber() {
        String many = "<sip:a>,".repeat(20_000) + "<tel:+1>,".repeat(20_000) + "<sip:b>";
        byte[] bytes =
                Samples.bytes(
                        Samples.wire(
                                GOOD.replace(
                                        "Max-Forwards",
                                        "P-Asserted-Identity: " + many + "\nMax-Forwards")));
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> validator.validate(bytes));
    }
}
