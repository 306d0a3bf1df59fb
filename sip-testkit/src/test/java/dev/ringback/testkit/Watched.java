package dev.ringback.testkit;

import dev.ringback.testkit.invariant.FinalsHaveCauses;
import java.util.List;

/// Simulations of peers that break rules, in which what the stacks decide has its cause all the
/// same.
public final class Watched {
    private Watched() {}

    public static Simulation simulation(long seed) {
        Simulation simulation = new Simulation(seed);
        simulation.expect(List.of(new FinalsHaveCauses()));
        return simulation;
    }
}
