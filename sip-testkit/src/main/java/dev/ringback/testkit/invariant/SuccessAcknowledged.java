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
import java.util.LinkedHashSet;
import java.util.Set;

/// A caller acknowledges every 2xx to its INVITE, at once and each time that it comes (RFC 3261
/// §13.2.2.4). Not judged while the node waits for the answer of a name server.
public final class SuccessAcknowledged implements Invariant {
    private final Set<TransactionId> invites = new HashSet<>();
    private final Set<Owed> owed = new LinkedHashSet<>();

    /// An ACK to send.
    private record Owed(SimNode node, String callId, String toTag) {}

    /// Makes it for one run.
    public SuccessAcknowledged() {}

    @Override
    public void observe(Simulation simulation, Observation observation) {
        switch (observation) {
            case Observation.Sent(SimNode node, var _, var _, SipRequest request) ->
                    sent(node, request);
            case Observation.Delivered(SimNode node, var _, SipResponse response) -> {
                if (response.success() && invites.contains(TransactionId.of(node, response))) {
                    String tag = String.valueOf(response.to().tag());
                    owed.add(new Owed(node, response.callId(), tag));
                }
            }
            case Observation.Crashed(Endpoint node) -> {
                invites.removeIf(id -> id.node().equals(node.name()));
                owed.removeIf(ack -> ack.node().equals(node));
            }
            default -> {}
        }
    }

    @Override
    public void afterEvent(Simulation simulation) {
        for (Owed ack : owed) {
            if (ack.node().running() && ack.node().stack().questionCount() == 0) {
                throw new AssertionError(
                        "%s did not acknowledge the 2xx of call %s, tag %s"
                                .formatted(ack.node().name(), ack.callId(), ack.toTag()));
            }
        }
    }

    private void sent(SimNode node, SipRequest request) {
        boolean own = TransactionId.hops(request) == 1;
        if (own && request.method().equals(Method.INVITE)) {
            invites.add(TransactionId.of(node, request));
        } else if (request.method().equals(Method.ACK)) {
            owed.remove(new Owed(node, request.callId(), String.valueOf(request.to().tag())));
        }
    }
}
