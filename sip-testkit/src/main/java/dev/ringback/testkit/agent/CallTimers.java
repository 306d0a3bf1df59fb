package dev.ringback.testkit.agent;

import dev.ringback.stack.SipStack;
import dev.ringback.stack.TimerQueue;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The timers of one call: counted, so that a leak shows, and stopped together.
final class CallTimers {
    private final SipStack stack;
    private final Set<Entry> running = new LinkedHashSet<>();

    CallTimers(SipStack stack) {
        this.stack = stack;
    }

    void start(Duration delay, Runnable action) {
        var entry = new Entry(action);
        entry.timer = stack.schedule(delay, entry);
        running.add(entry);
    }

    void stop() {
        for (Entry entry : running) {
            if (entry.timer != null) {
                entry.timer.cancel();
            }
        }
        running.clear();
    }

    int count() {
        return running.size();
    }

    private final class Entry implements Runnable {
        private final Runnable action;
        private TimerQueue.@Nullable Timer timer;

        private Entry(Runnable action) {
            this.action = action;
        }

        @Override
        public void run() {
            running.remove(this);
            action.run();
        }
    }
}
