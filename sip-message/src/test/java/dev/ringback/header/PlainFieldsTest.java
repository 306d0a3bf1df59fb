package dev.ringback.header;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.feature.Allow;
import dev.ringback.header.feature.Require;
import dev.ringback.header.feature.Supported;
import dev.ringback.header.time.Expires;
import dev.ringback.header.time.RetryAfter;
import dev.ringback.sample.Samples;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainFieldsTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "60, 60", "007, 7", "4294967295, 4294967295", "' 5 ', 5"})
    void numbersAreRead(String text, long number) {
        assertThat(Expires.FIELD.parse(text)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-1", "+1", "1.5", "x", "1 2", "4294967296", "99999999999999999999"})
    void nonsenseIsNoNumber(String text) {
        assertThat(Expires.FIELD.parse(text)).isNull();
    }

    @Test
    void retryAfterMayHaveMore() {
        RetryAfter hours = requireNonNull(RetryAfter.FIELD.parse("18000;duration=3600"));
        assertThat(hours).hasToString("18000;duration=3600");
        assertThat(hours.delay()).isEqualTo(Duration.ofHours(5));
        assertThat(hours.available()).isEqualTo(Duration.ofHours(1));
        RetryAfter busy =
                requireNonNull(RetryAfter.FIELD.parse("120 (I'm (still) in a meeting) ;x"));
        assertThat(busy.comment()).isEqualTo("I'm (still) in a meeting");
        assertThat(busy.available()).isNull();
        assertThat(RetryAfter.FIELD.parse("120 (open")).isNull();
        assertThat(RetryAfter.FIELD.parse("120 minutes")).isNull();
    }

    @Test
    void listsGoOverLinesAndStopAtAFault() {
        String head = Samples.BARE.strip() + "\r\n";
        Reading<String> reading =
                Samples.request(head + "Require: a,b\r\nRequire:\r\nrequire: c\r\n\r\n")
                        .read(Require.FIELD);
        assertThat(reading.values()).containsExactly("a", "b", "c");
        assertThat(reading.ok()).isTrue();
        assertThat(reading.first()).isEqualTo("a");

        Reading<String> bad =
                Samples.request(head + "Require: a, b c, d\r\nRequire: e\r\n\r\n")
                        .read(Require.FIELD);
        assertThat(bad.values()).containsExactly("a");
        assertThat(bad.ok()).isFalse();
        assertThat(bad.absent()).isFalse();
        assertThat(bad.problem())
                .isEqualTo(
                        Problem.error(
                                HeaderName.REQUIRE,
                                head.length() + "Require: a, ".length(),
                                "Malformed Require header field",
                                "RFC 3261 §20.32"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,", ",a", "a,,b", ","})
    void emptyElementsAreAFault(String value) {
        String text = Samples.BARE.strip() + "\r\nSupported: " + value + "\r\n\r\n";
        assertThat(Samples.request(text).read(Supported.FIELD).ok()).isFalse();
    }

    @Test
    void absentIsNeitherGoodNorBad() {
        Reading<Method> reading = Samples.request(Samples.BARE).read(Allow.FIELD);
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
        assertThat(Samples.request(text).read(HeaderField.list(name, value -> value)).values())
                .containsExactly("a", "bbb", "cc");
    }
}
