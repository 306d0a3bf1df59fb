package dev.ringback.app.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// Times follow the clock of the machine, and no moment has two.
final class WallClockTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final long SECOND = 1_000_000_000;

    private final AtomicLong monotonic = new AtomicLong(5 * SECOND);
    private Duration set = Duration.ZERO;
    private final WallClock clock =
            new WallClock(
                    monotonic::get, () -> NOON.plus(set).plusNanos(monotonic.get() - 5 * SECOND));

    @Test
    void monotonicTimeIsTimeOfDay() {
        monotonic.addAndGet(SECOND);

        assertThat(clock.now()).isEqualTo(NOON.plusSeconds(1));
        assertThat(clock.apply(5 * SECOND)).isEqualTo(NOON);
    }

    @Test
    void aSmallDifferenceChangesNothing() {
        set = Duration.ofMillis(900);
        clock.now();
        monotonic.addAndGet(10 * SECOND);

        assertThat(clock.now()).isEqualTo(NOON.plusSeconds(10));
    }

    @Test
    void whatComesAfterTheClockWasSetHasTheNewTimeAndWhatCameBeforeTheOld() {
        long before = monotonic.get();
        set = Duration.ofDays(300);
        long then = monotonic.addAndGet(SECOND);
        Instant told = clock.apply(then);
        monotonic.addAndGet(SECOND);
        set = Duration.ofHours(-1);
        clock.now();
        monotonic.addAndGet(SECOND);

        assertThat(clock.apply(before)).isEqualTo(NOON);
        assertThat(clock.apply(then)).isEqualTo(told).isEqualTo(NOON.plusSeconds(1));
        assertThat(clock.apply(then + SECOND))
                .isEqualTo(NOON.plus(Duration.ofDays(300)).plusSeconds(2));
        assertThat(clock.now()).isEqualTo(NOON.minus(Duration.ofHours(1)).plusSeconds(3));
    }

    @Test
    void aClockThatIsSetAllTheTimeIsFollowedStill() {
        for (int i = 1; i <= 1_000; i++) {
            set = Duration.ofMinutes(i);
            clock.now();
            monotonic.addAndGet(SECOND);
        }

        assertThat(clock.now()).isEqualTo(NOON.plus(Duration.ofMinutes(1_000)).plusSeconds(1_000));
    }
}
