package dev.ringback.header.content;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ringback.header.HeaderField;
import dev.ringback.header.Parameters;
import dev.ringback.header.StrictReading;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyHeadersTest {
    @Test
    void dispositionSaysWhatForAndHowMuchItMatters() {
        ContentDisposition session =
                requireNonNull(ContentDisposition.FIELD.parse("session;handling=Optional;x=y"));
        assertThat(session.type()).isEqualTo("session");
        assertThat(session.handling()).isEqualTo("optional");
        assertThat(session.required()).isFalse();
        assertThat(session).hasToString("session;handling=Optional;x=y");
        ContentDisposition plain = requireNonNull(ContentDisposition.FIELD.parse("render"));
        assertThat(plain.handling()).isEqualTo("required");
        assertThat(plain.required()).isTrue();
        ContentDisposition other = new ContentDisposition("icon", parameters(";handling=maybe"));
        assertThat(other.required()).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ContentDisposition("a b", Parameters.NONE));
    }

    private static Parameters parameters(String text) {
        return requireNonNull(Parameters.parse(text));
    }

    @Test
    void simpleOnesAreTokens() {
        assertThat(ContentEncoding.FIELD.parse("gzip")).isEqualTo("gzip");
        assertThat(ContentEncoding.FIELD.parse("g zip")).isNull();
        assertThat(ContentEncoding.FIELD.list()).isTrue();
        assertThat(ContentLanguage.FIELD.parse("fr")).isEqualTo("fr");
        assertThat(ContentLanguage.FIELD.list()).isTrue();
    }

    @Test
    void mimeVersionIsTwoNumbers() {
        assertThat(MimeVersion.FIELD.parse("1.0")).isEqualTo(new MimeVersion(1, 0));
        assertThat(MimeVersion.FIELD.parse("10.23")).hasToString("10.23");
        assertThatIllegalArgumentException().isThrownBy(() -> new MimeVersion(-1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new MimeVersion(1, 10_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.", ".0", "1.0.0", "a.b", "1.0 (made by hand)", "1.99999"})
    void otherVersionsAreRefused(String text) {
        assertThat(MimeVersion.FIELD.parse(text)).isNull();
    }

    static Stream<Arguments> linked() {
        return Stream.of(
                Arguments.of(AlertInfo.FIELD, "<http://www.example.com/sounds/moo.wav>"),
                Arguments.of(AlertInfo.FIELD, "<urn:alert:service:call-waiting>;x=\"y;z\""),
                Arguments.of(
                        CallInfo.FIELD, "<http://wwww.example.com/alice/photo.jpg>;purpose=icon"),
                Arguments.of(CallInfo.FIELD, "<http://www.example.com/alice/>;purpose=info"),
                Arguments.of(ErrorInfo.FIELD, "<sip:not-in-service-recording@atlanta.com>"));
    }

    @ParameterizedTest
    @MethodSource("linked")
    void linksAreWrittenAsTheyWereRead(HeaderField<?> field, String value) {
        assertThat(field.parse(value)).hasToString(value);
        assertThat(field.parse(" " + value.replace(">;", "> ; "))).isEqualTo(field.parse(value));
        assertThat(StrictReading.problems(field, value + "," + value)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("linked")
    void linksWithoutBracketsAreReadButFound(HeaderField<?> field) {
        assertThat(field.parse("http://h/a;b=c")).hasToString("<http://h/a>;b=c");
        assertThat(StrictReading.problems(field, "<x:y>, http://h/a;b=c"))
                .containsExactly("error 7 URI needs angle brackets");
        assertThat(StrictReading.problems(field, "Me <x:y>;b=c;b"))
                .containsExactly(
                        "error 0 A display name has no place here", "error 13 Repeated parameter");
        assertThat(field.parse("<x:y")).isNull();
        assertThat(field.parse("<>")).isNull();
        assertThat(field.parse("<no-scheme>")).isNull();
        assertThat(field.parse("<x:y> z")).isNull();
    }

    @Test
    void callInfoHasAPurpose() {
        CallInfo icon = requireNonNull(CallInfo.FIELD.parse("<http://h/photo.jpg> ;purpose=icon"));
        assertThat(icon.purpose()).isEqualTo("icon");
        assertThat(icon.uri()).hasToString("http://h/photo.jpg");
        assertThat(requireNonNull(CallInfo.FIELD.parse("<x:y>")).purpose()).isNull();
        assertThat(StrictReading.problems(CallInfo.FIELD, "<x:y>;purpose=\"icon\""))
                .containsExactly("error 14 purpose is no token");
        assertThat(StrictReading.problems(CallInfo.FIELD, "<x:y>;purpose"))
                .containsExactly("error 6 purpose is no token");
    }

    @ParameterizedTest
    @CsvSource({
        "session;handling=optional,",
        "session;handling=\"optional\",error 17 handling is no token",
        "session;handling,error 8 handling is no token",
        "session;handling=a;handling=b,error 19 Repeated parameter"
    })
    void strictReadersLookAtDispositions(String value, String problem) {
        assertThat(StrictReading.problems(ContentDisposition.FIELD, value))
                .isEqualTo(problem == null ? List.of() : List.of(problem));
    }

    @Test
    void strictReadersLookAtLanguagesAndVersions() {
        assertThat(StrictReading.problems(ContentLanguage.FIELD, "fr, *"))
                .containsExactly("error 4 No language tag");
        assertThat(StrictReading.problems(MimeVersion.FIELD, "1.0")).isEmpty();
        assertThat(StrictReading.problems(MimeVersion.FIELD, "1.1"))
                .containsExactly("warning 0 Only version 1.0 is defined");
        assertThat(StrictReading.clauses(MimeVersion.FIELD, "2.0")).containsExactly("RFC 2045 §4");
    }
}
