package dev.ringback.testkit.invariant;

import dev.ringback.header.Method;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.testkit.Endpoint;
import dev.ringback.testkit.Invariant;
import dev.ringback.testkit.Observation;
import dev.ringback.testkit.SimNode;
import dev.ringback.testkit.Simulation;
import java.util.HashMap;
import java.util.Map;

/// No transaction speaks after its end: no request 64 times T1 after its first copy, no response so
/// long after the final one (RFC 3261 §17: Timers B, F, H, J; RFC 6026: Timer L).
public final class SilenceAfterEnd implements Invariant {
    private final Map<TransactionId, Long> clients = new HashMap<>();
    private final Map<TransactionId, Long> servers = new HashMap<>();

    /// Makes it for one run.
    public SilenceAfterEnd() {}

    @Override
    public void observe(Simulation simulation, Observation observation) {
        long now = simulation.clock().now();
        switch (observation) {
            case Observation.Sent(SimNode node, var _, var _, SipRequest request) -> {
                if (!request.method().equals(Method.ACK)) {
                    spoke(clients, node, request, now);
                }
            }
            case Observation.Sent(SimNode node, var _, var _, SipResponse response) -> {
                if (response.finalResponse()
                        || servers.containsKey(TransactionId.of(node, response))) {
                    spoke(servers, node, response, now);
                }
            }
            case Observation.Crashed(Endpoint node) -> {
                clients.keySet().removeIf(id -> id.node().equals(node.name()));
                servers.keySet().removeIf(id -> id.node().equals(node.name()));
            }
            default -> {}
        }
    }

    private static void spoke(
            Map<TransactionId, Long> began, SimNode node, SipMessage message, long now) {
        TransactionId id = TransactionId.of(node, message);
        long first = began.computeIfAbsent(id, _ -> now);
        long most = node.timers().b().plus(SimNode.TIMER_LAG).toNanos();
        if (now - first > most) {
            throw new AssertionError(id + " speaks " + (now - first) / 1e9 + " s after its time");
        }
        boolean provisional = message instanceof SipResponse response && response.provisional();
        if (provisional) {
            throw new AssertionError(id + " gave a provisional response after its final one");
        }
    }
}
