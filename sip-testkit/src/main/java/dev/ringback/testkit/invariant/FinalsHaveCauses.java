package dev.ringback.testkit.invariant;

import dev.ringback.message.SipResponse;
import dev.ringback.stack.Notice;
import dev.ringback.testkit.Endpoint;
import dev.ringback.testkit.Invariant;
import dev.ringback.testkit.Observation;
import dev.ringback.testkit.SimNode;
import dev.ringback.testkit.Simulation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Every final response that a node sends has its [dev.ringback.cause.Cause], told in the same
/// event in which the response first left.
public final class FinalsHaveCauses implements Invariant {
    private final Set<TransactionId> told = new HashSet<>();
    private final Map<TransactionId, Integer> untold = new HashMap<>();

    /// Makes it for one run.
    public FinalsHaveCauses() {}

    @Override
    public void observe(Simulation simulation, Observation observation) {
        switch (observation) {
            case Observation.Sent(SimNode node, var _, var _, SipResponse response) -> {
                TransactionId id = TransactionId.of(node, response);
                if (!response.provisional() && !told.contains(id)) {
                    untold.put(id, response.status());
                }
            }
            case Observation.Noticed(Endpoint node, Notice.Answered(var response, var _)) -> {
                TransactionId id = TransactionId.of(node, response);
                told.add(id);
                untold.remove(id);
            }
            case Observation.Crashed(Endpoint node) ->
                    told.removeIf(id -> id.node().equals(node.name()));
            default -> {}
        }
    }

    @Override
    public void afterEvent(Simulation simulation) {
        untold.forEach(
                (id, status) -> {
                    throw new AssertionError(id + " was answered " + status + " without a cause");
                });
    }
}
