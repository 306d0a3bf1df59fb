package dev.ringback.header.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ringback.header.StrictReading;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sat, 13 Nov 2010 23:29:00 GMT|2010-11-13T23:29:00Z",
                "Thu, 21 Feb 2002 13:02:03 GMT|2002-02-21T13:02:03Z",
                "Thu, 29 Feb 2024 00:00:59 GMT|2024-02-29T00:00:59Z",
                "Fri, 31 Dec 9999 23:59:59 GMT|9999-12-31T23:59:59Z",
                "Sat, 01 Jan 0000 00:00:00 GMT|0000-01-01T00:00:00Z"
            })
    void datesAreInstants(String text, Instant instant) {
        assertThat(Date.FIELD.parse(text)).isEqualTo(new Date(instant));
        assertThat(new Date(instant.plusMillis(999))).hasToString(text);
        assertThat(StrictReading.problems(Date.FIELD, text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Fri, 01 Jan 2010 16:00:00 EST",
                "Fri, 01 Jan 2010 16:00:00 UTC",
                "Fri, 01 Jan 2010 16:00:00 +0000",
                "fri, 01 Jan 2010 16:00:00 GMT",
                "Fri, 01 jan 2010 16:00:00 GMT",
                "Fri, 01 Jan 2010 16:00:00 gmt",
                "Fri, 1 Jan 2010 16:00:00 GMT",
                "Fri, 01 Jan 10 16:00:00 GMT",
                "Friday, 01-Jan-10 16:00:00 GMT",
                "Fri Jan  1 16:00:00 2010",
                "Fri,  01 Jan 2010 16:00:00 GMT",
                "Fri, 01\tJan 2010 16:00:00 GMT",
                "Fri, 01 Jan 2010 16:00 GMT",
                "Fri, 01 Jan 2010 24:00:00 GMT",
                "Fri, 01 Jan 2010 16:60:00 GMT",
                "Fri, 01 Jan 2010 16:00:60 GMT",
                "Fri, 00 Jan 2010 16:00:00 GMT",
                "Fri, 32 Jan 2010 16:00:00 GMT",
                "Mon, 29 Feb 2010 16:00:00 GMT",
                "Fri, 01 Jun. 010 16:00:00 GMT",
                "Fri, 01 Foo 2010 16:00:00 GMT",
                "Day, 01 Jan 2010 16:00:00 GMT",
                "Fri, 01 Jan 2010 16:00:00 GMT x"
            })
    void nothingElseIsADate(String text) {
        assertThat(Date.FIELD.parse(text)).isNull();
    }

    @Test
    void theDayOfTheWeekIsCheckedByStrictReadersOnly() {
        String wrong = "Sat, 01 Jan 2010 16:00:00 GMT";
        assertThat(Date.FIELD.parse(wrong)).hasToString("Fri, 01 Jan 2010 16:00:00 GMT");
        assertThat(StrictReading.problems(Date.FIELD, wrong))
                .containsExactly("error 0 Wrong day of the week");
        assertThat(StrictReading.clauses(Date.FIELD, wrong)).containsExactly("RFC 3261 §20.17");
    }

    @Test
    void yearsHaveFourDigits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Date(Instant.parse("+10000-01-01T00:00:00Z")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Date(Instant.parse("-0001-12-31T23:59:59Z")));
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        Random random = new Random(20_17);
        for (int i = 0; i < 5000; i++) {
            long second = random.nextLong(-62_167_219_200L, 253_402_300_800L);
            Date date = new Date(Instant.ofEpochSecond(second));
            assertThat(Date.FIELD.parse(date.toString())).isEqualTo(date);
            assertThat(StrictReading.problems(Date.FIELD, date.toString())).isEmpty();
        }
    }
}
