package dev.ringback.console.live;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A browser that hears what happens. What it has not taken yet waits, so much and no more: one
/// that is slower is given up. Any thread.
final class Listener {
    /// The octets that wait, but for an event that waits alone.
    static final int MOST_OCTETS = 4 << 20;

    private static final int MOST_WAITING = 32;

    private final Wish wish;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final Deque<Event> waiting = new ArrayDeque<>();
    private final AtomicReference<@Nullable String> end = new AtomicReference<>();
    private int octets;

    /// What it wants to hear.
    ///
    /// @param callsPerSecond so many summaries of calls
    /// @param call the Call-ID of the one to follow closely; empty for none
    /// @param newest whether to follow whichever call began last
    record Wish(int callsPerSecond, String call, boolean newest) {}

    /// @param thread writes to it
    Listener(Wish wish, Thread thread) {
        this.wish = wish;
        this.thread = thread;
    }

    Wish wish() {
        return wish;
    }

    /// Tells it something.
    ///
    /// @return whether there was room
    boolean tell(Event event) {
        lock.lock();
        try {
            return add(event);
        } finally {
            lock.unlock();
        }
    }

    /// Tells it something in place of what waits under the same name.
    ///
    /// @return whether there was room
    boolean renew(Event event) {
        lock.lock();
        try {
            for (Event each : waiting) {
                octets -= each.name().equals(event.name()) ? each.size() : 0;
            }
            waiting.removeIf(each -> each.name().equals(event.name()));
            return add(event);
        } finally {
            lock.unlock();
        }
    }

    private boolean add(Event event) {
        boolean room =
                waiting.isEmpty()
                        || (waiting.size() < MOST_WAITING && octets + event.size() <= MOST_OCTETS);
        if (room) {
            waiting.addLast(event);
            octets += event.size();
            more.signal();
        }
        return room;
    }

    /// Tells it nothing more.
    ///
    /// @param reason a fixed word
    /// @param now whether what waits is thrown away
    void end(String reason, boolean now) {
        if (end.compareAndSet(null, reason) && now) {
            thread.interrupt();
        }
    }

    /// Why it is told nothing more; null while it is.
    @Nullable String ended() {
        return end.get();
    }

    /// What it is told next; null where there was nothing for a while.
    @Nullable Event next(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (waiting.isEmpty() && left > 0) {
                left = more.awaitNanos(left);
            }
            Event event = waiting.pollFirst();
            octets -= event == null ? 0 : event.size();
            return event;
        } finally {
            lock.unlock();
        }
    }
}
