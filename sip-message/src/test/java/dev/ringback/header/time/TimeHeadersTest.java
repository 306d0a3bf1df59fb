package dev.ringback.header.time;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ringback.header.HeaderField;
import dev.ringback.header.Parameters;
import dev.ringback.header.StrictReading;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeHeadersTest {
    @Test
    void plainNumbersAreSeconds() {
        assertThat(MinExpires.FIELD.parse("60")).isEqualTo(60);
        assertThat(MinExpires.FIELD.parse("60;x")).isNull();
        assertThat(FlowTimer.FIELD.parse("4294967295")).isEqualTo(4294967295L);
        assertThat(FlowTimer.FIELD.parse("-1")).isNull();
        assertThat(StrictReading.problems(FlowTimer.FIELD, "1 m"))
                .containsExactly("error 0 Malformed Flow-Timer header field");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "54|54",
                "54.|54",
                "54.210|54.210",
                "54 1|54 1",
                "54.2 0.300|54.2 0.300",
                "54  .5|54 0.5",
                "54\t3.|54 3",
                "0|0",
                "54 .|54 0",
                "123456789012345678901234567890.12345678|123456789012345678901234567890.12345678"
            })
    void timestampsKeepTheirDigits(String text, String wire) {
        Timestamp timestamp = requireNonNull(Timestamp.FIELD.parse(text));
        assertThat(timestamp).hasToString(wire);
        assertThat(Timestamp.FIELD.parse(wire)).isEqualTo(timestamp);
        assertThat(timestamp.delay() == null).isEqualTo(!wire.contains(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".5",
                ".",
                "x",
                "-1",
                "1e9",
                "1.2.3",
                "1 2 3",
                "1 x",
                "1 -2",
                "1,5",
                "1234567890123456789012345678901234567890",
                "1 1234567890123456789012345678901234567890"
            })
    void otherTimestampsAreRefused(String text) {
        assertThat(Timestamp.FIELD.parse(text)).isNull();
    }

    @Test
    void aServerAddsItsDelay() {
        Timestamp sent = requireNonNull(Timestamp.FIELD.parse("54.0"));
        assertThat(sent.withDelay(new BigDecimal("0.25"))).hasToString("54.0 0.25");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sent.withDelay(new BigDecimal("-0.1")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Timestamp(new BigDecimal("1e50"), null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Timestamp(new BigDecimal("1e-50"), null));
    }

    @Test
    void sessionsSayWhoRefreshes() {
        SessionExpires uac =
                requireNonNull(SessionExpires.FIELD.parse("4000 ; refresher = UAC;x=y"));
        assertThat(uac.interval()).isEqualTo(Duration.ofSeconds(4000));
        assertThat(uac.refresher()).isEqualTo(SessionExpires.Refresher.UAC);
        assertThat(uac).hasToString("4000;refresher=UAC;x=y");
        assertThat(requireNonNull(SessionExpires.FIELD.parse("90;refresher=uas")).refresher())
                .isEqualTo(SessionExpires.Refresher.UAS);
        assertThat(requireNonNull(SessionExpires.FIELD.parse("90;refresher=me")).refresher())
                .isNull();
        assertThat(requireNonNull(SessionExpires.FIELD.parse("90")).refresher()).isNull();
        MinSE least = requireNonNull(MinSE.FIELD.parse("3600;a"));
        assertThat(least.interval()).isEqualTo(Duration.ofHours(1));
        assertThat(least).hasToString("3600;a");
    }

    static Stream<Arguments> intervals() {
        return Stream.of(
                Arguments.of(SessionExpires.FIELD, "1800;refresher=uac"),
                Arguments.of(MinSE.FIELD, "90"),
                Arguments.of(RetryAfter.FIELD, "18000;duration=3600"),
                Arguments.of(RetryAfter.FIELD, "120 (I'm in a meeting)"),
                Arguments.of(RetryAfter.FIELD, "3 (a \\( ;x=y);x=y"));
    }

    @ParameterizedTest
    @MethodSource("intervals")
    void wholeSecondsOnly(HeaderField<?> field, String value) {
        assertThat(field.parse(value)).hasToString(value);
        assertThat(StrictReading.problems(field, value)).isEmpty();
        for (String number : List.of("", "-1", "1.5", "4294967296", "soon", "90 s")) {
            assertThat(field.parse(number)).as(number).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"3 (a", "3 (a) (b", "3 a)", "3 (a\\)", "3 (a\nb)", "3 (\\\n)", "3 (a\\"})
    void commentsEnd(String text) {
        assertThat(RetryAfter.FIELD.parse(text)).isNull();
    }

    @Test
    void ourOwnIntervalsAreWholeSeconds() {
        Duration half = Duration.ofMillis(1500);
        Duration age = Duration.ofSeconds(1L << 32);
        Duration past = Duration.ofSeconds(-1);
        for (Duration wrong : List.of(half, age, past)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new SessionExpires(wrong, Parameters.NONE));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new MinSE(wrong, Parameters.NONE));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new RetryAfter(wrong, null, Parameters.NONE));
        }
        Duration hour = Duration.ofHours(1);
        for (String wrong : List.of("(", ")", "a) (b", "\\", "a\r\nb", "\\\r")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new RetryAfter(hour, wrong, Parameters.NONE));
        }
        RetryAfter good = new RetryAfter(hour, " a (b) \\) ", Parameters.NONE);
        assertThat(RetryAfter.FIELD.parse(good.toString())).isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "89|error 0 Less than 90 seconds",
                "90|warning 0 Less than 30 minutes",
                "1800|",
                "1800;refresher=me|error 15 refresher is neither uac nor uas",
                "1800;refresher|error 5 refresher is neither uac nor uas",
                "1800;refresher=\"uac\"|error 15 refresher is neither uac nor uas",
                "1800;a;a|error 7 Repeated parameter"
            })
    void strictReadersLookAtSessionExpires(String value, String problem) {
        assertThat(StrictReading.problems(SessionExpires.FIELD, value))
                .isEqualTo(problem == null ? List.of() : List.of(problem));
    }

    @Test
    void strictReadersLookAtMinSeAndRetryAfter() {
        assertThat(StrictReading.problems(MinSE.FIELD, "60;a;a"))
                .containsExactly("error 0 Less than 90 seconds", "error 5 Repeated parameter");
        assertThat(StrictReading.clauses(MinSE.FIELD, "60")).containsExactly("RFC 4028 §5");
        assertThat(StrictReading.problems(RetryAfter.FIELD, "0 (;duration=x);duration=1h"))
                .containsExactly(
                        "warning 0 Not a positive number of seconds",
                        "error 25 duration is no number");
        assertThat(StrictReading.problems(RetryAfter.FIELD, "5;duration=\"6\""))
                .containsExactly("error 11 duration is no number");
        assertThat(StrictReading.problems(RetryAfter.FIELD, "5;duration"))
                .containsExactly("error 2 duration is no number");
        assertThat(StrictReading.problems(RetryAfter.FIELD, "5 (a);x;X"))
                .containsExactly("error 8 Repeated parameter");
    }
}
