package dev.ringback.cause;

import java.util.ArrayList;
import java.util.List;

/// Why a request of ours ended as it did: everything that counted, in the order in which it
/// happened. Immutable and bounded.
///
/// @param steps what happened, the earliest first; at least one
/// @param forgotten how many steps in the middle were left out
public record CauseGraph(List<Step> steps, int forgotten) {
    /// How many steps are kept.
    public static final int MOST_STEPS = 32;

    /// Copies the list.
    public CauseGraph {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("nothing happened");
        }
    }

    /// One thing that happened.
    ///
    /// @param at when: the stack's monotonic clock in nanoseconds
    /// @param attempt which sending of the request it belongs to, from 1
    /// @param cause what happened
    public record Step(long at, int attempt, Cause cause) {}

    /// One step.
    public static CauseGraph of(long at, int attempt, Cause cause) {
        return new CauseGraph(List.of(new Step(at, attempt, cause)), 0);
    }

    /// This and one more step. Of too many, the first ones and the last ones are kept.
    public CauseGraph and(long at, int attempt, Cause cause) {
        List<Step> all = new ArrayList<>(steps);
        all.add(new Step(at, attempt, cause));
        if (all.size() <= MOST_STEPS) {
            return new CauseGraph(all, forgotten);
        }
        all.remove(MOST_STEPS / 2);
        return new CauseGraph(all, forgotten + 1);
    }

    /// What decided the end: the last step.
    public Cause decisive() {
        return steps.getLast().cause();
    }
}
