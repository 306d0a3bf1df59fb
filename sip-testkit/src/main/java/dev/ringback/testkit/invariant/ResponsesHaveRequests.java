package dev.ringback.testkit.invariant;

import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.testkit.Endpoint;
import dev.ringback.testkit.Invariant;
import dev.ringback.testkit.Observation;
import dev.ringback.testkit.SimNode;
import dev.ringback.testkit.Simulation;
import java.util.HashSet;
import java.util.Set;

/// No response without its request, none to an ACK, and no 100 passed on: it stays on its hop (RFC
/// 3261 §16.7 step 5).
public final class ResponsesHaveRequests implements Invariant {
    private final Set<TransactionId> received = new HashSet<>();
    private boolean tryingArrived;

    /// Makes it for one run.
    public ResponsesHaveRequests() {}

    @Override
    public void observe(Simulation simulation, Observation observation) {
        switch (observation) {
            case Observation.Delivered(SimNode node, var _, SipRequest request) -> {
                if (!request.method().equals(Method.ACK)) {
                    received.add(TransactionId.of(node, request));
                }
            }
            case Observation.Garbled(Endpoint node, var input) -> {
                SipResponse reply = input.malformed().reply();
                if (reply != null) {
                    received.add(TransactionId.of(node, reply));
                }
            }
            case Observation.Delivered(SimNode _, var _, SipResponse response) ->
                    tryingArrived = response.status() == 100;
            case Observation.Sent(SimNode node, var _, var _, SipResponse response) ->
                    sent(node, response);
            case Observation.Crashed(Endpoint node) ->
                    received.removeIf(id -> id.node().equals(node.name()));
            default -> {}
        }
    }

    @Override
    public void afterEvent(Simulation simulation) {
        tryingArrived = false;
    }

    private void sent(SimNode node, SipResponse response) {
        TransactionId id = TransactionId.of(node, response);
        if (!received.contains(id)) {
            throw new AssertionError(
                    id + " was answered " + response.status() + " but never asked");
        }
        if (tryingArrived && response.status() == 100) {
            throw new AssertionError(id + " passed on a 100");
        }
    }
}
