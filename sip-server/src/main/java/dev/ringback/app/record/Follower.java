package dev.ringback.app.record;

import dev.ringback.callflow.CallFlow;
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
    private final ReentrantLock turns = new ReentrantLock();
    private volatile @Nullable CallTap companion;
    private @Nullable Thread thread;
    private boolean faulty;

    Follower(CallView view) {
        this.view = view;
    }

    /// Tells somebody all that passes while anybody is told anything.
    void accompany(CallTap tap) {
        companion = tap;
    }

    /// Tells a watcher what changes from now on.
    RecentCalls.Watch add(CallWatcher watcher) {
        lock.lock();
        try {
            if (thread == null) {
                begin();
            }
            watchers.add(watcher);
        } finally {
            lock.unlock();
        }
        return () -> remove(watcher);
    }

    private void begin() {
        turns.lock();
        try {
            CallTap tap = companion;
            List<CallFlow> there = view.follow(tap);
            if (tap != null) {
                tap.begun(there);
            }
        } finally {
            turns.unlock();
        }
        thread = Thread.ofVirtual().name("calls").start(this::run);
    }

    private void remove(CallWatcher watcher) {
        lock.lock();
        try {
            Thread running = thread;
            if (watchers.remove(watcher) && watchers.isEmpty() && running != null) {
                running.interrupt();
                thread = null;
                view.rest();
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(EVERY.toNanos());
            try {
                turn(() -> {});
            } catch (RuntimeException e) {
                if (!faulty) {
                    LOG.error("what passed could not be told", e);
                }
                faulty = true;
            }
        }
    }

    /// Tells all that there is.
    ///
    /// @param then is done before anything more is told
    void turn(Runnable then) {
        turns.lock();
        try {
            view.advance();
            CallTap.News news = view.news();
            CallTap tap = companion;
            if (tap != null) {
                tap.settled(news);
            }
            for (CallWatcher watcher : watchers) {
                news.changed().forEach(watcher::changed);
            }
            then.run();
        } finally {
            turns.unlock();
        }
    }
}
