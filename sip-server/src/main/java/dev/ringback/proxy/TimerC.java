package dev.ringback.proxy;

import dev.ringback.stack.SipStack;
import dev.ringback.stack.TimerQueue;
import org.jspecify.annotations.Nullable;

/// The timer that ends an INVITE which never gets a final response: RFC 3261 §16.6 step 11 and
/// §16.8.
final class TimerC {
    private final SipStack stack;
    private final Runnable fired;
    private TimerQueue.@Nullable Timer timer;

    TimerC(SipStack stack, Runnable fired) {
        this.stack = stack;
        this.fired = fired;
    }

    /// Starts it, from the beginning where it runs.
    void restart() {
        stop();
        timer =
                stack.schedule(
                        stack.timers().c(),
                        () -> {
                            timer = null;
                            fired.run();
                        });
    }

    void stop() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
