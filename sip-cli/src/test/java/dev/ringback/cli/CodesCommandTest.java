package dev.ringback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.callflow.codes.Catalogue;
import dev.ringback.callflow.codes.Code;
import dev.ringback.callflow.codes.Language;
import dev.ringback.header.HeaderName;
import dev.ringback.message.SipResponse;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.ParseResult;
import dev.ringback.parse.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `ringback codes`, and what its catalogue says.
final class CodesCommandTest {
    /// The 51 response codes of the project.
    private static final Set<Integer> ALL =
            new TreeSet<>(
                    List.of(
                            100, 180, 181, 182, 183, 200, 202, 300, 301, 302, 305, 380, 400, 401,
                            402, 403, 404, 405, 406, 407, 408, 410, 413, 414, 415, 416, 420, 421,
                            423, 480, 481, 482, 483, 484, 485, 486, 487, 488, 491, 493, 500, 501,
                            502, 503, 504, 505, 513, 600, 603, 604, 606));

    private static final List<String> FIELDS =
            List.of("name", "meaning", "cause", "headers", "client", "try");
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

    /// What English and Chinese texts both may hold as it is.
    private static final Pattern LATIN_WORDS = Pattern.compile("[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}");

    @ParameterizedTest
    @EnumSource
    void theCatalogueHasAllCodesWithAllFields(Language language) {
        Catalogue catalogue = Catalogue.of(language);

        Set<Integer> known =
                catalogue.codes().stream()
                        .filter(code -> !code.extra())
                        .map(Code::status)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(known).hasSize(51).isEqualTo(ALL);
        for (Code code : catalogue.codes()) {
            for (String field : FIELDS) {
                assertThat(catalogue.text(code, field))
                        .as(code.status() + "." + field)
                        .isNotBlank()
                        .doesNotContain("  ");
            }
            assertThat(code.senders()).as("senders of " + code.status()).isNotEmpty();
            for (String sender : code.senders()) {
                assertThat(catalogue.text("sender." + sender)).isNotBlank();
            }
            assertThat(catalogue.text(code, "meaning").codePoints().count())
                    .as("the meaning of " + code.status() + " stands on one line")
                    .isLessThanOrEqualTo(50);
        }
    }

    @Test
    void whatNoLanguageChangesIsThere() {
        for (Code code : Catalogue.of(Language.EN).codes()) {
            assertThat(code.clause()).as("clause of " + code.status()).matches("RFC \\d+ §[0-9.]+");
            assertThat(code.provocation().command()).contains("ringback ", "{server}");
            assertThat(code.provocation().setting())
                    .isSubsetOf("demo", "rules", "phone", "extra")
                    .containsAnyOf("demo", "rules");
            for (String header : code.carries()) {
                HeaderName name = HeaderName.of(header.replace("?", ""));
                assertThat(name.canonical()).isEqualTo(header.replace("?", ""));
            }
        }
    }

    @Test
    void reasonPhrasesAreThoseThatTheServerSends() {
        SipResponse any = any();
        for (Code code : Catalogue.of(Language.EN).codes()) {
            SipResponse response = any.edit().status(code.status()).build();
            assertThat(code.phrase()).isEqualTo(response.reason());
        }
    }

    private static SipResponse any() {
        String head = "SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP b;branch=z9hG4bKa\r\nCall-ID: a\r\n";
        String rest = "From: <sip:a@b>;tag=a\r\nTo: <sip:a@b>;tag=b\r\nCSeq: 1 OPTIONS\r\n\r\n";
        byte[] octets = (head + rest).getBytes(StandardCharsets.UTF_8);
        ParseResult result = new MessageParser(ParseLimits.defaults()).parse(octets);
        assertThat(result).isInstanceOf(Parsed.class);
        return (SipResponse) ((Parsed) result).message();
    }

    @Test
    void englishIsEnglishAndChineseIsChinese() {
        Catalogue english = Catalogue.of(Language.EN);
        Catalogue chinese = Catalogue.of(Language.ZH);
        for (Code code : chinese.codes()) {
            assertThat(english.text(code, "name")).isEqualTo(code.phrase());
            for (String field : FIELDS) {
                String place = code.status() + "." + field;
                assertThat(english.text(code, field)).as(place).doesNotContainPattern(CHINESE);
                assertThat(chinese.text(code, field))
                        .as(place)
                        .containsPattern(CHINESE)
                        .doesNotContainPattern(LATIN_WORDS);
            }
        }
    }

