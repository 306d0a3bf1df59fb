package dev.ringback.testkit.junit;

import dev.ringback.sip.spi.WireTap;
import dev.ringback.stack.Hop;
import dev.ringback.testkit.Invariant;
import dev.ringback.testkit.Observation;
import dev.ringback.testkit.SimNode;
import dev.ringback.testkit.Simulation;

/// Shows a client what passes its node.
final class WireWatch implements Invariant {
    private final SimNode node;
    private final WireTap tap;

    WireWatch(SimNode node, WireTap tap) {
        this.node = node;
        this.tap = tap;
    }

    @Override
    public void observe(Simulation simulation, Observation observation) {
        if (!observation.node().equals(node)) {
            return;
        }
        if (observation instanceof Observation.Sent sent) {
            tap.passed(true, new Hop(sent.transport(), sent.remote()), sent.message());
        } else if (observation instanceof Observation.Delivered delivered) {
            tap.passed(false, delivered.flow(), delivered.message());
        }
    }
}
