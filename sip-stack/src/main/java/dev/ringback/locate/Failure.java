package dev.ringback.locate;

import dev.ringback.cause.Cause.NotLocated.Reason;
import dev.ringback.cause.DnsStep;
import java.util.ArrayList;
import java.util.List;

/// Why questions that were asked led to no server.
final class Failure {
    private Failure() {}

    /// A question without an answer decides, unless the name is known not to exist: then nothing
    /// below it does (RFC 8020), and what was not answered does not matter.
    static Reason of(List<DnsStep> steps) {
        List<DnsStep> open = new ArrayList<>(steps);
        open.removeIf(step -> missing(step.name(), steps));
        if (any(open, DnsStep.Outcome.TIMED_OUT)) {
            return Reason.TIMED_OUT;
        }
        boolean failed =
                any(open, DnsStep.Outcome.SERVER_FAILED)
                        || any(open, DnsStep.Outcome.NONSENSE)
                        || any(open, DnsStep.Outcome.NOT_ASKED);
        return failed ? Reason.DNS_FAILED : Reason.NO_SERVER;
    }

    private static boolean missing(String name, List<DnsStep> steps) {
        for (DnsStep step : steps) {
            boolean above = name.equals(step.name()) || name.endsWith("." + step.name());
            if (above && step.outcome() == DnsStep.Outcome.NO_SUCH_NAME) {
                return true;
            }
        }
        return false;
    }

    private static boolean any(List<DnsStep> steps, DnsStep.Outcome outcome) {
        return steps.stream().anyMatch(step -> step.outcome() == outcome);
    }
}
