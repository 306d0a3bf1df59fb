package dev.ringback.app.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.calls.CallQuality;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Percentiles are not below the truth, and less than an eighth above it.
final class HistogramTest {
    @Test
    void nothingIsZero() {
        assertThat(new Histogram().spread())
                .isEqualTo(
                        new CallQuality.Spread(
                                0, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO));
    }

    @Test
    void percentilesAreExactToAnEighth() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            long[] micros = random.longs(100, 0, 1L << (1 + round % 45)).sorted().toArray();
            Histogram one = new Histogram();
            Histogram two = new Histogram();
            for (int i = 0; i < micros.length; i++) {
                (i % 3 == 0 ? one : two).add(Duration.ofNanos(micros[i] * 1_000));
            }
            one.add(two);
            CallQuality.Spread spread = one.spread();
            near(spread.median(), micros[49]);
            near(spread.p95(), micros[94]);
            near(spread.p99(), micros[98]);
            assertThat(spread.count()).isEqualTo(100);
        }
    }

    private static void near(Duration told, long micros) {
        assertThat(told.toNanos() / 1_000).isBetween(micros, micros + micros / 8);
    }

    @Test
    void theLongestTimesFit() {
        Histogram histogram = new Histogram();
        histogram.add(Duration.ofDays(100_000));
        histogram.add(Duration.ofSeconds(-5));
        assertThat(histogram.spread().count()).isEqualTo(2);
    }
}
