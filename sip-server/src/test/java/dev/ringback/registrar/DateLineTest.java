package dev.ringback.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DateLineTest {
    private final DateLine date = new DateLine();

    @Test
    void tellsTheTimeAlsoWhenItGoesBack() {
        assertThat(told("2026-03-01T09:05:07Z")).isEqualTo("Sun, 01 Mar 2026 09:05:07 GMT");
        assertThat(told("2026-03-01T09:05:08Z")).isEqualTo("Sun, 01 Mar 2026 09:05:08 GMT");
        assertThat(told("2026-03-01T09:05:07.9Z")).isEqualTo("Sun, 01 Mar 2026 09:05:07 GMT");
        assertThat(told("1970-01-01T00:00:00Z")).isEqualTo("Thu, 01 Jan 1970 00:00:00 GMT");
    }

    @Test
    void isWrittenOnceASecond() {
        Instant second = Instant.parse("2026-03-01T09:05:07Z");
        assertThat(date.at(second)).isSameAs(date.at(second.plusNanos(999_999_999)));
        assertThat(date.at(second)).isNotSameAs(date.at(second.plusSeconds(1)));
    }

    private String told(String time) {
        return date.at(Instant.parse(time)).value();
    }
}
