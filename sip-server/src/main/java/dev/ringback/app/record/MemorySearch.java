package dev.ringback.app.record;

import dev.ringback.callflow.CallFlow;
import dev.ringback.calls.CallDigest;
import dev.ringback.calls.CallQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// Searches flows in memory. What it takes long to find out about a flow is kept while the flow
/// does not change. Any thread.
final class MemorySearch {
    /// The newest first, and of two that began at once the one whose Call-ID is greater.
    static final Comparator<CallQuery.Mark> ORDER =
            Comparator.comparing(CallQuery.Mark::begun)
                    .thenComparing(CallQuery.Mark::callId)
                    .reversed();

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Known> known = new HashMap<>();

    /// A digest, and of what.
    private record Known(CallFlow flow, CallDigest digest) {}

    /// What a query asks for of those.
    List<CallFlow> search(List<CallFlow> flows, CallQuery query) {
        List<CallFlow> fitting = new ArrayList<>();
        for (CallFlow flow : flows) {
            if (!flow.messages().isEmpty() && fits(flow, query)) {
                fitting.add(flow);
            }
        }
        fitting.sort(Comparator.comparing(CallDigest::mark, ORDER));
        lock.lock();
        try {
            forget(flows);
            return fitting.stream()
                    .filter(flow -> ended(flow, query))
                    .limit(query.page().limit())
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    private static boolean fits(CallFlow flow, CallQuery query) {
        CallQuery.Mark mark = CallDigest.mark(flow);
        CallQuery.Mark before = query.page().before();
        String user = query.user();
        return query.begun().has(mark.begun())
                && (before == null || ORDER.compare(before, mark) < 0)
                && (user == null
                        || user.equals(flow.callId())
                        || CallDigest.Who.of(flow).holds(user));
    }

    private boolean ended(CallFlow flow, CallQuery query) {
        int wanted = query.status();
        if (wanted == 0 && query.cause() == null) {
            return true;
        }
        CallDigest digest = digest(flow);
        int status = digest.status();
        return (wanted == 0 || status == wanted || (wanted < 10 && status / 100 == wanted))
                && (query.cause() == null || query.cause().equals(digest.cause()));
    }

    /// A flow that has not changed is the same object.
    @SuppressWarnings("ReferenceEquality")
    private CallDigest digest(CallFlow flow) {
        Known before = known.get(flow.callId());
        if (before != null && before.flow == flow) {
            return before.digest;
        }
        CallDigest digest = CallDigest.of(flow);
        known.put(flow.callId(), new Known(flow, digest));
        return digest;
    }

    /// What is not among them any more.
    private void forget(List<CallFlow> flows) {
        if (known.size() > flows.size()) {
            Set<String> there = new HashSet<>();
            flows.forEach(flow -> there.add(flow.callId()));
            known.keySet().retainAll(there);
        }
    }
}
