package dev.ringback.cause;

import java.util.ArrayList;
import java.util.List;

/// What has happened to a request so far, from which its [CauseGraph] is made in the end. One
/// thread at a time.
public final class CauseNotes {
    private final List<CauseGraph.Step> steps = new ArrayList<>(4);
    private int forgotten;
    private int attempts;

    /// Nothing yet.
    public CauseNotes() {}

    /// What a graph says.
    CauseNotes(CauseGraph graph) {
        steps.addAll(graph.steps());
        forgotten = graph.forgotten();
        for (CauseGraph.Step step : graph.steps()) {
            attempts = Math.max(attempts, step.attempt());
        }
    }

    /// Notes what happened. Of too many steps, the first ones and the last ones are kept.
    ///
    /// @param at the stack's monotonic clock in nanoseconds
    /// @param attempt which sending of the request it belongs to, from 1;
    ///     [CauseGraph#NO_ATTEMPT] for none
    public void add(long at, int attempt, Cause cause) {
        if (steps.size() == CauseGraph.MOST_STEPS) {
            steps.remove(CauseGraph.MOST_STEPS / 2);
            forgotten++;
        }
        attempts = Math.max(attempts, attempt);
        steps.add(new CauseGraph.Step(at, attempt, cause));
    }

    /// The highest number of a sending for which something was noted; 0 where nothing was.
    public int attempts() {
        return attempts;
    }

    /// All of it, decided by what was noted last.
    ///
    /// @throws IllegalArgumentException where nothing was
    public CauseGraph decided() {
        return new CauseGraph(steps, steps.size() - 1, forgotten);
    }

    /// All of it, decided by this.
    ///
    /// @param cause one that was noted before: where this very one was, the first time, else the
    ///     last one that is equal; another one is noted as the last
    public CauseGraph decided(long at, Cause cause) {
        int deciding = noted(cause);
        if (deciding < 0) {
            add(at, CauseGraph.NO_ATTEMPT, cause);
            deciding = steps.size() - 1;
        }
        return new CauseGraph(steps, deciding, forgotten);
    }

    private int noted(Cause cause) {
        int equal = -1;
        for (int i = 0; i < steps.size(); i++) {
            Cause noted = steps.get(i).cause();
            if (same(noted, cause)) {
                return i;
            }
            equal = noted.equals(cause) ? i : equal;
        }
        return equal;
    }

    /// Two sendings may end alike; which of them decided is known by the object. It is noted again
    /// for those that it ended.
    @SuppressWarnings("ReferenceEquality")
    private static boolean same(Cause one, Cause other) {
        return one == other;
    }
}
