package dev.ringback.app.record;

import dev.ringback.callflow.CallFlow;
import dev.ringback.calls.Joined;
import dev.ringback.message.SipRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// Finds on disk how calls began of which only the rest is in memory, after a restart for instance.
/// What was found is kept while the rest does not change. Any thread.
final class Beginnings {
    private final GuardedArchive archive;
    private final ReentrantLock lock = new ReentrantLock();
    private Map<String, Found> found = new HashMap<>();

    /// @param rest what is in memory
    /// @param whole the same with its beginning, as far as that is known
    private record Found(CallFlow rest, CallFlow whole) {}

    Beginnings(GuardedArchive archive) {
        this.archive = archive;
    }

    /// Whether a call is there from its beginning.
    static boolean begins(CallFlow flow) {
        return !flow.messages().isEmpty()
                && flow.messages().getFirst().message() instanceof SipRequest request
                && request.to().tag() == null;
    }

    /// All calls in memory, each as whole as can be.
    List<CallFlow> whole(List<CallFlow> flows) {
        List<CallFlow> whole = new ArrayList<>(flows.size());
        Map<String, Found> now = new HashMap<>();
        lock.lock();
        try {
            for (CallFlow flow : flows) {
                if (begins(flow)) {
                    whole.add(flow);
                } else {
                    Found one = found(flow);
                    now.put(flow.callId(), one);
                    whole.add(one.whole);
                }
            }
            found = now;
        } finally {
            lock.unlock();
        }
        return whole;
    }

    /// A flow that has not changed is the same object.
    @SuppressWarnings("ReferenceEquality")
    private Found found(CallFlow rest) {
        Found before = found.get(rest.callId());
        return before != null && before.rest == rest ? before : new Found(rest, whole(rest));
    }

    /// A call with what is kept of it on disk.
    CallFlow whole(CallFlow rest) {
        CallFlow whole = rest;
        for (CallFlow kept : archive.find(rest.callId())) {
            whole = Joined.of(kept, whole);
        }
        return whole;
    }
}
