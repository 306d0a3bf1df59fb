package dev.ringback.header.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Multiplicity;
import dev.ringback.header.Problem;
import dev.ringback.parse.ParseLimits;
import dev.ringback.sample.Samples;
import dev.ringback.verdict.MessageValidator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HeaderCatalogTest {
    private static final String SECTION_20 =
            """
            Accept Accept-Encoding Accept-Language Alert-Info Allow Authentication-Info
            Authorization Call-ID Call-Info Contact Content-Disposition Content-Encoding
            Content-Language Content-Length Content-Type CSeq Date Error-Info Expires From
            In-Reply-To Max-Forwards Min-Expires MIME-Version Organization Priority
            Proxy-Authenticate Proxy-Authorization Proxy-Require Record-Route Reply-To Require
            Retry-After Route Server Subject Supported Timestamp To Unsupported User-Agent Via
            Warning WWW-Authenticate
            """;

    private static final Map<String, List<String>> LATER =
            Map.ofEntries(
                    Map.entry("RFC 3262", List.of("RAck", "RSeq")),
                    Map.entry("RFC 3323", List.of("Privacy")),
                    Map.entry("RFC 3325", List.of("P-Asserted-Identity", "P-Preferred-Identity")),
                    Map.entry("RFC 3326", List.of("Reason")),
                    Map.entry("RFC 3327", List.of("Path")),
                    Map.entry("RFC 3515", List.of("Refer-To")),
                    Map.entry("RFC 3608", List.of("Service-Route")),
                    Map.entry(
                            "RFC 3841",
                            List.of("Accept-Contact", "Reject-Contact", "Request-Disposition")),
                    Map.entry("RFC 3891", List.of("Replaces")),
                    Map.entry("RFC 3892", List.of("Referred-By")),
                    Map.entry("RFC 3903", List.of("SIP-ETag", "SIP-If-Match")),
                    Map.entry("RFC 3911", List.of("Join")),
                    Map.entry("RFC 4028", List.of("Session-Expires", "Min-SE")),
                    Map.entry("RFC 4412", List.of("Resource-Priority", "Accept-Resource-Priority")),
                    Map.entry("RFC 5393", List.of("Max-Breadth")),
                    Map.entry("RFC 5626", List.of("Flow-Timer")),
                    Map.entry("RFC 6086", List.of("Info-Package", "Recv-Info")),
                    Map.entry("RFC 6665", List.of("Event", "Allow-Events", "Subscription-State")),
                    Map.entry("RFC 6809", List.of("Feature-Caps")),
                    Map.entry("RFC 7044", List.of("History-Info")),
                    Map.entry("RFC 7615", List.of("Proxy-Authentication-Info")),
                    Map.entry("RFC 7989", List.of("Session-ID")),
                    Map.entry("RFC 8224", List.of("Identity")));

    /// RFC 3261 §7.3.3 and the registry of IANA; Identity-Info has been given up.
    private static final Map<String, String> COMPACT =
            Map.ofEntries(
                    Map.entry("a", "Accept-Contact"),
                    Map.entry("b", "Referred-By"),
                    Map.entry("c", "Content-Type"),
                    Map.entry("d", "Request-Disposition"),
                    Map.entry("e", "Content-Encoding"),
                    Map.entry("f", "From"),
                    Map.entry("i", "Call-ID"),
                    Map.entry("j", "Reject-Contact"),
                    Map.entry("k", "Supported"),
                    Map.entry("l", "Content-Length"),
                    Map.entry("m", "Contact"),
                    Map.entry("o", "Event"),
                    Map.entry("r", "Refer-To"),
                    Map.entry("s", "Subject"),
                    Map.entry("t", "To"),
                    Map.entry("u", "Allow-Events"),
                    Map.entry("v", "Via"),
                    Map.entry("x", "Session-Expires"),
                    Map.entry("y", "Identity"));

    /// One value with commas of its own.
    private static final Set<String> COMMAS_WITHIN =
            Set.of("Authentication-Info", "Proxy-Authentication-Info");

    private final HeaderCatalog catalog = HeaderCatalog.standard();

    @Test
    void theHeaderFieldsOfSection20AreKnown() {
        List<String> names = List.of(SECTION_20.strip().split("\\s+"));
        assertThat(names).hasSize(44);
        List<String> clauses = new ArrayList<>();
        for (String name : names) {
            HeaderField<?> field = Defined.field(name);
            assertThat(field.name().canonical()).isEqualTo(name);
            assertThat(field.clause()).startsWith("RFC 3261 §20.");
            clauses.add(field.clause());
        }
        assertThat(clauses).doesNotHaveDuplicates();
    }

    @Test
    void theHeaderFieldsOfLaterRfcsAreKnown() {
        for (Map.Entry<String, List<String>> rfc : LATER.entrySet()) {
            for (String name : rfc.getValue()) {
                assertThat(HeaderName.of(name).canonical()).isEqualTo(name);
                assertThat(Defined.field(name).clause()).as(name).startsWith(rfc.getKey() + " §");
            }
        }
    }

    @Test
    void eachHasItsGrammarClauseAndUse() {
        for (HeaderField<?> field : catalog.fields()) {
            String name = field.name().canonical();
            assertThat(field.clause()).as(name).matches("RFC \\d{4} §[0-9.]*\\d");
            assertThat(field.grammar()).as(name).contains('"' + name + '"').contains("HCOLON");
            assertThat(field.use().rows()).as(name).isNotEmpty();
            assertThat(field.name().number()).as(name).isNotNegative();
        }
        assertThat(catalog.fields().stream().map(HeaderField::name)).doesNotHaveDuplicates();
    }

    @Test
    void compactFormsAreThoseOfTheRegistry() {
        for (Map.Entry<String, String> entry : COMPACT.entrySet()) {
            HeaderName name = HeaderName.of(entry.getValue());
            assertThat(HeaderName.of(entry.getKey())).isEqualTo(name);
            assertThat(name.compact()).isEqualTo(entry.getKey().charAt(0));
            HeaderField<?> field = Defined.field(entry.getValue());
            // The letter of Identity is in the registry only, not in RFC 8224.
            if (!name.equals(HeaderName.IDENTITY)) {
                String letter = '"' + entry.getKey() + '"';
                assertThat(field.grammar()).as(entry.getValue()).contains(letter);
            }
        }
        for (HeaderField<?> field : catalog.fields()) {
            boolean compact = field.name().compact() != 0;
            assertThat(compact).isEqualTo(COMPACT.containsValue(field.name().canonical()));
        }
    }

    @Test
    void listsAreThoseWhoseGrammarHasCommas() {
        for (HeaderField<?> field : catalog.fields()) {
            String name = field.name().canonical();
            boolean commas = firstRule(field.grammar()).contains("COMMA");
            boolean list = commas && !COMMAS_WITHIN.contains(name);
            assertThat(field.list()).as(name).isEqualTo(list);
        }
        for (String name :
                List.of(
                        "Authorization",
                        "Proxy-Authorization",
                        "WWW-Authenticate",
                        "Proxy-Authenticate",
                        "Identity")) {
            assertThat(HeaderName.of(name).multiplicity()).as(name).isEqualTo(Multiplicity.LINES);
        }
    }

    /// The rule of the header field itself, up to the name of the next rule.
    private static String firstRule(String grammar) {
        List<String> lines = new ArrayList<>();
        for (String line : grammar.lines().toList()) {
            if (!lines.isEmpty() && line.matches("\\S+ +=.*")) {
                break;
            }
            lines.add(line);
        }
        return String.join("\n", lines);
    }

    @Test
    void ownHeaderFieldsAreAddedAndUsed() {
        HeaderName name = HeaderName.of("X-Level");
        HeaderField<Integer> level =
                HeaderField.<Integer>list(name, text -> text.length() > 3 ? null : text.length())
                        .defined("Manual §1", "X-Level = \"X-Level\" HCOLON token")
                        .checked(
                                (value, bytes, start, end, findings) ->
                                        findings.warning(start, "Level " + value, "Manual §2"));
        HeaderCatalog more = catalog.with(level);
        assertThat(catalog.field(name)).isNull();
        assertThat(more.field(HeaderName.of("x-level"))).isSameAs(level);
        assertThat(more.fields()).hasSize(catalog.fields().size() + 1).contains(level);

        String text = Samples.BARE.strip() + "\r\nX-LEVEL: a, bb, cccc\r\n\r\n";
        List<Problem> problems = problems(more, text);
        assertThat(problems)
                .extracting(Problem::text)
                .contains("Level 1", "Level 2", "Malformed X-Level header field");
        assertThat(problems).extracting(Problem::clause).contains("Manual §1", "Manual §2");
        assertThat(problems(catalog, text)).extracting(Problem::header).doesNotContain(name);
    }

    @Test
    void ownHeaderFieldsMayBeOnceOnlyAndInOrder() {
        HeaderName name = HeaderName.of("X-Level");
        String text = Samples.BARE.strip() + "\r\nX-Level: 2, 1\r\nX-Level: 2, 0\r\n\r\n";
        HeaderField<Integer> once = HeaderField.single(name, String::length);
        assertThat(problems(catalog.with(once), text))
                .extracting(Problem::text)
                .contains("Repeated X-Level header field");
        HeaderField<Integer> rising =
                HeaderField.<Integer>list(name, Integer::valueOf)
                        .inSequence(
                                (before, value, position, findings) -> {
                                    if (!before.isEmpty() && value <= before.getLast()) {
                                        findings.error(position, "Not above " + before, "Manual");
                                    }
                                });
        assertThat(problems(catalog.with(rising), text))
                .extracting(Problem::text)
                .contains("Not above [2]", "Not above [2, 1, 2]")
                .doesNotContain("Not above [2, 1]", "Repeated X-Level header field");
    }

    private static List<Problem> problems(HeaderCatalog catalog, String text) {
        MessageValidator validator = new MessageValidator(ParseLimits.defaults(), catalog);
        return validator.validate(Samples.bytes(text)).problems();
    }

    @Test
    void anOwnDefinitionTakesThePlaceOfOurs() {
        HeaderField<String> subject = HeaderField.single(HeaderName.SUBJECT, text -> text);
        HeaderCatalog other = catalog.with(subject);
        assertThat(other.field(HeaderName.of("s"))).isSameAs(subject);
        assertThat(other.fields()).hasSameSizeAs(catalog.fields());
        HeaderField<String> again = HeaderField.single(HeaderName.of("X-a"), text -> text);
        HeaderField<String> last = HeaderField.single(HeaderName.of("x-A"), text -> text);
        assertThat(catalog.with(again).with(last).field(HeaderName.of("X-A"))).isSameAs(last);
    }
}
