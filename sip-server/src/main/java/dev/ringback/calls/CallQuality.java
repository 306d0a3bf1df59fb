package dev.ringback.calls;

import dev.ringback.callflow.CallRatios;
import java.time.Duration;
import java.time.Instant;

/// How well calls and registrations went in the last hour, with the names and by the definitions of
/// RFC 6076: its ratios, and how its times were spread.
///
/// @param span from when until when the calls ended that it is about
/// @param ratios SER, SEER, ISA, SCR and IRA
/// @param requests SRD, of sessions that were established and of those that were not, which §4.3
///     keeps apart
/// @param disconnection SDD
/// @param duration SDT
/// @param registration RRD
public record CallQuality(
        Span span,
        CallRatios ratios,
        Requests requests,
        Spread disconnection,
        Spread duration,
        Spread registration) {
    /// A time.
    ///
    /// @param since its beginning
    /// @param until its end
    public record Span(Instant since, Instant until) {}

    /// SRD, RFC 6076 §4.3.
    ///
    /// @param established of sessions that were established
    /// @param failed of those that were not
    public record Requests(Spread established, Spread failed) {}

    /// Times of many calls. Percentiles are exact to an eighth.
    ///
    /// @param count of how many calls; all times are zero where there are none
    /// @param mean the mean
    /// @param median what half of them did not exceed
    /// @param p95 what 95 % of them did not exceed
    /// @param p99 what 99 % of them did not exceed
    public record Spread(long count, Duration mean, Duration median, Duration p95, Duration p99) {}
}
