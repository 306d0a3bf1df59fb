package dev.ringback.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimersTest {
    private final Timers timers = Timers.defaults();

    @Test
    void lettersHaveTheLengthsOfAppendixA() {
        Duration limit = Duration.ofSeconds(32);
        assertThat(timers.a()).isEqualTo(Duration.ofMillis(500));
        assertThat(timers.b()).isEqualTo(limit);
        assertThat(timers.d(false)).isEqualTo(limit);
        assertThat(timers.d(true)).isZero();
        assertThat(timers.f()).isEqualTo(limit);
        assertThat(timers.h()).isEqualTo(limit);
        assertThat(timers.i(false)).isEqualTo(Duration.ofSeconds(5));
        assertThat(timers.i(true)).isZero();
        assertThat(timers.j(false)).isEqualTo(limit);
        assertThat(timers.j(true)).isZero();
        assertThat(timers.k(false)).isEqualTo(Duration.ofSeconds(5));
        assertThat(timers.k(true)).isZero();
        assertThat(timers.l()).isEqualTo(limit);
        assertThat(timers.m()).isEqualTo(limit);
        assertThat(timers.c()).isGreaterThan(Duration.ofMinutes(3));
    }

    @Test
    void doublingStopsAtT2() {
        assertThat(timers.doubled(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(2));
        assertThat(timers.doubled(Duration.ofSeconds(3))).isEqualTo(timers.t2());
    }

    @Test
    void timerEReachesT2After3500Milliseconds() {
        assertThat(timers.nonInviteTrying()).isEqualTo(Duration.ofMillis(3500));
    }

    @Test
    void refusesATimerOfZero() {
        assertThatThrownBy(() -> new Timers(Duration.ZERO, timers.t2(), timers.t4(), timers.c()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
