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

/// A CANCEL begins after a provisional response to its INVITE and before the final one (RFC 3261
/// §9.1).
public final class CancelRules implements Invariant {
    private final Set<TransactionId> provisional = new HashSet<>();
    private final Set<TransactionId> decided = new HashSet<>();
    private final Set<TransactionId> cancelled = new HashSet<>();

    /// Makes it for one run.
    public CancelRules() {}

    @Override
    public void observe(Simulation simulation, Observation observation) {
        switch (observation) {
            case Observation.Delivered(SimNode node, var _, SipResponse response) ->
                    (response.provisional() ? provisional : decided)
                            .add(TransactionId.of(node, response));
            case Observation.Sent(SimNode node, var _, var _, SipRequest request) -> {
                TransactionId id = TransactionId.of(node, request);
                if (request.method().equals(Method.CANCEL) && cancelled.add(id)) {
                    judge(id.of(Method.INVITE));
                }
            }
            case Observation.Crashed(Endpoint node) -> {
                provisional.removeIf(id -> id.node().equals(node.name()));
                decided.removeIf(id -> id.node().equals(node.name()));
                cancelled.removeIf(id -> id.node().equals(node.name()));
            }
            default -> {}
        }
    }

    private void judge(TransactionId invite) {
        if (decided.contains(invite)) {
            throw new AssertionError(invite + " is cancelled after its final response");
        }
        if (!provisional.contains(invite)) {
            throw new AssertionError(invite + " is cancelled before any provisional response");
        }
    }
}
