package dev.ringback.sip.engine;

import dev.ringback.header.Method;
import dev.ringback.sip.Call;
import dev.ringback.sip.IncomingRequest;
import dev.ringback.sip.TransferRequest;
import dev.ringback.sip.UserAgent.Handler;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// What the application does with what comes for one agent. Any thread.
final class Handlers {
    private final AtomicReference<Map<Method, Handler<IncomingRequest>>> requests =
            new AtomicReference<>(Map.of());
    private volatile @Nullable Handler<Call> calls;
    private volatile @Nullable Handler<TransferRequest> transfers;

    void calls(Handler<Call> handler) {
        calls = handler;
    }

    void transfers(Handler<TransferRequest> handler) {
        transfers = handler;
    }

    void requests(Method method, Handler<IncomingRequest> handler) {
        requests.updateAndGet(
                before -> {
                    Map<Method, Handler<IncomingRequest>> after = new HashMap<>(before);
                    after.put(method, handler);
                    return Map.copyOf(after);
                });
    }

    @Nullable Handler<Call> calls() {
        return calls;
    }

    @Nullable Handler<TransferRequest> transfers() {
        return transfers;
    }

    Map<Method, Handler<IncomingRequest>> requests() {
        return requests.get();
    }
}
