package dev.ringback.testkit.junit;

import dev.ringback.stack.Notice;
import dev.ringback.testkit.Invariant;
import dev.ringback.testkit.Observation;
import dev.ringback.testkit.SimNode;
import dev.ringback.testkit.Simulation;
import java.util.function.Consumer;

/// Tells a client of the faults in its stack.
final class FaultWatch implements Invariant {
    private final SimNode node;
    private final Consumer<Throwable> listener;

    FaultWatch(SimNode node, Consumer<Throwable> listener) {
        this.node = node;
        this.listener = listener;
    }

    @Override
    public void observe(Simulation simulation, Observation observation) {
        if (observation instanceof Observation.Noticed noticed
                && noticed.node().equals(node)
                && noticed.notice() instanceof Notice.Fault(Throwable error)) {
            listener.accept(error);
        }
    }
}
