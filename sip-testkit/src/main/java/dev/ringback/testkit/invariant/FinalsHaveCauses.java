package dev.ringback.testkit.invariant;

import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Notice;
import dev.ringback.testkit.Endpoint;
import dev.ringback.testkit.Invariant;
import dev.ringback.testkit.Observation;
import dev.ringback.testkit.SimNode;
import dev.ringback.testkit.Simulation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// Every final response that a node sends has its [dev.ringback.cause.Cause], told in the same
/// event in which the response first left; and so has every request that a proxy leaves without one
/// (RFC 4320 §4.2), once nothing more is to come of it.
public final class FinalsHaveCauses implements Invariant {
    private final Set<TransactionId> told = new HashSet<>();
    private final Map<TransactionId, Integer> untold = new HashMap<>();

    /// What came to a stack of ours, and was not answered yet.
    private final Set<TransactionId> open = new LinkedHashSet<>();

    /// Makes it for one run.
    public FinalsHaveCauses() {}

    @Override
    public void observe(Simulation simulation, Observation observation) {
        switch (observation) {
            case Observation.Delivered(SimNode node, var _, SipRequest request) -> {
                TransactionId id = TransactionId.of(node, request);
                if (!request.method().equals(Method.ACK) && !told.contains(id)) {
                    open.add(id);
                }
            }
            case Observation.Sent(SimNode node, var _, var _, SipResponse response) -> {
                TransactionId id = TransactionId.of(node, response);
                if (!response.provisional() && !told.contains(id)) {
                    untold.put(id, response.status());
                }
            }
            case Observation.Noticed(Endpoint node, Notice.Answered(var response, var _)) ->
                    tell(TransactionId.of(node, response));
            case Observation.Noticed(Endpoint node, Notice.LeftUnanswered(var request, var _)) ->
                    tell(TransactionId.of(node, request));
            case Observation.Crashed(Endpoint node) -> {
                told.removeIf(id -> id.node().equals(node.name()));
                open.removeIf(id -> id.node().equals(node.name()));
            }
            default -> {}
        }
    }

    private void tell(TransactionId id) {
        told.add(id);
        untold.remove(id);
        open.remove(id);
    }

    @Override
    public void afterEvent(Simulation simulation) {
        untold.forEach(
                (id, status) -> {
                    throw new AssertionError(id + " was answered " + status + " without a cause");
                });
    }

    @Override
    public void whenQuiet(Simulation simulation) {
        for (TransactionId id : open) {
            throw new AssertionError(id + " was left unanswered without a cause");
        }
    }
}
