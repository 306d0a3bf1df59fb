package dev.ringback.cause;

import java.util.List;

/// About how many octets of memory causes take. What is text of a peer counts by its length.
final class Weight {
    /// A graph without its steps.
    static final int GRAPH = 256;

    private static final int STEP = 64;

    private Weight() {}

    /// A step with this cause.
    static int of(Cause cause) {
        return STEP
                + switch (cause) {
                    case Cause.CheckFailed failed -> failed.subject().length();
                    case Cause.Challenged challenged -> challenged.realm().length();
                    case Cause.FellBack fellBack -> of(fellBack.after());
                    case Cause.StoreAnswered answered -> answered.subject().length();
                    case Cause.Departed departed -> departed.user().length();
                    case Cause.Located located -> located.host().length() + dns(located.steps());
                    case Cause.NotLocated lost -> lost.host().length() + dns(lost.steps());
                    case Cause.TimerFired _, Cause.TransportFailed _, Cause.Received _ -> STEP;
                    case Cause.Served _,
                            Cause.Denied _,
                            Cause.RuleMatched _,
                            Cause.Overloaded _,
                            Cause.Cancelled _,
                            Cause.Fault _,
                            Cause.Decided _ ->
                            0;
                };
    }

    private static int dns(List<DnsStep> steps) {
        int octets = 0;
        for (DnsStep step : steps) {
            octets += STEP + step.name().length();
        }
        return octets;
    }
}
