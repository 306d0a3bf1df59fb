package dev.ringback.console.live;

import dev.ringback.app.RingbackServer;
import dev.ringback.app.ServerCounts;
import dev.ringback.meter.Labels;
import dev.ringback.meter.Latency;
import dev.ringback.meter.Meters;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// What a server has counted until a moment.
///
/// @param at when
/// @param counts how often what happened
/// @param latency from a request in to its final response out
record Totals(Instant at, RateSample.Counts counts, Latency latency) {
    private static final int FAILURES = 400;

    static Totals of(RingbackServer server) {
        Meters meters = server.meters();
        ServerCounts counts = server.counts();
        RateSample.Work work =
                new RateSample.Work(
                        counts.work().calls(), counts.work().registrations(), failures(meters));
        Latency latency =
                meters.times().values().stream()
                        .map(Meters.Timing::latency)
                        .reduce(Latency.NONE, Latency::and);
        return new Totals(
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                new RateSample.Counts(
                        meters.messages(false),
                        meters.messages(true),
                        work,
                        counts.retransmitted(),
                        counts.dropped()),
                latency);
    }

    /// That a password is asked for is no failure.
    private static long failures(Meters meters) {
        long[] sum = new long[1];
        meters.eachResponse(
                (response, count) -> {
                    boolean known = response.sent() && !response.code().equals(Labels.OTHER);
                    int code = known ? Integer.parseInt(response.code()) : 0;
                    sum[0] += code >= FAILURES && code != 401 && code != 407 ? count : 0;
                });
        return sum[0];
    }

    /// What has happened since.
    RateSample since(Totals before, RingbackServer server) {
        long millis = Duration.between(before.at, at).toMillis();
        return new RateSample(
                at,
                (int) Math.max(1, Math.round(millis / 1_000.0)),
                counts.since(before.counts),
                latency.since(before.latency),
                server.callsUp(),
                server.bindings());
    }
}
