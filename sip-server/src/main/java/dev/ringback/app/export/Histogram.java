package dev.ringback.app.export;

import dev.ringback.calls.CallQuality;
import java.time.Duration;

/// Counts times in steps of an eighth of a power of two microseconds: bounded, however many there
/// are and however long they took. One thread.
final class Histogram {
    private static final int STEPS = 8;
    private static final int STEP_BITS = 3;
    private static final int POWERS = 48;

    private final int[] counts = new int[POWERS * STEPS];
    private long count;
    private long sum;

    /// Counts a time.
    void add(Duration time) {
        long micros = Math.clamp(time.toNanos() / 1_000, 0, 1L << (POWERS - 2));
        counts[index(micros)]++;
        count++;
        sum += micros;
    }

    /// The step of a time: itself for less than eight, then by its highest four bits.
    private static int index(long micros) {
        if (micros < STEPS) {
            return (int) micros;
        }
        int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(micros);
        int step = (int) (micros >>> (power - STEP_BITS)) & (STEPS - 1);
        return (power - STEP_BITS + 1) * STEPS + step;
    }

    /// The longest time of a step, in microseconds.
    private static long most(int index) {
        if (index < STEPS) {
            return index;
        }
        int shift = index / STEPS - 1;
        return ((long) (STEPS + index % STEPS + 1) << shift) - 1;
    }

    /// Takes over what another one counted.
    void add(Histogram other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        count += other.count;
        sum += other.sum;
    }

    /// How the times are spread.
    CallQuality.Spread spread() {
        long mean = count == 0 ? 0 : sum / count;
        return new CallQuality.Spread(
                count, micros(mean), percentile(50), percentile(95), percentile(99));
    }

    private Duration percentile(int percent) {
        long wanted = (count * percent + 99) / 100;
        long seen = 0;
        for (int i = 0; i < counts.length && wanted > 0; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                return micros(most(i));
            }
        }
        return Duration.ZERO;
    }

    private static Duration micros(long micros) {
        return Duration.ofNanos(micros * 1_000);
    }
}
