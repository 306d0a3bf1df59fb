package dev.ringback.header.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Problem;
import dev.ringback.parse.ParseLimits;
import dev.ringback.sample.Samples;
import dev.ringback.verdict.MessageValidator;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeaderCatalogTest {
    private final HeaderCatalog catalog = HeaderCatalog.standard();

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
