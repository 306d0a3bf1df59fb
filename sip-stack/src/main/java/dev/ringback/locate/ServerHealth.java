package dev.ringback.locate;

import dev.ringback.stack.Hop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/// What is remembered of servers that failed: RFC 3263 §4.3 and RFC 3261 §21.5.4. One that sent 503
/// with Retry-After is left alone for that time; one that failed just now is tried last. Bounded,
/// and safe for use by the shards of a server at once.
///
/// Times are the stack's monotonic clock in nanoseconds.
public final class ServerHealth {
    /// How many servers are remembered.
    static final int MOST_REMEMBERED = 10_000;

    /// How long a server that failed is tried last.
    static final Duration LAST_FOR = Duration.ofSeconds(30);

    /// The longest time that a server is left alone.
    static final Duration LONGEST_REST = Duration.ofHours(1);

    private final ConcurrentHashMap<Hop, Mark> marks = new ConcurrentHashMap<>();

    /// Everybody is well.
    public ServerHealth() {}

    /// What a server is marked with until a time.
    private record Mark(boolean resting, long until) {
        boolean holds(long now) {
            return until - now > 0;
        }
    }

    /// A server sent 503. With a Retry-After it is left alone for that time, but at most an hour;
    /// without one it is tried last for half a minute.
    ///
    /// @param retryAfter the value of Retry-After; zero where there was none
    public void unavailable(Hop server, Duration retryAfter, long now) {
        if (retryAfter.isPositive()) {
            Duration rest = retryAfter.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : retryAfter;
            mark(server, new Mark(true, now + rest.toNanos()), now);
        } else {
            failed(server, now);
        }
    }

    /// A server could not be reached, or did not answer before Timer B or F fired. It is tried last
    /// for half a minute.
    public void failed(Hop server, long now) {
        Mark old = marks.get(server);
        if (old == null || !old.resting() || !old.holds(now)) {
            mark(server, new Mark(false, now + LAST_FOR.toNanos()), now);
        }
    }

    /// A server answered. It is tried in its turn again; a time that it wants to be left alone goes
    /// on.
    public void answered(Hop server, long now) {
        Mark old = marks.get(server);
        if (old != null && (!old.resting() || !old.holds(now))) {
            marks.remove(server, old);
        }
    }

    /// How long a server still wants to be left alone; zero where it does not.
    public Duration rest(Hop server, long now) {
        Mark mark = marks.get(server);
        return mark != null && mark.resting() && mark.holds(now)
                ? Duration.ofNanos(mark.until() - now)
                : Duration.ZERO;
    }

    /// The servers to try: those that failed just now last, those that rest not at all.
    List<Hop> order(List<Hop> servers, long now) {
        if (marks.isEmpty()) {
            return servers;
        }
        List<Hop> first = new ArrayList<>(servers.size());
        List<Hop> last = new ArrayList<>(0);
        for (Hop server : servers) {
            Mark mark = marks.get(server);
            if (mark == null || !mark.holds(now)) {
                first.add(server);
            } else if (!mark.resting()) {
                last.add(server);
            }
        }
        first.addAll(last);
        return first;
    }

    /// How many servers are remembered.
    int size() {
        return marks.size();
    }

    private void mark(Hop server, Mark mark, long now) {
        if (marks.size() >= MOST_REMEMBERED) {
            marks.values().removeIf(old -> !old.holds(now));
            if (marks.size() >= MOST_REMEMBERED) {
                marks.keySet().stream().limit(MOST_REMEMBERED / 10).forEach(marks::remove);
            }
        }
        marks.put(server, mark);
    }
}
