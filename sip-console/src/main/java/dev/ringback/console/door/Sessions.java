package dev.ringback.console.door;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The browsers that are logged in, until they log out, are idle for too long, or twelve hours have
/// passed. So many and no more: the oldest goes first. Any thread.
final class Sessions {
    static final Duration LONGEST = Duration.ofHours(12);
    private static final Duration IDLE = Duration.ofHours(1);
    private static final int MOST = 64;

    private final Tokens tokens;
    private final Supplier<Instant> clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Session> sessions = new LinkedHashMap<>();

    /// @param clock the time of day
    Sessions(Tokens tokens, Supplier<Instant> clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    private record Session(Instant end, Instant idleEnd) {
        boolean over(Instant now) {
            return !now.isBefore(end) || !now.isBefore(idleEnd);
        }
    }

    /// Begins one.
    ///
    /// @return what its cookie holds
    String begin() {
        Instant now = clock.get();
        String cookie = tokens.fresh();
        lock.lock();
        try {
            sessions.values().removeIf(each -> each.over(now));
            if (sessions.size() >= MOST) {
                sessions.remove(sessions.keySet().iterator().next());
            }
            sessions.put(cookie, new Session(now.plus(LONGEST), now.plus(IDLE)));
            return cookie;
        } finally {
            lock.unlock();
        }
    }

    /// When the session of a cookie ends; null where there is none. Being asked keeps it from being
    /// idle.
    @Nullable Instant end(@Nullable String cookie) {
        Instant now = clock.get();
        lock.lock();
        try {
            Session session = cookie == null ? null : sessions.get(cookie);
            if (cookie == null || session == null || session.over(now)) {
                return null;
            }
            sessions.put(cookie, new Session(session.end, now.plus(IDLE)));
            return session.end;
        } finally {
            lock.unlock();
        }
    }

    /// Whether a cookie has a session now. Being asked this does not keep it from being idle.
    boolean holds(@Nullable String cookie) {
        Instant now = clock.get();
        lock.lock();
        try {
            Session session = cookie == null ? null : sessions.get(cookie);
            return session != null && !session.over(now);
        } finally {
            lock.unlock();
        }
    }

    /// Ends one, if it is there.
    void drop(@Nullable String cookie) {
        lock.lock();
        try {
            if (cookie != null) {
                sessions.remove(cookie);
            }
        } finally {
            lock.unlock();
        }
    }
}
