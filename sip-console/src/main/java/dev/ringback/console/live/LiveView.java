package dev.ringback.console.live;

import dev.ringback.app.RingbackServer;
import dev.ringback.callflow.CallFlow;
import dev.ringback.calls.RecentCalls;
import dev.ringback.console.api.BindingJson;
import dev.ringback.console.api.CallJson;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.LocationException;
import dev.ringback.location.LocationService;
import dev.ringback.location.Lookup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
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

    private final RingbackServer server;
    private final RecentCalls calls;
    private final CallJson callJson;
    private final BindingJson bindingJson;
    private final RateRing ring = new RateRing();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final LongAdder slow = new LongAdder();
    private final Changed<String> callIds = new Changed<>(MOST_CHANGES);
    private final Followed followed;
    private final Changed<AddressOfRecord> users = new Changed<>(MOST_CHANGES);
    private final LocationService.Watch userWatch;

    /// Held while somebody comes or goes.
    private final ReentrantLock door = new ReentrantLock();

    private final Thread thread;
    private Totals before;
    private int version;
    private RecentCalls.@Nullable Watch callWatch;
    private boolean closed;

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
        this.followed = new Followed(calls, callJson);
        this.before = Totals.of(server);
        this.version = server.version().number();
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
        door.lock();
        try {
            if (closed || listeners.size() >= MOST_LISTENERS) {
                return null;
            }
            listeners.add(listener);
            heed();
            return listener;
        } finally {
            door.unlock();
        }
    }

    void leave(Listener listener) {
        door.lock();
        try {
            listeners.remove(listener);
            heed();
        } finally {
            door.unlock();
        }
    }

    /// Listens itself to what somebody wants to hear; the record is followed only while somebody
    /// does.
    private void heed() {
        boolean listening = !listeners.isEmpty() && !closed;
        callIds.listen(listening);
        users.listen(listening);
        followed.heed(listeners);
        if (listening && callWatch == null) {
            callWatch =
                    calls.watch(
                            callId -> {
                                callIds.note(callId);
                                followed.note(callId);
                            });
        } else if (!listening && callWatch != null) {
            callWatch.close();
            callWatch = null;
        }
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
        tell(Event.of("rates", sample.json()));
        tellVersion();
        tellCalls();
        tellRegistrations();
    }

    private void tellVersion() {
        int now = server.version().number();
        if (now != version) {
            version = now;
            tell(Event.of("version", Map.of("number", now)));
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
        Map<Integer, Event> written = new HashMap<>();
        for (Listener each : listeners) {
            Event event =
                    written.computeIfAbsent(
                            each.wish().callsPerSecond(), limit -> news(summaries, limit, all));
            told(each, each.tell(event));
        }
    }

    private static Event news(List<Map<String, ?>> summaries, int limit, long all) {
        List<Map<String, ?>> own = summaries.stream().limit(limit).toList();
        Map<String, Object> news = new LinkedHashMap<>();
        news.put("calls", own);
        news.put("omitted", all - own.size());
        return Event.of("calls", news);
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
            tell(Event.of("registrations", news));
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
                    bindingJson.of(
                            server.location().bindings(aor, now).stream()
                                    .map(binding -> new BindingJson.Bound(aor, binding))
                                    .toList(),
                            now));
            return change;
        } catch (LocationException e) {
            LOG.debug("the bindings of {}: {}", aor, e.toString());
            return null;
        }
    }

    private void tellFollowed() {
        followed.news(listeners)
                .forEach((listener, event) -> told(listener, listener.renew(event)));
    }

    private void tell(Event event) {
        listeners.forEach(each -> told(each, each.tell(event)));
    }

    private void told(Listener listener, boolean room) {
        if (!room && listener.ended() == null) {
            slow.increment();
            listener.end("slow", true);
        }
    }

    /// Looks no more; all who listen hear that this is the end.
    @Override
    public void close() {
        thread.interrupt();
        door.lock();
        try {
            closed = true;
            heed();
        } finally {
            door.unlock();
        }
        userWatch.close();
        listeners.forEach(each -> each.end("closing", true));
    }
}
