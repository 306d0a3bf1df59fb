package dev.ringback.header;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.sample.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainFieldsTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "60, 60", "007, 7", "4294967295, 4294967295", "' 5 ', 5"})
    void numbersAreRead(String text, long number) {
        assertThat(NumericField.EXPIRES.parse(text)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-1", "+1", "1.5", "x", "1 2", "4294967296", "99999999999999999999"})
    void nonsenseIsNoNumber(String text) {
        assertThat(NumericField.EXPIRES.parse(text)).isNull();
    }

    @Test
    void retryAfterMayHaveMore() {
        assertThat(NumericField.RETRY_AFTER.parse("18000;duration=3600")).isEqualTo(18_000);
        assertThat(NumericField.RETRY_AFTER.parse("120 (I'm in a meeting)")).isEqualTo(120);
        assertThat(NumericField.RETRY_AFTER.parse("120 minutes")).isNull();
    }

    @Test
    void listsGoOverLinesAndStopAtAFault() {
        String head = Samples.BARE.strip() + "\r\n";
        Reading<String> reading =
                Samples.request(head + "Require: a,b\r\nRequire:\r\nrequire: c\r\n\r\n")
                        .read(TokenList.REQUIRE);
        assertThat(reading.values()).containsExactly("a", "b", "c");
        assertThat(reading.ok()).isTrue();
        assertThat(reading.first()).isEqualTo("a");

        Reading<String> bad =
                Samples.request(head + "Require: a, b c, d\r\nRequire: e\r\n\r\n")
                        .read(TokenList.REQUIRE);
        assertThat(bad.values()).containsExactly("a");
        assertThat(bad.ok()).isFalse();
        assertThat(bad.absent()).isFalse();
        assertThat(bad.problem())
                .isEqualTo(new Problem(HeaderName.REQUIRE, "Malformed Require header field"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,", ",a", "a,,b", ","})
    void emptyElementsAreAFault(String value) {
        String text = Samples.BARE.strip() + "\r\nSupported: " + value + "\r\n\r\n";
        assertThat(Samples.request(text).read(TokenList.SUPPORTED).ok()).isFalse();
    }

    @Test
    void absentIsNeitherGoodNorBad() {
        Reading<String> reading = Samples.request(Samples.BARE).read(TokenList.ALLOW);
        assertThat(reading.absent()).isTrue();
        assertThat(reading.ok()).isTrue();
        assertThat(reading.first()).isNull();
    }

    @Test
    void applicationsReadTheirOwn() {
        HeaderName name = HeaderName.of("X-Level");
        HeaderField<Integer> level =
                HeaderField.list(name, text -> text.length() > 3 ? null : text.length());
        String text = Samples.BARE.strip() + "\r\nx-LEVEL: a, bbb\r\nX-Level: cc\r\n\r\n";
        assertThat(Samples.request(text).read(level).values()).containsExactly(1, 3, 2);
        HeaderField<String> whole = HeaderField.single(name, value -> value);
        assertThat(Samples.request(text).read(whole).values()).containsExactly("a, bbb", "cc");
        assertThat(Samples.request(text).read(TokenList.named(name)).values())
                .containsExactly("a", "bbb", "cc");
    }
}
