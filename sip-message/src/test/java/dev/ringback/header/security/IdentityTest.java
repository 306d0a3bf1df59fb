package dev.ringback.header.security;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ringback.header.Multiplicity;
import dev.ringback.header.Parameters;
import dev.ringback.header.StrictReading;
import dev.ringback.uri.Uri;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {
    private static final String FULL =
            "eyJhbGciOiJFUzI1NiJ9.eyJkZXN0Ijp7fX0.rq3pjT1hoRwakEGjHCnWSwUnshd0-zJ6F1VOgFWSjHBr8Qj_";

    @Test
    void fullFormHasThreeParts() {
        Identity identity =
                requireNonNull(
                        Identity.FIELD.parse(
                                FULL + ";info=<https://biloxi.example.org/biloxi.cert>"));
        assertThat(identity.full()).isTrue();
        assertThat(identity.compact()).isFalse();
        assertThat(identity.digest()).isEqualTo(FULL);
        assertThat(identity.signature()).startsWith("rq3pj");
        assertThat(identity.info()).hasToString("https://biloxi.example.org/biloxi.cert");
        assertThat(identity.alg()).isEqualTo("ES256");
        assertThat(identity.ppt()).isNull();
        assertThat(Identity.FIELD.multiplicity()).isEqualTo(Multiplicity.LINES);
    }

    @Test
    void compactFormHasOnlyTheSignature() {
        String text = "..rq3pjT1h;info=<https://h/a;b?c>;alg=ES384;ppt=shaken;x=\"y;z\"";
        Identity identity = requireNonNull(Identity.FIELD.parse(text));
        assertThat(identity.compact()).isTrue();
        assertThat(identity.full()).isFalse();
        assertThat(identity.signature()).isEqualTo("rq3pjT1h");
        assertThat(identity.alg()).isEqualTo("ES384");
        assertThat(identity.ppt()).isEqualTo("shaken");
        assertThat(identity).hasToString(text);
        assertThat(StrictReading.problems(Identity.FIELD, text)).isEmpty();
        String odd = "..rq3pjT1h ; alg = ES384; Info = <https://h/a;b?c> ;ppt=shaken; x=\"y;z\"";
        assertThat(Identity.FIELD.parse(odd)).isEqualTo(identity);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"ZYNBbHC00VMZr2kZt6Vm+vPo/0S=\"", "ZYNBbHC00VMZr2kZt6Vm+vPo/0S="})
    void theFormOfRfc4474IsReadWithAWarning(String text) {
        Identity identity = requireNonNull(Identity.FIELD.parse(text));
        assertThat(identity.digest()).isEqualTo("ZYNBbHC00VMZr2kZt6Vm+vPo/0S=");
        assertThat(identity.info()).isNull();
        assertThat(Identity.FIELD.parse(identity.toString())).isEqualTo(identity);
        assertThat(StrictReading.problems(Identity.FIELD, text))
                .singleElement()
                .isEqualTo("warning 0 The form of RFC 4474, which is obsolete");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "..a",
                "..a;alg=ES256",
                ";info=<x:y>",
                "..a;info",
                "..a;info=",
                "..a;info=<x:y",
                "..a;info=<>",
                "..a;info=<y>",
                "..a;info=\"x:y",
                "..a;info=<x:y>;info=<x:z>",
                "..a;info=<x:y> z",
                "..a b;info=<x:y>",
                "..a;info=<x:y>;"
            })
    void otherIdentitiesAreRefused(String text) {
        assertThat(Identity.FIELD.parse(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a.b.c;info=<x:y>|",
                "..a;info=<x:y>;alg=ES256|",
                "abc;info=<x:y>|error 0 Neither a full nor a compact PASSporT",
                "..;info=<x:y>|error 0 Neither a full nor a compact PASSporT",
                "...a;info=<x:y>|error 0 Neither a full nor a compact PASSporT",
                "a..c;info=<x:y>|error 0 Neither a full nor a compact PASSporT",
                ".b.c;info=<x:y>|error 0 Neither a full nor a compact PASSporT",
                "a.b.;info=<x:y>|error 0 Neither a full nor a compact PASSporT",
                "a.b.c.d;info=<x:y>|error 0 Neither a full nor a compact PASSporT",
                "..ab==;info=<x:y>|error 4 Padding in the digest",
                "..a;alg=ES256;info=<x:y>|error 13 info is not the first parameter",
                "..a;info=x:y|error 9 URI needs angle brackets",
                "..a;info=\"x:y\"|error 10 URI needs angle brackets",
                "..a;info=<x:y>;b;b|error 17 Repeated parameter",
                "..a;info=<x:y>;alg=\"ES256\"|error 19 alg is no token",
                "..a;info=<x:y>;ppt=\"div\"|warning 19 ppt in quotes, which the grammar has not",
                "..a;info=<x:y>;ppt|error 15 ppt is no token"
            })
    void strictReadersLookAtIdentities(String value, String problem) {
        assertThat(StrictReading.problems(Identity.FIELD, value))
                .isEqualTo(problem == null ? List.of() : List.of(problem));
    }

    @Test
    void ourOwnIdentitiesCanStandOnTheWire() {
        Uri uri = requireNonNull(Uri.parse("https://h/c"));
        assertThat(new Identity("..a", uri, Parameters.NONE.with("ppt", "div")))
                .hasToString("..a;info=<https://h/c>;ppt=div");
        for (String wrong : List.of("", "a;b", "a b", "a\r\n", "é")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Identity(wrong, uri, Parameters.NONE));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Identity("..a", uri, Parameters.NONE.with("info", "x")));
    }

    @Test
    void privacyIsASetOfWishes() {
        Privacy privacy = requireNonNull(Privacy.FIELD.parse("Header ; user;history;critical"));
        assertThat(privacy.values()).containsExactly("header", "user", "history", "critical");
        assertThat(privacy.has("history")).isTrue();
        assertThat(privacy.has("session")).isFalse();
        assertThat(privacy.critical()).isTrue();
        assertThat(privacy.none()).isFalse();
        assertThat(privacy).hasToString("header;user;history;critical");
        assertThat(Privacy.FIELD.parse("id, critical")).hasToString("id;critical");
        assertThat(requireNonNull(Privacy.FIELD.parse("none")).none()).isTrue();
        assertThat(new Privacy(List.of("ID"))).isEqualTo(Privacy.FIELD.parse("id"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Privacy(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Privacy(List.of("a;b")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ";", "id;", ";id", "id user", "id;;user", "\"id\""})
    void otherPrivacyIsRefused(String text) {
        assertThat(Privacy.FIELD.parse(text)).isNull();
    }

    @Test
    void manyWishesAreRefused() {
        assertThat(Privacy.FIELD.parse("a" + ";a".repeat(31))).isNotNull();
        assertThat(Privacy.FIELD.parse("a" + ";a".repeat(32))).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id|",
                "none|",
                "user;session; header ;critical|",
                "id;ID|error 3 Repeated value",
                "id,user|error 2 Values stand between semicolons",
                "critical;id|error 9 A value after critical",
                "critical|error 0 critical does not stand alone",
                "none;id|error 0 none stands alone"
            })
    void strictReadersLookAtPrivacy(String value, String problem) {
        assertThat(StrictReading.problems(Privacy.FIELD, value))
                .isEqualTo(problem == null ? List.of() : List.of(problem));
    }
}
