package dev.ringback.bench.load.pace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// Timers for a load in which few delays are asked for over and over: a queue for each delay, in
/// order by itself. Nothing is cancelled; who is called looks whether it still matters.
public final class Timers {
    private final List<Queue> queues = new ArrayList<>();

    /// None set yet.
    public Timers() {}

    /// What is called when a time is up.
    @FunctionalInterface
    public interface Alarm {
        /// The time is up.
        ///
        /// @param due the time that was asked for, in nanoseconds
        void ring(long due);
    }

    private record Entry(long due, Alarm alarm) {}

    private record Queue(long delay, ArrayDeque<Entry> entries) {}

    /// Has an alarm ring.
    ///
    /// @param delay in nanoseconds
    /// @param now the time, which never goes back
    public void after(long delay, long now, Alarm alarm) {
        queue(delay).entries.add(new Entry(now + delay, alarm));
    }

    private Queue queue(long delay) {
        for (int i = 0; i < queues.size(); i++) {
            if (queues.get(i).delay == delay) {
                return queues.get(i);
            }
        }
        Queue fresh = new Queue(delay, new ArrayDeque<>());
        queues.add(fresh);
        return fresh;
    }

    /// When the next alarm is due, or [Long#MAX_VALUE].
    public long next() {
        long next = Long.MAX_VALUE;
        for (int i = 0; i < queues.size(); i++) {
            Entry first = queues.get(i).entries.peek();
            if (first != null) {
                next = Math.min(next, first.due);
            }
        }
        return next;
    }

    /// Rings all that are due.
    public void run(long now) {
        for (int i = 0; i < queues.size(); i++) {
            ArrayDeque<Entry> entries = queues.get(i).entries;
            Entry first = entries.peek();
            while (first != null && first.due <= now) {
                entries.poll();
                first.alarm.ring(first.due);
                first = entries.peek();
            }
        }
    }
}
