package dev.ringback.testkit.invariant;

import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.testkit.Endpoint;
import dev.ringback.testkit.Invariant;
import dev.ringback.testkit.Observation;
import dev.ringback.testkit.SimNode;
import dev.ringback.testkit.Simulation;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Every INVITE gets some response within 200 ms, 100 where there is no other (RFC 3261 §17.2.1).
public final class PromptTrying implements Invariant {
    private static final Duration MOST = Duration.ofMillis(200).plus(SimNode.TIMER_LAG);

    private final Set<TransactionId> seen = new HashSet<>();
    private final Map<TransactionId, Long> waiting = new HashMap<>();

    /// Makes it for one run.
    public PromptTrying() {}

    @Override
    public void observe(Simulation simulation, Observation observation) {
        long now = simulation.clock().now();
        switch (observation) {
            case Observation.Delivered(SimNode node, var _, SipRequest request) -> {
                TransactionId id = TransactionId.of(node, request);
                if (request.method().equals(Method.INVITE) && seen.add(id)) {
                    waiting.put(id, now);
                }
            }
            case Observation.Sent(SimNode node, var _, var _, SipResponse response) ->
                    answered(TransactionId.of(node, response), now);
            case Observation.Crashed(Endpoint node) -> {
                seen.removeIf(id -> id.node().equals(node.name()));
                waiting.keySet().removeIf(id -> id.node().equals(node.name()));
            }
            default -> {}
        }
    }

    private void answered(TransactionId id, long now) {
        Long arrived = waiting.remove(id);
        if (arrived != null && now - arrived > MOST.toNanos()) {
            throw new AssertionError(
                    id + " had no response for " + Duration.ofNanos(now - arrived));
        }
    }
}
