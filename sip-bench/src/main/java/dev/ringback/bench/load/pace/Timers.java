package dev.ringback.bench.load.pace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Timers for a load in which few delays are asked for over and over: a queue for each delay, in
/// order by itself. Nearly all are cancelled before they ring; those cost no wake-up.
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

    /// An alarm that is set.
    public static final class Timer {
        private final long due;
        private @Nullable Alarm alarm;

        private Timer(long due, Alarm alarm) {
            this.due = due;
            this.alarm = alarm;
        }

        /// It shall not ring. It lets go of all that the alarm knows.
        public void cancel() {
            alarm = null;
        }
    }

    private record Queue(long delay, ArrayDeque<Timer> timers) {
        /// The first one that is not cancelled, or null.
        @Nullable Timer first() {
            Timer first = timers.peek();
            while (first != null && first.alarm == null) {
                timers.poll();
                first = timers.peek();
            }
            return first;
        }
    }

    /// Has an alarm ring.
    ///
    /// @param delay in nanoseconds
    /// @param now the time, which never goes back
    public Timer after(long delay, long now, Alarm alarm) {
        Timer timer = new Timer(now + delay, alarm);
        queue(delay).timers.add(timer);
        return timer;
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
            Timer first = queues.get(i).first();
            if (first != null) {
                next = Math.min(next, first.due);
            }
        }
        return next;
    }

    /// Rings all that are due.
    public void run(long now) {
        for (int i = 0; i < queues.size(); i++) {
            Queue queue = queues.get(i);
            Timer first = queue.first();
            while (first != null && first.due <= now) {
                queue.timers.poll();
                Alarm alarm = first.alarm;
                if (alarm != null) {
                    alarm.ring(first.due);
                }
                first = queue.first();
            }
        }
    }
}
