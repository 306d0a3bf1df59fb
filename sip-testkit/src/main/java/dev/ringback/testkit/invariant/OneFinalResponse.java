package dev.ringback.testkit.invariant;

import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.testkit.Endpoint;
import dev.ringback.testkit.Invariant;
import dev.ringback.testkit.Observation;
import dev.ringback.testkit.SimNode;
import dev.ringback.testkit.Simulation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Every server transaction gives one final response, and repeats it byte for byte (RFC 3261
/// §8.2.6, §17.2).
///
/// An INVITE may have several 2xx with different To tags, one of each fork (§16.7 step 5), but
/// nothing else beside a 2xx. A forwarded request that is no INVITE may stay without an answer: RFC
/// 4320 §4.2 forbids a proxy the 408.
public final class OneFinalResponse implements Invariant {
    private final Map<TransactionId, Map<String, byte[]>> finals = new LinkedHashMap<>();
    private final Map<String, Set<String>> forwarded = new HashMap<>();

    /// Makes it for one run.
    public OneFinalResponse() {}

    @Override
    public void observe(Simulation simulation, Observation observation) {
        switch (observation) {
            case Observation.Delivered(Endpoint node, var _, SipRequest request) ->
                    received(node, request);
            case Observation.Sent(Endpoint node, var _, var _, SipRequest request) ->
                    sent(node, request);
            case Observation.Sent(Endpoint node, var _, var _, SipResponse response) -> {
                if (response.finalResponse()) {
                    answered(TransactionId.of(node, response), response);
                }
            }
            case Observation.Crashed(Endpoint node) ->
                    finals.keySet().removeIf(id -> id.node().equals(node.name()));
            default -> {}
        }
    }

    @Override
    public void whenQuiet(Simulation simulation) {
        finals.forEach(
                (id, given) -> {
                    boolean excused = !id.isInvite() && wasForwarded(id);
                    if (given.isEmpty() && !excused) {
                        throw new AssertionError(id + " never got a final response");
                    }
                });
    }

    private void received(Endpoint node, SipRequest request) {
        if (node instanceof SimNode && !request.method().equals(Method.ACK)) {
            finals.computeIfAbsent(TransactionId.of(node, request), _ -> new LinkedHashMap<>());
        }
    }

    private void sent(Endpoint node, SipRequest request) {
        if (node instanceof SimNode && TransactionId.hops(request) > 1) {
            forwarded
                    .computeIfAbsent(node.name(), _ -> new HashSet<>())
                    .add(request.callId() + request.cSeq());
        }
    }

    private void answered(TransactionId id, SipResponse response) {
        Map<String, byte[]> given = finals.get(id);
        if (given == null) {
            return; // a scripted peer's, or one that ResponsesHaveRequests judges
        }
        String name = response.status() + " " + response.to().tag();
        byte[] bytes = response.toBytes();
        byte[] before = given.putIfAbsent(name, bytes);
        if (before != null && !Arrays.equals(before, bytes)) {
            throw new AssertionError(id + " repeated its " + name + " with other bytes");
        }
        if (before == null && given.size() > 1 && !allAccept(id, given)) {
            throw new AssertionError(id + " gave several final responses: " + given.keySet());
        }
    }

    private static boolean allAccept(TransactionId id, Map<String, byte[]> given) {
        return id.isInvite() && given.keySet().stream().allMatch(name -> name.startsWith("2"));
    }

    private boolean wasForwarded(TransactionId id) {
        Set<String> requests = forwarded.getOrDefault(id.node(), Set.of());
        return requests.stream().anyMatch(request -> request.startsWith(id.callId()));
    }
}
