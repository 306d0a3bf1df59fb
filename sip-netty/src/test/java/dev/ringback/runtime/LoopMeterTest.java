package dev.ringback.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoopMeterTest {
    private static final long MILLI = Duration.ofMillis(1).toNanos();

    private final LoopMeter meter = new LoopMeter();
    private long now = Duration.ofHours(1).toNanos();

    @Test
    void aLoopThatWorksHalfOfItsTimeIsHalfBusy() {
        run(10_000, MILLI, MILLI);
        assertThat(meter.percent()).isBetween(45, 55);
    }

    @Test
    void aGlanceAtTheSocketsIsNoRest() {
        run(20_000, MILLI, MILLI / 50);
        assertThat(meter.percent()).isGreaterThanOrEqualTo(98);
    }

    @Test
    void oneLongTurnAloneIsNoOverload() {
        run(1, 2_000 * MILLI, MILLI);
        assertThat(meter.percent()).isLessThan(70);
    }

    @Test
    void restIsSeenAtTheBeginningOfTheNextTurn() {
        run(20_000, MILLI, 0);
        now += Duration.ofMinutes(1).toNanos();
        meter.begins(now);
        assertThat(meter.percent()).isZero();
    }

    private void run(int turns, long work, long rest) {
        for (int i = 0; i < turns; i++) {
            meter.begins(now);
            now += work;
            meter.ends(now);
            now += rest;
        }
    }
}
