package dev.ringback.runtime;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Wakes a shard for its timers: once per tick of 10 ms at most, however many timers end in it. On
/// the loop.
final class WakeUp {
    /// The grain of all timers; they come late by at most this, never early.
    static final long TICK = 10_000_000;

    private final EventLoop loop;
    private final MonotonicClock clock;
    private final Runnable due;
    private long armed = Long.MAX_VALUE;

    WakeUp(EventLoop loop, MonotonicClock clock, Runnable due) {
        this.loop = loop;
        this.clock = clock;
        this.due = due;
    }

    /// Makes sure that the shard wakes for a deadline.
    ///
    /// @param deadline in nanoseconds of the clock, or `Long.MAX_VALUE` for none
    void by(long deadline) {
        if (deadline == Long.MAX_VALUE) {
            return;
        }
        long tick = (deadline + TICK - 1) / TICK * TICK;
        if (tick < armed) {
            armed = tick;
            Future<?> _ = loop.schedule(() -> fire(tick), tick - clock.now(), TimeUnit.NANOSECONDS);
        }
    }

    /// A wake-up that an earlier one has overtaken still comes, and finds nothing due.
    private void fire(long tick) {
        if (tick == armed) {
            armed = Long.MAX_VALUE;
        }
        due.run();
    }
}
