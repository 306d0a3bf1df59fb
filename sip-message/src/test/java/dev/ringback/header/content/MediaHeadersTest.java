package dev.ringback.header.content;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ringback.header.HeaderField;
import dev.ringback.header.Parameters;
import dev.ringback.header.StrictReading;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaHeadersTest {
    private static <T> List<T> line(HeaderField<T> field, String line) {
        List<T> values = new ArrayList<>();
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        assertThat(field.readLine(bytes, 0, bytes.length, values)).as(line).isEqualTo(-1);
        return values;
    }

    @Test
    void acceptIsAListOfRanges() {
        List<Accept> values =
                line(
                        Accept.FIELD,
                        "application/sdp;level=1, application/x-private,text/*;q=0.5 , */*;q=0");
        assertThat(values)
                .extracting(Accept::toString)
                .containsExactly(
                        "application/sdp;level=1",
                        "application/x-private",
                        "text/*;q=0.5",
                        "*/*;q=0");
        assertThat(values).extracting(Accept::q).containsExactly(1000, 1000, 500, 0);
        assertThat(values.getFirst().parameters().value("level")).isEqualTo("1");
        assertThat(values.get(2).covers("TEXT", "html")).isTrue();
        assertThat(values.get(2).covers("application", "sdp")).isFalse();
        assertThat(values.getFirst().covers("Application", "SDP")).isTrue();
        assertThat(values.getFirst().covers("application", "isup")).isFalse();
        assertThat(values.get(3).covers("image", "png")).isTrue();
        assertThat(line(Accept.FIELD, "")).isEmpty();
    }

    @Test
    void acceptEncodingAndLanguageHaveWeights() {
        assertThat(line(AcceptEncoding.FIELD, "gzip;q=1.0, identity; q=0.5, *;q=0"))
                .extracting(AcceptEncoding::q)
                .containsExactly(1000, 500, 0);
        List<AcceptLanguage> languages =
                line(AcceptLanguage.FIELD, "da, en-gb;q=0.8, en;q=0.7, *;q=x");
        assertThat(languages)
                .extracting(AcceptLanguage::range)
                .containsExactly("da", "en-gb", "en", "*");
        assertThat(languages).extracting(AcceptLanguage::q).containsExactly(1000, 800, 700, 1000);
        assertThat(languages.get(1)).hasToString("en-gb;q=0.8");
        assertThat(line(AcceptEncoding.FIELD, "gzip;q=0.25").getFirst()).hasToString("gzip;q=0.25");
    }

    @Test
    void contentTypeHasItsParts() {
        ContentType html = requireNonNull(ContentType.FIELD.parse("text/html; charset=ISO-8859-4"));
        assertThat(html.type()).isEqualTo("text");
        assertThat(html.subtype()).isEqualTo("html");
        assertThat(html.charset()).isEqualTo("ISO-8859-4");
        assertThat(html.boundary()).isNull();
        assertThat(html.is("Text", "HTML")).isTrue();
        assertThat(html.is("text", "plain")).isFalse();
        assertThat(html.is("application", "html")).isFalse();
        assertThat(html).hasToString("text/html;charset=ISO-8859-4");
        ContentType mixed =
                requireNonNull(
                        ContentType.FIELD.parse(
                                "multipart / mixed ; boundary = \"a;b,\\\"c\" ;x-y=z"));
        assertThat(mixed.boundary()).isEqualTo("a;b,\"c");
        assertThat(mixed).hasToString("multipart/mixed;boundary=\"a;b,\\\"c\";x-y=z");
        assertThat(ContentType.FIELD.parse(mixed.toString())).isEqualTo(mixed);
        assertThat(ContentType.of("application", "sdp")).hasToString("application/sdp");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "text/",
                "/html",
                "text html",
                "text/html charset=x",
                "text/html;",
                "text/ht ml",
                "text/html;charset=",
                "text/html;charset=\"x",
                "te\"xt/html",
                "a/b/c"
            })
    void whatIsNoMediaTypeIsRefused(String text) {
        assertThat(ContentType.FIELD.parse(text)).isNull();
        assertThat(Accept.FIELD.parse(text)).isNull();
    }

    @Test
    void ourOwnTypesAreTokens() {
        assertThatIllegalArgumentException().isThrownBy(() -> ContentType.of("a/b", "c"));
        assertThatIllegalArgumentException().isThrownBy(() -> ContentType.of("a", ""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Accept("a", "b;c", Parameters.NONE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Accept("\r\n", "b", Parameters.NONE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AcceptEncoding("g zip", Parameters.NONE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AcceptLanguage("", Parameters.NONE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/plain|",
                "multipart/mixed;boundary=x|",
                "text/plain; charset|error 12 Parameter without value",
                "text/plain;a=b;A=c|error 15 Repeated parameter",
                "text/plain;a=b:c|error 13 Parameter value needs quotes",
                "multipart/mixed|error 0 Multipart without boundary",
                "*/*|warning 0 A range of types instead of one",
                "text/*|warning 0 A range of types instead of one",
                "text|error 0 Malformed Content-Type header field"
            })
    void strictReadersLookAtContentType(String value, String problem) {
        assertThat(StrictReading.problems(ContentType.FIELD, value))
                .isEqualTo(problem == null ? List.of() : List.of(problem));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "0.", "1.", "0.5", "0.123", "1.000"})
    void weightsGoFromNoughtToOne(String q) {
        assertThat(StrictReading.problems(Accept.FIELD, "a/b;q=" + q)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.001", "2", "0.1234", ".5", "-1", "x", "\"1\"", "0,5"})
    void otherWeightsAreFound(String q) {
        assertThat(StrictReading.problems(Accept.FIELD, "a/b; q=" + q))
                .first()
                .asString()
                .startsWith(q.equals("0,5") ? "error 9 " : "error 7 q is no number");
    }

    @Test
    void strictReadersLookAtRanges() {
        assertThat(StrictReading.problems(Accept.FIELD, "a/b, */b;x;q"))
                .containsExactly(
                        "error 5 A subtype of any type",
                        "error 11 q is no number from 0 to 1 with at most three decimals");
        assertThat(StrictReading.problems(AcceptLanguage.FIELD, "*, en-GB, es-419;q=1"))
                .containsExactly("warning 13 Digits in a language tag");
        assertThat(StrictReading.problems(AcceptLanguage.FIELD, "e1, en_GB, en--gb, englishes"))
                .containsExactly(
                        "error 0 No language tag",
                        "error 4 No language tag",
                        "error 14 No language tag",
                        "error 19 No language tag");
        assertThat(StrictReading.problems(AcceptEncoding.FIELD, "gzip;q=7"))
                .containsExactly("error 7 q is no number from 0 to 1 with at most three decimals");
        assertThat(StrictReading.clauses(AcceptEncoding.FIELD, "gzip;q=7"))
                .containsExactly("RFC 3261 §25.1");
    }
}
