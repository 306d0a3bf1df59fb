package dev.ringback.rtp;

import java.time.Duration;

/// When the next report is due: RFC 3550 §6.3.1 for a session of two. One owner.
///
/// Two members share 5 % of a bandwidth of 64 kbit/s, so that the least interval of five seconds
/// (half of it for the first report) is always the longer one, whatever a report weighs.
public final class ReportSchedule {
    private static final double LEAST = 5.0;
    private static final double COMPENSATION = 1.21828;

    private boolean first = true;

    /// One before the first report.
    public ReportSchedule() {}

    /// The time to the next report: 0.5 to 1.5 times the interval over e - 3/2.
    ///
    /// @param random evenly from 0 to 1
    public Duration next(double random) {
        double interval = first ? LEAST / 2 : LEAST;
        first = false;
        double seconds = interval * (random + 0.5) / COMPENSATION;
        return Duration.ofNanos((long) (seconds * 1e9));
    }
}
