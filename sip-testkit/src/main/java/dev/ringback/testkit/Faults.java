package dev.ringback.testkit;

import java.time.Duration;

/// What a [SimNetwork] does to traffic, as data. Probabilities are from 0 to 1.
///
/// Loss on a stream shows as a delay (its transport retransmits), duplication and reordering do not
/// show there at all.
///
/// @param loss how likely a datagram, or a segment of a stream, is lost
/// @param duplication how likely a datagram arrives twice
/// @param reordering how likely a datagram is held back for up to ten times `maxDelay`
/// @param minDelay the least time from one node to another
/// @param maxDelay the most time from one node to another
/// @param reset how likely a segment of a stream meets a reset of its connection instead
public record Faults(
        double loss,
        double duplication,
        double reordering,
        Duration minDelay,
        Duration maxDelay,
        double reset) {
    /// A good local network: nothing is lost, everything takes one to two milliseconds.
    public static Faults none() {
        return new Faults(0, 0, 0, Duration.ofMillis(1), Duration.ofMillis(2), 0);
    }

    /// Faults of a bad day, drawn at random: up to that loss, up to 10 % duplication and
    /// reordering, up to 300 ms delay.
    public static Faults drawn(SimRandom random, double mostLoss) {
        Duration min = random.duration(Duration.ofNanos(100_000), Duration.ofMillis(50));
        Duration max = min.plus(random.duration(Duration.ZERO, Duration.ofMillis(250)));
        return new Faults(
                share(random) * mostLoss, share(random) * 0.1, share(random) * 0.1, min, max, 0);
    }

    /// The same with another loss.
    public Faults withLoss(double probability) {
        return new Faults(probability, duplication, reordering, minDelay, maxDelay, reset);
    }

    /// The same with another duplication.
    public Faults withDuplication(double probability) {
        return new Faults(loss, probability, reordering, minDelay, maxDelay, reset);
    }

    /// The same with another reordering.
    public Faults withReordering(double probability) {
        return new Faults(loss, duplication, probability, minDelay, maxDelay, reset);
    }

    /// The same with other delays.
    public Faults withDelay(Duration min, Duration max) {
        return new Faults(loss, duplication, reordering, min, max, reset);
    }

    /// The same with another probability of resets.
    public Faults withReset(double probability) {
        return new Faults(loss, duplication, reordering, minDelay, maxDelay, probability);
    }

    private static double share(SimRandom random) {
        return random.below(1001) / 1000.0;
    }
}
