package dev.ringback.testkit.session;

import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.testkit.Invariant;
import dev.ringback.testkit.Observation;
import dev.ringback.testkit.Simulation;
import java.util.ArrayList;
import java.util.List;

/// What arrived where, in order: `bob INVITE 1`, `alice 200 INVITE 1`.
final class Wire implements Invariant {
    private final List<String> arrived = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private final List<SipMessage> messages = new ArrayList<>();

    @Override
    public void observe(Simulation simulation, Observation observation) {
        if (observation instanceof Observation.Delivered(var node, var _, SipMessage message)) {
            arrived.add(node.name() + ' ' + label(message));
            times.add(simulation.clock().now());
            messages.add(message);
        }
    }

    private static String label(SipMessage message) {
        return switch (message) {
            case SipRequest request -> request.method().name() + ' ' + request.cSeq().number();
            case SipResponse response ->
                    response.status()
                            + " "
                            + response.cSeq().method().name()
                            + ' '
                            + response.cSeq().number();
        };
    }

    List<String> arrived() {
        return List.copyOf(arrived);
    }

    /// How often that arrived.
    long count(String label) {
        return arrived.stream().filter(label::equals).count();
    }

    /// The messages of that label, in order.
    List<SipMessage> messages(String label) {
        List<SipMessage> found = new ArrayList<>();
        for (int i = 0; i < arrived.size(); i++) {
            if (arrived.get(i).equals(label)) {
                found.add(messages.get(i));
            }
        }
        return found;
    }

    /// When that arrived for the first time, in milliseconds of the simulation.
    long millis(String label) {
        int index = arrived.indexOf(label);
        if (index < 0) {
            throw new AssertionError(label + " is not among " + arrived);
        }
        return times.get(index) / 1_000_000;
    }
}
