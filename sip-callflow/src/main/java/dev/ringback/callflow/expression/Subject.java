package dev.ringback.callflow.expression;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.CallSummary;
import dev.ringback.callflow.CallTimes;
import dev.ringback.callflow.draw.Ladder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A call that is asked about. What is not asked for is not worked out. One thread.
final class Subject {
    private final CallFlow flow;
    private final Instant until;
    private @Nullable CallSummary summary;
    private @Nullable CallTimes times;
    private @Nullable Ladder ladder;

    Subject(CallFlow flow, Instant until) {
        this.flow = flow;
        this.until = until;
    }

    CallFlow flow() {
        return flow;
    }

    CallSummary summary() {
        CallSummary known = summary == null ? CallSummary.of(flow) : summary;
        summary = known;
        return known;
    }

    CallTimes times() {
        CallTimes known = times == null ? CallTimes.of(flow, until) : times;
        times = known;
        return known;
    }

    Ladder ladder() {
        Ladder known = ladder == null ? Ladder.of(flow) : ladder;
        ladder = known;
        return known;
    }
}
