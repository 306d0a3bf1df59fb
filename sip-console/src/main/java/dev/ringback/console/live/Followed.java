package dev.ringback.console.live;

import dev.ringback.callflow.CallFlow;
import dev.ringback.calls.CallQuery;
import dev.ringback.calls.RecentCalls;
import dev.ringback.console.api.CallJson;
import dev.ringback.header.Method;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The calls that browsers follow closely.
final class Followed {
    private static final int MOST_CHANGES = 512;
    private static final int NEWEST = 8;

    /// An event that is larger is not told: of a call like that one asks.
    private static final int LARGEST = Listener.MOST_OCTETS / 2;

    private final RecentCalls calls;
    private final CallJson json;
    private final Changed<String> changed = new Changed<>(MOST_CHANGES);
    private volatile Set<String> wanted = Set.of();
    private volatile boolean newestWanted;

    Followed(RecentCalls calls, CallJson json) {
        this.calls = calls;
        this.json = json;
    }

    /// Heeds from now on what these follow.
    void heed(List<Listener> listeners) {
        Set<String> callIds = new HashSet<>();
        listeners.forEach(each -> callIds.add(each.wish().call()));
        callIds.remove("");
        wanted = Set.copyOf(callIds);
        newestWanted = listeners.stream().anyMatch(each -> each.wish().newest());
        changed.listen(newestWanted || !wanted.isEmpty());
    }

    /// A call has changed. Of calls that nobody follows nothing is kept.
    void note(String callId) {
        if (newestWanted || wanted.contains(callId)) {
            changed.note(callId);
        }
    }

    /// What those hear who follow a call that has changed; each event is written once.
    Map<Listener, Event> news(List<Listener> listeners) {
        Set<String> callIds = Set.copyOf(changed.take().things());
        Map<Listener, Event> news = new HashMap<>();
        if (callIds.isEmpty()) {
            return news;
        }
        CallFlow newest = newest();
        Map<String, @Nullable Event> written = new HashMap<>();
        for (Listener each : listeners) {
            String call = each.wish().newest() ? callId(newest) : each.wish().call();
            if (callIds.contains(call) && !written.containsKey(call)) {
                written.put(call, event(each.wish().newest() ? newest : calls.find(call)));
            }
            Event event = written.get(call);
            if (event != null) {
                news.put(each, event);
            }
        }
        return news;
    }

    private static String callId(@Nullable CallFlow flow) {
        return flow == null ? "" : flow.callId();
    }

    /// Null where there is nothing to tell.
    private @Nullable Event event(@Nullable CallFlow flow) {
        if (flow == null || flow.messages().isEmpty()) {
            return null;
        }
        Event event = Event.of("call", json.told(flow));
        return event.size() > LARGEST ? null : event;
    }

    private @Nullable CallFlow newest() {
        if (!newestWanted) {
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
}