    @Test
    void allCodesAreListedByClass() {
        Run run = Run.of("codes");

        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        List<String> lines = run.out().lines().toList();
        assertThat(lines).anyMatch(line -> line.startsWith("4xx Request failure"));
        for (int code : ALL) {
            assertThat(lines).filteredOn(line -> line.startsWith("  " + code + " ")).hasSize(1);
        }
        assertThat(lines).anyMatch(line -> line.matches("  486 +Busy Here +phone +this phone .*"));
        assertThat(lines).anyMatch(line -> line.startsWith("  607* "));
    }

    @Test
    void aClassIsListedAlone() {
        Run run = Run.of("codes", "6XX");

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("  600 ", "  603 ", "  604 ", "  606 ");
        assertThat(run.out()).doesNotContain("  486 ", "4xx");
    }

    @Test
    void oneCodeIsExplained() {
        Run run = Run.of("codes", "423", "--server", "192.0.2.7:5080");

        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("423 Interval Too Brief", "registrar", "Min-Expires", "RFC 3261 §21.4.17")
                .contains("The client  Registers again for at least that long.")
                .contains("./ringback register 192.0.2.7:5080 --user alice@localhost");
        assertThat(run.out().lines().filter(line -> !line.contains("./ringback")))
                .allMatch(line -> line.length() <= 80);
    }

    @ParameterizedTest
    @ValueSource(strings = {"428", "433", "436", "437", "438"})
    void codesOfIdentityAreExplained(String code) {
        Run run = Run.of("codes", code);

        assertThat(run.status()).isZero();
        assertThat(run.out())
                .startsWith(code + " ")
                .contains("Sent by     proxy", "examples/codes");
        assertThat(run.out()).doesNotContain("is no code that is known here");
    }

    @Test
    void chineseIsWrappedByWidth() {
        Run run = Run.of("codes", "302", "--lang", "zh");

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("302 Moved Temporarily  临时迁移", "重定向服务器");
        assertThat(run.out().lines().filter(line -> !line.contains("./ringback")))
                .allMatch(line -> line.codePoints().map(c -> c > 0x2E80 ? 2 : 1).sum() <= 82)
                .noneMatch(line -> line.strip().startsWith("，") || line.strip().startsWith("。"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"299", "399", "499", "599", "699"})
    void anUnknownCodeIsTakenForItsClass(String code) {
        Run run = Run.of("codes", code);

        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith(code + " is no code that is known here. RFC 3261");
        assertThat(run.out()).contains("\n" + code.charAt(0) + "00 ");
    }

    @Test
    void anUnknownProvisionalCodeIsTakenForProgress() {
        assertThat(Run.of("codes", "199").out()).contains("§8.1.3.2", "183 Session Progress");
    }

    @Test
    void jsonIsALineForEachCode() {
        Run all = Run.of("codes", "--json");
        assertThat(all.out().lines())
                .hasSize(ALL.size() + 8)
                .allMatch(line -> line.startsWith("{"));

        Run one = Run.of("codes", "485", "--json", "--lang", "zh");
        assertThat(one.out())
                .contains("\"code\":485,\"known\":true,\"treatedAs\":485,\"phrase\":\"Ambiguous\"")
                .contains("\"carries\":[\"Contact?\"]", "\"config\":\"examples/codes.yaml\"");
        assertThat(Run.of("codes", "498", "--json").out())
                .contains("\"code\":498,\"known\":false,\"treatedAs\":400");
    }

    @Test
    void whatIsNoCodeIsWrongUsage() {
        Stream.of("099", "700", "48", "4866", "busy", "7xx", "4x")
                .forEach(
                        wrong -> {
                            Run run = Run.of("codes", wrong);
                            assertThat(run.status()).as(wrong).isEqualTo(2);
                            assertThat(run.err()).contains("'" + wrong + "' is no response code");
                        });
        assertThat(Run.of("codes", "486", "--lang", "fr").status()).isEqualTo(2);
        assertThat(Run.of("codes", "486", "--server", "a b").status()).isEqualTo(2);
    }
}
