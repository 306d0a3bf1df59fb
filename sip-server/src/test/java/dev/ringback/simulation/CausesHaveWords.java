package dev.ringback.simulation;

import dev.ringback.callflow.Reason;
import dev.ringback.callflow.codes.Language;
import dev.ringback.callflow.why.Reasons;
import dev.ringback.callflow.why.Words;
import dev.ringback.cause.CauseGraph;
import dev.ringback.stack.Notice;
import dev.ringback.testkit.Invariant;
import dev.ringback.testkit.Observation;
import dev.ringback.testkit.Simulation;
import java.util.Arrays;
import java.util.List;

/// Whatever decided a request, and all that led to it, can be told in every language.
final class CausesHaveWords implements Invariant {
    private static final List<Words> LANGUAGES =
            Arrays.stream(Language.values()).map(Words::in).toList();

    @Override
    public void observe(Simulation simulation, Observation observation) {
        switch (observation) {
            case Observation.Noticed(var _, Notice.Answered(var _, CauseGraph causes)) ->
                    judge(causes);
            case Observation.Noticed(var _, Notice.LeftUnanswered(var _, CauseGraph causes)) ->
                    judge(causes);
            default -> {}
        }
    }

    private static void judge(CauseGraph causes) {
        for (CauseGraph.Step step : causes.steps()) {
            Reason reason = Reasons.of(step.cause());
            for (Words words : LANGUAGES) {
                if (words.of(reason).startsWith(reason.kind() + " {")) {
                    throw new AssertionError("no words for " + reason);
                }
            }
        }
    }
}
