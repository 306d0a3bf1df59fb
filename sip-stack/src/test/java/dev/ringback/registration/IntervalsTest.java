package dev.ringback.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.Cause;
import dev.ringback.cause.CauseGraph;
import dev.ringback.reaction.SipFailure;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// When is refreshed and tried again.
class IntervalsTest {
    @Test
    void aRefreshComesBeforeTheEndWithTimeForATimeout() {
        for (long seed = 0; seed < 500; seed++) {
            var random = new SplittableRandom(seed);
            Duration hour = Intervals.refresh(Duration.ofHours(1), random);
            assertThat(hour).isBetween(Duration.ofMinutes(45), Duration.ofMinutes(54));
            Duration minutes = Intervals.refresh(Duration.ofMinutes(2), random);
            assertThat(minutes).isBetween(Duration.ofMinutes(1), Duration.ofSeconds(88));
            assertThat(Intervals.refresh(Duration.ofSeconds(40), random)).hasSeconds(20);
            assertThat(Intervals.refresh(Duration.ZERO, random)).isEqualTo(Intervals.LEAST);
        }
    }

    @Test
    void failuresDoubleTheWaitUpToHalfAnHour() {
        long[] upper = {60, 120, 240, 480, 960, 1800, 1800, 1800};
        for (long seed = 0; seed < 200; seed++) {
            var random = new SplittableRandom(seed);
            for (int failures = 1; failures <= upper.length; failures++) {
                assertThat(Intervals.retry(failures, null, random))
                        .isBetween(
                                Duration.ofSeconds(upper[failures - 1] / 2),
                                Duration.ofSeconds(upper[failures - 1]));
            }
            assertThat(Intervals.retry(1000, null, random)).isPositive();
        }
    }

    @Test
    void aRetryIsNeverSoonerThanThePeerAsked() {
        var random = new SplittableRandom(1);

        assertThat(Intervals.retry(1, Duration.ofMinutes(50), random)).hasMinutes(50);
        assertThat(Intervals.retry(1, Duration.ofSeconds(1), random))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void waitsAreSpread() {
        long different =
                new SplittableRandom(7)
                        .ints(100)
                        .mapToObj(
                                seed ->
                                        Intervals.refresh(
                                                Duration.ofHours(1), new SplittableRandom(seed)))
                        .distinct()
                        .count();

        assertThat(different).isGreaterThan(90);
    }

    @Test
    void silenceIsWorthAnotherTryAndWhatWeGaveUpIsNot() {
        var causes = CauseGraph.of(0, 1, new Cause.Cancelled());

        assertThat(Intervals.worthRetrying(new SipFailure.TimedOut(causes))).isTrue();
        assertThat(Intervals.worthRetrying(new SipFailure.Unreachable(causes))).isTrue();
        assertThat(Intervals.worthRetrying(new SipFailure.Cancelled(null, causes))).isFalse();
    }
}
