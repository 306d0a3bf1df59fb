package dev.ringback.cause;

import java.util.List;

/// Why a request ended as it did: everything that counted, in the order in which it happened, and
/// what of it decided. Immutable and bounded.
///
/// What belongs to one sending of the request has one number: the branches of a fork, the servers
/// that were tried one after the other and the places of a redirection are each a sending of their
/// own. The last step of each sending is how that ended; those that are not decisive have lost.
///
/// @param steps what happened, the earliest first; at least one
/// @param deciding which of them decided, from 0
/// @param forgotten how many steps in the middle were left out
public record CauseGraph(List<Step> steps, int deciding, int forgotten) {
    /// How many steps are kept.
    public static final int MOST_STEPS = 32;

    /// What belongs to no sending of the request, or to all of them.
    public static final int NO_ATTEMPT = 0;

    /// Copies the list.
    public CauseGraph {
        steps = List.copyOf(steps);
        if (deciding < 0 || deciding >= steps.size()) {
            throw new IllegalArgumentException("step " + deciding + " of " + steps.size());
        }
    }

    /// One thing that happened.
    ///
    /// @param at when: the stack's monotonic clock in nanoseconds
    /// @param attempt which sending of the request it belongs to, from 1; [#NO_ATTEMPT] for none
    /// @param cause what happened
    public record Step(long at, int attempt, Cause cause) {}

    /// One step.
    public static CauseGraph of(long at, int attempt, Cause cause) {
        return new CauseGraph(List.of(new Step(at, attempt, cause)), 0, 0);
    }

    /// This and one more step, which decides. Of too many, the first ones and the last ones are
    /// kept.
    public CauseGraph and(long at, int attempt, Cause cause) {
        CauseNotes notes = new CauseNotes(this);
        notes.add(at, attempt, cause);
        return notes.decided(at, cause);
    }

    /// About how many octets of memory this takes.
    public int octets() {
        int octets = Weight.GRAPH;
        for (Step step : steps) {
            octets += Weight.of(step.cause());
        }
        return octets;
    }

    /// What decided the end.
    public Cause decisive() {
        return steps.get(deciding).cause();
    }
}
