package dev.ringback.app.record;

import dev.ringback.calls.CallWatcher;
import dev.ringback.calls.RecentCalls;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings a [CallView] up to date ten times a second while there is somebody to tell, on one
/// virtual thread. Any thread.
final class Follower {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final Duration EVERY = Duration.ofMillis(100);

    private final CallView view;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<CallWatcher> watchers = new CopyOnWriteArrayList<>();
    private final List<CallTap> taps = new CopyOnWriteArrayList<>();
    private final ReentrantLock turns = new ReentrantLock();
    private @Nullable Thread thread;
    private boolean faulty;

    Follower(CallView view) {
        this.view = view;
    }

    /// Tells a watcher what changes from now on.
    RecentCalls.Watch add(CallWatcher watcher) {
        begin(() -> watchers.add(watcher));
        return () -> end(() -> watchers.remove(watcher));
    }

    /// Tells a tap what passes from now on. When the watch is closed it has heard all that passed
    /// before.
    RecentCalls.Watch add(CallTap tap) {
        begin(
                () -> {
                    view.add(tap);
                    taps.add(tap);
                });
        return () -> {
            turn();
            end(
                    () -> {
                        view.remove(tap);
                        taps.remove(tap);
                    });
        };
    }

    private void begin(Runnable joining) {
        lock.lock();
        try {
            if (thread == null) {
                view.follow(true);
                thread = Thread.ofVirtual().name("calls").start(this::run);
            }
            joining.run();
        } finally {
            lock.unlock();
        }
    }

    private void end(Runnable leaving) {
        lock.lock();
        try {
            leaving.run();
            Thread running = thread;
            if (running != null && watchers.isEmpty() && taps.isEmpty()) {
                running.interrupt();
                thread = null;
                view.follow(false);
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(EVERY.toNanos());
            try {
                turn();
            } catch (RuntimeException e) {
                if (!faulty) {
                    LOG.error("what passed could not be told", e);
                }
                faulty = true;
            }
        }
    }

    /// Tells all that there is.
    void turn() {
        turns.lock();
        try {
            view.advance();
            CallTap.News news = view.news();
            for (CallTap tap : taps) {
                tap.settled(news);
            }
            for (CallWatcher watcher : watchers) {
                news.changed().forEach(watcher::changed);
            }
        } finally {
            turns.unlock();
        }
    }
}
