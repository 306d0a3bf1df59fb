package dev.ringback.testkit.invariant;

import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import dev.ringback.testkit.Invariant;
import dev.ringback.testkit.Observation;
import dev.ringback.testkit.SimNode;
import dev.ringback.testkit.Simulation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A user agent's CSeq numbers grow within a dialog and within a registration (RFC 3261 §8.1.1.5,
/// §10.2, §12.2.1.1). An ACK and a CANCEL have the number of their INVITE.
public final class SequenceGrows implements Invariant {
    private final Map<Side, Long> last = new HashMap<>();
    private final Set<TransactionId> seen = new HashSet<>();

    /// Makes it for one run.
    public SequenceGrows() {}

    /// One side of a dialog; the To tag is null before there is a dialog.
    private record Side(String callId, @Nullable String from, @Nullable String to) {}

    @Override
    public void observe(Simulation simulation, Observation observation) {
        if (observation instanceof Observation.Sent(SimNode node, var _, var _, SipRequest request)
                && TransactionId.hops(request) == 1
                && seen.add(TransactionId.of(node, request))) {
            sent(request);
        }
    }

    private void sent(SipRequest request) {
        String from = request.method().equals(Method.REGISTER) ? null : request.from().tag();
        var outside = new Side(request.callId(), from, null);
        var side = new Side(request.callId(), from, request.to().tag());
        long before = Math.max(last.getOrDefault(side, 0L), last.getOrDefault(outside, 0L));
        long number = request.cSeq().number();
        boolean derived =
                request.method().equals(Method.ACK) || request.method().equals(Method.CANCEL);
        if (derived ? number > before : number <= before) {
            throw new AssertionError(
                    "%s has CSeq %d after %d in call %s"
                            .formatted(request.method().name(), number, before, request.callId()));
        }
        if (!derived) {
            last.put(side, number);
        }
    }
}
