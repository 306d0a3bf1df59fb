package dev.ringback.console.live;

import dev.ringback.meter.Latency;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What happened in a time.
///
/// @param at when it ended
/// @param seconds how long it was
/// @param counts how often what happened
/// @param latency from a request in to its final response out
/// @param callsUp how many calls were up then
/// @param bindings how many bindings there were then
public record RateSample(
        Instant at, int seconds, Counts counts, Latency latency, long callsUp, long bindings) {
    private static final double MEDIAN = 0.5;
    private static final double MOST = 0.9;
    private static final double NEARLY_ALL = 0.99;

    /// How often what happened.
    ///
    /// @param messagesIn messages that came
    /// @param messagesOut messages that went
    /// @param work what they were for
    /// @param retransmissions messages that were sent again
    /// @param dropped messages that were thrown away
    public record Counts(
            long messagesIn, long messagesOut, Work work, long retransmissions, long dropped) {
        Counts since(Counts before) {
            return new Counts(
                    messagesIn - before.messagesIn,
                    messagesOut - before.messagesOut,
                    work.since(before.work),
                    retransmissions - before.retransmissions,
                    dropped - before.dropped);
        }

        Counts and(Counts other) {
            return new Counts(
                    messagesIn + other.messagesIn,
                    messagesOut + other.messagesOut,
                    work.and(other.work),
                    retransmissions + other.retransmissions,
                    dropped + other.dropped);
        }
    }

    /// What messages were for.
    ///
    /// @param calls new calls
    /// @param registrations REGISTERs that were done
    /// @param failures final responses from 400 that were sent, but for 401 and 407
    public record Work(long calls, long registrations, long failures) {
        Work since(Work before) {
            return new Work(
                    calls - before.calls,
                    registrations - before.registrations,
                    failures - before.failures);
        }

        Work and(Work other) {
            return new Work(
                    calls + other.calls,
                    registrations + other.registrations,
                    failures + other.failures);
        }
    }

    /// This and the one before it as one.
    RateSample after(RateSample before) {
        return new RateSample(
                at,
                seconds + before.seconds,
                counts.and(before.counts),
                latency.and(before.latency),
                callsUp,
                bindings);
    }

    /// As the console tells it.
    public Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> sample = new LinkedHashMap<>();
        sample.put("at", at);
        sample.put("seconds", seconds);
        sample.put("messagesIn", rate(counts.messagesIn));
        sample.put("messagesOut", rate(counts.messagesOut));
        sample.put("calls", rate(counts.work.calls));
        sample.put("registrations", rate(counts.work.registrations));
        sample.put("failures", rate(counts.work.failures));
        sample.put("retransmissions", rate(counts.retransmissions));
        sample.put("dropped", rate(counts.dropped));
        sample.put("callsUp", callsUp);
        sample.put("bindings", bindings);
        sample.put("latencyMs", latency.count() == 0 ? null : times());
        return sample;
    }

    private double rate(long count) {
        return (double) count / seconds;
    }

    private Map<String, Object> times() {
        Map<String, Object> times = new LinkedHashMap<>();
        times.put("p50", latency.millis(MEDIAN));
        times.put("p90", latency.millis(MOST));
        times.put("p99", latency.millis(NEARLY_ALL));
        times.put("max", latency.millis(1));
        return times;
    }
}
