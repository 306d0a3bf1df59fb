package dev.ringback.console.live;

import dev.ringback.app.RingbackServer;
import dev.ringback.callflow.CallFlow;
import dev.ringback.calls.CallQuery;
import dev.ringback.calls.RecentCalls;
import dev.ringback.console.api.BindingJson;
import dev.ringback.console.api.CallJson;
import dev.ringback.console.api.Json;
import dev.ringback.header.Method;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.LocationException;
import dev.ringback.location.LocationService;
import dev.ringback.location.Lookup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at a server once a second, remembers rates for an hour, and tells those who listen what
/// has happened: a sample of it, however much that is. Closely followed calls are looked at ten
/// times a second.
public final class LiveView implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveView.class);
    private static final Duration STEP = Duration.ofMillis(100);
    private static final int STEPS_OF_SECOND = 10;
    private static final int MOST_LISTENERS = 32;
    private static final int MOST_CHANGES = 512;
    private static final int MOST_REGISTRATIONS = 50;
    private static final int NEWEST = 8;

    private final RingbackServer server;
    private final RecentCalls calls;
    private final CallJson callJson;
    private final BindingJson bindingJson;
    private final RateRing ring = new RateRing();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final LongAdder slow = new LongAdder();
    private final Changed<String> callIds = new Changed<>(MOST_CHANGES);
    private final Changed<String> followed = new Changed<>(MOST_CHANGES);
    private final Changed<AddressOfRecord> users = new Changed<>(MOST_CHANGES);
    private final RecentCalls.Watch callWatch;
    private final LocationService.Watch userWatch;
    private final Thread thread;
    private Totals before;
    private int version;

    /// Begins to look.
    ///
    /// @param callJson writes calls
    /// @param bindingJson writes bindings
    public LiveView(
            RingbackServer server, RecentCalls calls, CallJson callJson, BindingJson bindingJson) {
        this.server = server;
        this.calls = calls;
        this.callJson = callJson;
        this.bindingJson = bindingJson;
        this.before = Totals.of(server);
        this.version = server.version().number();
        this.callWatch =
                calls.watch(
                        callId -> {
                            callIds.note(callId);
                            followed.note(callId);
                        });
        this.userWatch = server.location().watch((aor, _) -> users.note(aor));
        this.thread = Thread.ofVirtual().name("console-live").start(this::run);
    }

    /// The rates of the last hour.
    public RateRing rates() {
        return ring;
    }

    /// How many listen now.
    public int listening() {
        return listeners.size();
    }

    /// How many were given up because they were too slow.
    public long slow() {
        return slow.sum();
    }

    /// Has somebody listen; null where there are too many.
    @Nullable Listener enter(Listener.Wish wish, Thread writer) {
        Listener listener = new Listener(wish, writer);
        listeners.add(listener);
        if (listeners.size() > MOST_LISTENERS) {
            leave(listener);
            return null;
        }
        heed();
        return listener;
    }

    void leave(Listener listener) {
        listeners.remove(listener);
        heed();
    }

    /// Listens itself to what somebody wants to hear.
    private void heed() {
        callIds.listen(!listeners.isEmpty());
        users.listen(!listeners.isEmpty());
        followed.listen(listeners.stream().anyMatch(each -> each.wish().follows()));
    }

    private void run() {
        long next = System.nanoTime();
        for (int step = 1; !Thread.currentThread().isInterrupted(); step++) {
            next += STEP.toNanos();
            LockSupport.parkNanos(next - System.nanoTime());
            look(this::tellFollowed);
            if (step % STEPS_OF_SECOND == 0) {
                look(this::tellSecond);
            }
        }
    }

    /// A fault in one of them stops none of the others.
    private static void look(Runnable part) {
        try {
            part.run();
        } catch (RuntimeException e) {
            LOG.error("what happens could not be told", e);
        }
    }

    private void tellSecond() {
        Totals now = Totals.of(server);
        RateSample sample = now.since(before, server);
        before = now;
        ring.add(sample);
        if (listeners.isEmpty()) {
            return;
        }
        tell("rates", sample.json());
        tellVersion();
        tellCalls();
        tellRegistrations();
    }

    private void tellVersion() {
        int now = server.version().number();
        if (now != version) {
            version = now;
            tell("version", Map.of("number", now));
        }
    }

    private void tellCalls() {
        Changed.Taken<String> changed = callIds.take();
        if (changed.things().isEmpty()) {
            return;
        }
        int most = 0;
        for (Listener each : listeners) {
            most = Math.max(most, each.wish().callsPerSecond());
        }
        List<Map<String, ?>> summaries = new ArrayList<>();
        for (String callId : changed.things().stream().limit(most).toList()) {
            CallFlow flow = calls.find(callId);
            if (flow != null && !flow.messages().isEmpty()) {
                summaries.add(callJson.summary(flow));
            }
        }
        long all = changed.things().size() + changed.omitted();
        for (Listener each : listeners) {
            List<Map<String, ?>> own =
                    summaries.stream().limit(each.wish().callsPerSecond()).toList();
            Map<String, Object> news = new LinkedHashMap<>();
            news.put("calls", own);
            news.put("omitted", all - own.size());
            tell(each, "calls", news);
        }
    }

    private void tellRegistrations() {
        Changed.Taken<AddressOfRecord> changed = users.take();
        List<Map<String, Object>> changes = new ArrayList<>();
        for (AddressOfRecord aor : changed.things().stream().limit(MOST_REGISTRATIONS).toList()) {
            Map<String, Object> change = bindings(aor);
            if (change != null) {
                changes.add(change);
            }
        }
        if (!changes.isEmpty()) {
            Map<String, Object> news = new LinkedHashMap<>();
            news.put("changes", changes);
            news.put("omitted", changed.things().size() - changes.size() + changed.omitted());
            tell("registrations", news);
        }
    }

    /// Null where the store does not answer at once.
    private @Nullable Map<String, Object> bindings(AddressOfRecord aor) {
        try {
            long now = server.now();
            if (!(server.location().find(aor, now) instanceof Lookup.Found<?>(List<?> _))) {
                return null;
            }
            Map<String, Object> change = new LinkedHashMap<>();
            change.put("aor", aor.toString());
            change.put(
                    "bindings",
                    server.location().bindings(aor, now).stream()
                            .map(binding -> bindingJson.of(aor, binding, now))
                            .toList());
            return change;
        } catch (LocationException e) {
            LOG.debug("the bindings of {}: {}", aor, e.toString());
            return null;
        }
    }

    private void tellFollowed() {
        Set<String> changed = Set.copyOf(followed.take().things());
        if (changed.isEmpty()) {
            return;
        }
        CallFlow newest = newest();
        for (Listener each : listeners) {
            String call = each.wish().call();
            CallFlow flow = each.wish().newest() ? newest : calls.find(call);
            if (flow != null && changed.contains(flow.callId())) {
                tell(each, "call", callJson.whole(flow));
            }
        }
    }

    private @Nullable CallFlow newest() {
        if (listeners.stream().noneMatch(each -> each.wish().newest())) {
            return null;
        }
        for (CallFlow flow : calls.search(CallQuery.newest(NEWEST))) {
            if (!flow.messages().isEmpty()
                    && flow.messages().getFirst().message().cSeq().method().equals(Method.INVITE)) {
                return flow;
            }
        }
        return null;
    }

    private void tell(String name, Map<String, ?> event) {
        for (Listener each : listeners) {
            tell(each, name, event);
        }
    }

    private void tell(Listener listener, String name, Map<String, ?> event) {
        if (listener.ended() == null && !listener.tell(event(name, event))) {
            slow.increment();
            listener.end("slow", true);
        }
    }

    /// An event as Server-Sent Events has it.
    static String event(String name, Map<String, ?> event) {
        return "event: " + name + "\ndata: " + Json.write(event) + "\n\n";
    }

    /// Looks no more; all who listen hear that this is the end.
    @Override
    public void close() {
        thread.interrupt();
        callWatch.close();
        userWatch.close();
        listeners.forEach(each -> each.end("closing", true));
    }
}
