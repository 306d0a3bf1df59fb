package dev.ringback.stack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The timers of one stack: pure data, told the time by its caller.
///
/// Durations that recur (the letters of RFC 3261 Appendix A) get a lane of their own, a linked list
/// in which a new timer always belongs at the end: starting and stopping cost the same however many
/// run. All other durations share a sorted set. Timers that are due fire in the order of their
/// deadlines, those of one deadline in the order of their start.
public final class TimerQueue {
    private final List<Lane> lanes = new ArrayList<>();
    private final TreeSet<Timer> others =
            new TreeSet<>(
                    Comparator.<Timer>comparingLong(timer -> timer.deadline)
                            .thenComparingLong(timer -> timer.sequence));
    private long sequence;
    private int size;

    /// A queue in which these durations recur.
    public TimerQueue(Iterable<Duration> recurring) {
        for (Duration duration : recurring) {
            long delay = duration.toNanos();
            if (lanes.stream().noneMatch(lane -> lane.delay == delay)) {
                lanes.add(new Lane(delay));
            }
        }
    }

    /// Starts a timer.
    ///
    /// @param now the present, in nanoseconds; never less than in an earlier call
    /// @param delay how long until it fires, in nanoseconds, 0 or more
    /// @param action what happens then
    public Timer schedule(long now, long delay, Runnable action) {
        Timer timer = new Timer(now + delay, sequence++, action);
        size++;
        for (Lane lane : lanes) {
            if (lane.delay == delay) {
                lane.append(timer);
                return timer;
            }
        }
        others.add(timer);
        return timer;
    }

    /// The deadline of the next timer in nanoseconds, or `Long.MAX_VALUE` where none runs.
    public long nextDeadline() {
        Timer next = next();
        return next == null ? Long.MAX_VALUE : next.deadline;
    }

    /// Fires every timer whose deadline is not after `now`, including those started on the way that
    /// are due at once.
    public void runDue(long now) {
        Timer next = next();
        while (next != null && next.deadline <= now) {
            next.cancel();
            next.action.run();
            next = next();
        }
    }

    /// How many timers run.
    public int size() {
        return size;
    }

    private @Nullable Timer next() {
        Timer best = others.isEmpty() ? null : others.first();
        for (Lane lane : lanes) {
            Timer head = lane.head;
            if (head != null && (best == null || head.before(best))) {
                best = head;
            }
        }
        return best;
    }

    /// A running timer.
    public final class Timer {
        private final long deadline;
        private final long sequence;
        private final Runnable action;
        private @Nullable Lane lane;
        private @Nullable Timer previous;
        private @Nullable Timer next;
        private boolean running = true;

        private Timer(long deadline, long sequence, Runnable action) {
            this.deadline = deadline;
            this.sequence = sequence;
            this.action = action;
        }

        /// Stops it. Stopping a timer that has fired or was stopped does nothing.
        public void cancel() {
            if (!running) {
                return;
            }
            running = false;
            size--;
            if (lane == null) {
                others.remove(this);
            } else {
                lane.unlink(this);
            }
        }

        private boolean before(Timer other) {
            return deadline < other.deadline
                    || (deadline == other.deadline && sequence < other.sequence);
        }
    }

    private static final class Lane {
        private final long delay;
        private @Nullable Timer head;
        private @Nullable Timer tail;

        private Lane(long delay) {
            this.delay = delay;
        }

        private void append(Timer timer) {
            timer.lane = this;
            timer.previous = tail;
            if (tail == null) {
                head = timer;
            } else {
                tail.next = timer;
            }
            tail = timer;
        }

        private void unlink(Timer timer) {
            if (timer.previous == null) {
                head = timer.next;
            } else {
                timer.previous.next = timer.next;
            }
            if (timer.next == null) {
                tail = timer.previous;
            } else {
                timer.next.previous = timer.previous;
            }
            timer.previous = null;
            timer.next = null;
        }
    }
}
