package dev.ringback.bench.run;

import dev.ringback.bench.run.report.Contender;

/// How long things are measured. Seconds, unless it says otherwise.
///
/// @param rounds how often every contender is started and measured anew
/// @param seconds how long one repetition is
/// @param repetitions how many of them there are in a round
/// @param warmUp how long a contender is warmed up after each start
/// @param latency how long the row for latencies is
/// @param quick whether this is a first look only
public record Plan(
        int rounds, int seconds, int repetitions, int warmUp, int latency, boolean quick) {
    /// A run whose medians can be quoted.
    static final Plan FULL = new Plan(3, 6, 2, 30, 60, false);

    /// A first look.
    static final Plan QUICK = new Plan(1, 4, 2, 15, 15, true);

    /// The same with another number of rounds.
    Plan withRounds(int number) {
        return new Plan(number, seconds, repetitions, warmUp, latency, quick);
    }

    /// At which rate a contender is warmed up.
    static int warmUpRate(Contender contender) {
        return contender == Contender.JAIN ? 1000 : 2000;
    }
}
