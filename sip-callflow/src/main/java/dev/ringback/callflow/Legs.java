package dev.ringback.callflow;

import dev.ringback.header.HeaderName;
import dev.ringback.header.dialog.SessionId;
import dev.ringback.message.SipMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Knows which Call-IDs are legs of one call, by the marks that their messages have in common. One
/// thread.
final class Legs {
    /// A call has two UUIDs, and more only where it was transferred; what has many more is made up.
    private static final int MOST_MARKS = 16;

    private static final int LONGEST_MARK = 256;

    private static final List<HeaderName> OTHER_LEG =
            List.of(HeaderName.of("X-Call-ID"), HeaderName.of("X-CID"));

    private final Map<String, Set<String>> marks = new HashMap<>();
    private final Map<String, Set<String>> marked = new HashMap<>();

    void add(String callId, SipMessage message) {
        mark(callId, "leg " + callId);
        if (message.has(HeaderName.SESSION_ID)) {
            SessionId id = message.read(SessionId.FIELD).first();
            uuid(callId, id == null ? null : id.local());
            uuid(callId, id == null ? null : id.remote());
        }
        for (HeaderName name : OTHER_LEG) {
            String other = message.value(name);
            if (other != null && !other.isEmpty()) {
                mark(callId, "leg " + other);
            }
        }
    }

    private void uuid(String callId, @Nullable String uuid) {
        if (uuid != null && !uuid.equals(SessionId.NIL)) {
            mark(callId, "uuid " + uuid);
        }
    }

    private void mark(String callId, String mark) {
        Set<String> own = marks.computeIfAbsent(callId, _ -> new LinkedHashSet<>());
        boolean room = own.size() < MOST_MARKS && mark.length() <= LONGEST_MARK;
        if (room && own.add(mark)) {
            marked.computeIfAbsent(mark, _ -> new LinkedHashSet<>()).add(callId);
        }
    }

    /// The Call-IDs that are reached from one over common marks, itself first, and nearer ones
    /// before others.
    ///
    /// @param most how many at most
    Set<String> joined(String callId, int most) {
        Set<String> joined = new LinkedHashSet<>();
        joined.add(callId);
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>();
        open.add(callId);
        while (!open.isEmpty()) {
            for (String mark : marks.getOrDefault(open.remove(), Set.of())) {
                if (seen.add(mark)) {
                    marked.getOrDefault(mark, Set.of()).stream()
                            .filter(next -> !joined.contains(next))
                            .limit(most - joined.size())
                            .toList()
                            .forEach(next -> reached(next, joined, open));
                }
            }
        }
        return joined;
    }

    private static void reached(String callId, Set<String> joined, Deque<String> open) {
        joined.add(callId);
        open.add(callId);
    }

    void remove(String callId) {
        Set<String> own = marks.remove(callId);
        if (own == null) {
            return;
        }
        for (String mark : own) {
            Set<String> callIds = marked.getOrDefault(mark, new HashSet<>());
            callIds.remove(callId);
            if (callIds.isEmpty()) {
                marked.remove(mark);
            }
        }
    }

    void clear() {
        marks.clear();
        marked.clear();
    }
}
