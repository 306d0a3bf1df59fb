package dev.ringback.routing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Listens to a decision step by step, for `ringback explain` and tests. [#NONE] is for everybody
/// else: who decides asks [#wanted] before making a step, so that nothing is made for nobody. One
/// thread, one request.
public final class Trace {
    /// Nobody listens.
    public static final Trace NONE = new Trace(null);

    private final @Nullable List<Step> steps;

    private Trace(@Nullable List<Step> steps) {
        this.steps = steps;
    }

    /// One that keeps every step.
    public static Trace recording() {
        return new Trace(new ArrayList<>());
    }

    /// Whether anybody listens.
    public boolean wanted() {
        return steps != null;
    }

    /// Keeps a step, if anybody listens.
    public void add(Step step) {
        if (steps != null) {
            steps.add(step);
        }
    }

    /// The steps so far, in order; none when nobody listens.
    public List<Step> steps() {
        return steps == null ? List.of() : List.copyOf(steps);
    }
}
