package dev.ringback.bench.run;

/// How long things are measured. Seconds, unless it says otherwise.
///
/// @param rounds how often every contender is started and measured anew
/// @param seconds how long one repetition is
/// @param repetitions how many of them there are in a round
/// @param warmUp how long a contender is warmed up after each start
/// @param latency how long the row for latencies is
/// @param noise the share of the machine, 0 to 1, that others may use during a repetition
public record Plan(
        int rounds, int seconds, int repetitions, int warmUp, int latency, double noise) {
    /// A run whose medians can be quoted.
    static final Plan FULL = new Plan(3, 6, 2, 30, 60, 0.12);

    /// A first look.
    static final Plan QUICK = new Plan(1, 4, 2, 15, 15, 0.12);

    /// The same with another number of rounds.
    Plan withRounds(int number) {
        return new Plan(number, seconds, repetitions, warmUp, latency, noise);
    }

    /// The same where others may use more or less of the machine.
    Plan withNoise(double share) {
        return new Plan(rounds, seconds, repetitions, warmUp, latency, share);
    }

    /// Whether this is a first look only.
    boolean quick() {
        return latency < FULL.latency;
    }
}
