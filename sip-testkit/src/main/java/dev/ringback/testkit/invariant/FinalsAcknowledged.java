package dev.ringback.testkit.invariant;

import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Input;
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

/// Every non-2xx final response to an INVITE is acknowledged hop by hop, at once and each time that
/// it comes, as long as the client transaction lives (RFC 3261 §17.1.1.2); and is not repeated
/// after its ACK has arrived (§17.2.1).
public final class FinalsAcknowledged implements Invariant {
    private final Map<TransactionId, Client> clients = new HashMap<>();
    private final Set<TransactionId> owed = new LinkedHashSet<>();
    private final Set<TransactionId> acknowledged = new HashSet<>();

    /// Makes it for one run.
    public FinalsAcknowledged() {}

    /// An INVITE client transaction as seen from outside. Times in nanoseconds; -1 is never.
    private static final class Client {
        final long lifetime;
        final long sent;
        long cancelled = -1;
        long finalAt = -1;
        boolean heard;
        boolean accepted;
        boolean broken;

        Client(long sent, long lifetime) {
            this.sent = sent;
            this.lifetime = lifetime;
        }

        /// Whether it certainly lives at that time, and so owes an ACK.
        boolean lives(long now) {
            boolean timedOut = !heard && now - sent >= lifetime;
            boolean abandoned = cancelled >= 0 && finalAt < 0 && now - cancelled >= lifetime;
            boolean over = finalAt >= 0 && now - finalAt >= lifetime;
            return !broken && !accepted && !timedOut && !abandoned && !over;
        }
    }

    @Override
    public void observe(Simulation simulation, Observation observation) {
        long now = simulation.clock().now();
        switch (observation) {
            case Observation.Sent(SimNode node, var _, var _, SipRequest request) ->
                    requested(node, request, now);
            case Observation.Sent(SimNode node, var _, var _, SipResponse response) -> {
                if (refusal(response) && acknowledged.contains(TransactionId.of(node, response))) {
                    throw new AssertionError(
                            TransactionId.of(node, response) + " repeated a final after its ACK");
                }
            }
            case Observation.Delivered(SimNode node, var flow, SipResponse response) ->
                    responded(node, response, now, flow.transport().reliable());
            case Observation.Delivered(SimNode node, var _, SipRequest request) -> {
                if (request.method().equals(Method.ACK)) {
                    acknowledged.add(TransactionId.of(node, request));
                }
            }
            case Observation.Failed(Endpoint node, Input.SendFailed(var send, var _)) ->
                    broke(TransactionId.of(node, send.message()));
            case Observation.Crashed(Endpoint node) -> forget(node);
            default -> {}
        }
    }

    @Override
    public void afterEvent(Simulation simulation) {
        if (!owed.isEmpty()) {
            throw new AssertionError(
                    owed.iterator().next() + " did not acknowledge a final response");
        }
    }

    private void requested(SimNode node, SipRequest request, long now) {
        TransactionId id = TransactionId.of(node, request);
        if (request.method().equals(Method.INVITE)) {
            long lifetime = node.timers().b().toNanos();
            clients.computeIfAbsent(id, _ -> new Client(now, lifetime));
        } else if (request.method().equals(Method.ACK)) {
            owed.remove(id);
        } else if (request.method().equals(Method.CANCEL)) {
            Client client = clients.get(id.of(Method.INVITE));
            if (client != null && client.cancelled < 0) {
                client.cancelled = now;
            }
        }
    }

    private void responded(SimNode node, SipResponse response, long now, boolean reliable) {
        TransactionId id = TransactionId.of(node, response);
        Client client = id.isInvite() ? clients.get(id) : null;
        if (client == null) {
            return;
        }
        if (!client.lives(now)) {
            return;
        }
        client.heard = true;
        client.accepted |= response.success();
        if (refusal(response) && !(reliable && client.finalAt >= 0)) {
            owed.add(id);
        }
        if (refusal(response) && client.finalAt < 0) {
            client.finalAt = now;
        }
    }

    private void broke(TransactionId id) {
        Client client = clients.get(id);
        if (client != null) {
            client.broken = true;
        }
    }

    private void forget(Endpoint node) {
        clients.keySet().removeIf(id -> id.node().equals(node.name()));
        acknowledged.removeIf(id -> id.node().equals(node.name()));
        owed.removeIf(id -> id.node().equals(node.name()));
    }

    private static boolean refusal(SipResponse response) {
        return response.status() >= 300 && response.cSeq().method().equals(Method.INVITE);
    }
}
