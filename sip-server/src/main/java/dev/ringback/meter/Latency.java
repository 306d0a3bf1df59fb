package dev.ringback.meter;

import java.util.Arrays;

/// How often something took how long: counts in steps of a quarter of a power of two of
/// microseconds, from 1 µs to about four minutes. Immutable.
///
/// What is told of it is at most a quarter too long.
public final class Latency {
    /// Nothing was counted.
    public static final Latency NONE = new Latency(new long[Latency.STEPS]);

    /// The steps of a power of two.
    static final int QUARTERS = 4;

    private static final int POWERS = 28;

    /// How many steps there are; what took longer is in the last one.
    static final int STEPS = POWERS * QUARTERS + 1;

    private static final long NANOS_OF_MICRO = 1_000;
    private static final double NANOS_OF_MILLI = 1e6;

    private final long[] counts;

    /// @param counts by the number of the step, as many as there are
    Latency(long[] counts) {
        this.counts = counts.clone();
    }

    /// The number of the step of a time.
    static int step(long nanos) {
        long micros = (nanos - 1) / NANOS_OF_MICRO;
        if (micros < 1) {
            return 0;
        }
        int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(micros);
        int quarter = (int) (((micros * QUARTERS) >>> power) & (QUARTERS - 1));
        return Math.min(STEPS - 1, power * QUARTERS + quarter + 1);
    }

    /// The time at which a step ends, in nanoseconds.
    static long end(int step) {
        if (step == 0) {
            return NANOS_OF_MICRO;
        }
        int power = (step - 1) / QUARTERS;
        int quarter = (step - 1) % QUARTERS;
        return ((1L << power) * NANOS_OF_MICRO * (QUARTERS + quarter + 1)) / QUARTERS;
    }

    /// How many there are.
    public long count() {
        return Arrays.stream(counts).sum();
    }

    /// The time that a part of them did not exceed, in milliseconds.
    ///
    /// @param part from 0 to 1
    public double millis(double part) {
        long wanted = Math.max(1, (long) Math.ceil(part * count()));
        long passed = 0;
        for (int i = 0; i < counts.length; i++) {
            passed += counts[i];
            if (passed >= wanted) {
                return end(i) / NANOS_OF_MILLI;
            }
        }
        return 0;
    }

    /// How many took no longer than a power of two of microseconds.
    public long within(int power) {
        long sum = 0;
        for (int i = 0; i <= power * QUARTERS; i++) {
            sum += counts[i];
        }
        return sum;
    }

    /// What came since.
    public Latency since(Latency before) {
        long[] more = counts.clone();
        for (int i = 0; i < more.length; i++) {
            more[i] -= before.counts[i];
        }
        return new Latency(more);
    }

    /// Both together.
    public Latency and(Latency other) {
        long[] sum = counts.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other.counts[i];
        }
        return new Latency(sum);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Latency latency && Arrays.equals(counts, latency.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return count() + " of at most " + millis(1) + " ms";
    }
}
