package dev.ringback.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
    private static Parameters parse(String text) {
        return Objects.requireNonNull(Parameters.parse(text), text);
    }

    @Test
    void valuesAreFoundByNameInAnyCase() {
        Parameters parameters = parse(";tag=a; q = 0.5;lr ;x=\"a;\\\"b = c\";host=[::1]:5060");
        assertThat(parameters.value("TAG")).isEqualTo("a");
        assertThat(parameters.value("q")).isEqualTo("0.5");
        assertThat(parameters.value("lr")).isEmpty();
        assertThat(parameters.value("x")).isEqualTo("a;\"b = c");
        assertThat(parameters.value("host")).isEqualTo("[::1]:5060");
        assertThat(parameters.value("b")).isNull();
        assertThat(parameters.has("LR")).isTrue();
        assertThat(parameters.has("b ")).isFalse();
        assertThat(parameters.names()).containsExactly("tag", "q", "lr", "x", "host");
        assertThat(parameters).hasToString(";tag=a;q=0.5;lr;x=\"a;\\\"b = c\";host=[::1]:5060");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                ";",
                ";;",
                ";=a",
                ";a=",
                ";a=\"",
                ";a=b c",
                ";a,b",
                ";a=<b>",
                ";a;",
                ";a=\"b\"c"
            })
    void nonsenseIsRefused(String text) {
        assertThat(Parameters.parse(text)).isNull();
    }

    @Test
    void thereIsALimit() {
        assertThat(Parameters.parse(";a".repeat(64))).isNotNull();
        assertThat(Parameters.parse(";a".repeat(65))).isNull();
    }

    @Test
    void settingReplacesInPlaceOrAppends() {
        Parameters parameters = parse(";a=1;b=\"x;y\";c");
        assertThat(parameters.with("B", "2")).hasToString(";a=1;B=2;c");
        assertThat(parameters.with("d", null)).hasToString(";a=1;b=\"x;y\";c;d");
        assertThat(parameters.with("c", "a b")).hasToString(";a=1;b=\"x;y\";c=\"a b\"");
        assertThat(parameters.with("c", "")).hasToString(";a=1;b=\"x;y\";c=\"\"");
        assertThat(parameters.withQuoted("c", "t")).hasToString(";a=1;b=\"x;y\";c=\"t\"");
        assertThat(parameters.without("b").without("a")).hasToString(";c");
        assertThat(parse(";a;b;a=2;A").without("a")).hasToString(";b");
        assertThat(parameters.without("z")).isEqualTo(parameters);
        assertThat(Parameters.NONE.with("a", "b").value("a")).isEqualTo("b");
    }

    @Test
    void whatIsSetIsReadBack() {
        for (String value :
                new String[] {"a", "\"", "\\", "a;b=c", "\u4f60", "\u0007", " ", "<>"}) {
            Parameters parameters = Parameters.NONE.with("p", value).with("q", "1");
            assertThat(parse(parameters.toString()).value("p")).isEqualTo(value);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Parameters.NONE.with("p", "a\r\nb"));
        assertThatIllegalArgumentException().isThrownBy(() -> Parameters.NONE.with("p q", "a"));
    }
}
