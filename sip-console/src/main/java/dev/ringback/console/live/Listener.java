package dev.ringback.console.live;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A browser that hears what happens. What it has not taken yet waits, so much and no more: one
/// that is slower is given up.
final class Listener {
    private static final int MOST_WAITING = 64;

    private final Wish wish;
    private final Thread thread;
    private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicReference<@Nullable String> end = new AtomicReference<>();

    /// What it wants to hear.
    ///
    /// @param callsPerSecond so many summaries of calls
    /// @param call the Call-ID of the one to follow closely; empty for none
    /// @param newest whether to follow whichever call began last
    record Wish(int callsPerSecond, String call, boolean newest) {
        boolean follows() {
            return newest || !call.isEmpty();
        }
    }

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
    boolean tell(String event) {
        return waiting.offer(event);
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
    @Nullable String next(Duration patience) throws InterruptedException {
        return waiting.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
}
