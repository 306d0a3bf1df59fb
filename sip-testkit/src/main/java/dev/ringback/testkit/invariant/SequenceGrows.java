package dev.ringback.testkit.invariant;

import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import dev.ringback.testkit.Invariant;
import dev.ringback.testkit.Observation;
import dev.ringback.testkit.SimNode;
import dev.ringback.testkit.Simulation;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A user agent's CSeq numbers grow within a dialog and within a registration (RFC 3261 §8.1.1.5,
/// §10.2, §12.2.1.1). An ACK and a CANCEL have the number of their INVITE, and so has the same
/// request to another server after a failure (RFC 3263 §4.3).
public final class SequenceGrows implements Invariant {
    private final Map<Side, Last> last = new HashMap<>();
    private final Set<TransactionId> seen = new HashSet<>();

    /// Makes it for one run.
    public SequenceGrows() {}

    /// One side of a dialog; the To tag is null before there is a dialog.
    private record Side(String callId, @Nullable String from, @Nullable String to) {}

    /// The last request of a side, and the servers that it went to.
    private record Last(long number, Method method, Set<InetSocketAddress> servers) {
        boolean repeatedAt(SipRequest request, InetSocketAddress server) {
            return number == request.cSeq().number()
                    && method.equals(request.method())
                    && servers.add(server);
        }
    }

    @Override
    public void observe(Simulation simulation, Observation observation) {
        if (observation
                        instanceof
                        Observation.Sent(SimNode node, var _, var remote, SipRequest request)
                && TransactionId.hops(request) == 1
                && seen.add(TransactionId.of(node, request))) {
            sent(request, remote);
        }
    }

    private void sent(SipRequest request, InetSocketAddress remote) {
        String from = request.method().equals(Method.REGISTER) ? null : request.from().tag();
        var outside = new Side(request.callId(), from, null);
        var side = new Side(request.callId(), from, request.to().tag());
        Last lastOne = last.get(side);
        long before = Math.max(number(lastOne), number(last.get(outside)));
        long number = request.cSeq().number();
        boolean derived =
                request.method().equals(Method.ACK) || request.method().equals(Method.CANCEL);
        boolean repeated = lastOne != null && lastOne.repeatedAt(request, remote);
        if (derived ? number > before : number <= before && !repeated) {
            throw new AssertionError(
                    "%s has CSeq %d after %d in call %s"
                            .formatted(request.method().name(), number, before, request.callId()));
        }
        if (!derived && !repeated) {
            last.put(side, new Last(number, request.method(), new HashSet<>(Set.of(remote))));
        }
    }

    private static long number(@Nullable Last last) {
        return last == null ? 0 : last.number;
    }
}
