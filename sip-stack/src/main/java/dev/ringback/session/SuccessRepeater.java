package dev.ringback.session;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Element;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.TimerQueue;
import dev.ringback.transaction.ServerTransaction;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Gives a 2xx to an INVITE again and again until its ACK comes: after T1, then doubling up to T2,
/// for 64*T1, over any transport. RFC 3261 §13.3.1.4.
final class SuccessRepeater {
    private static final Cause ANSWERED = new Cause.Served(Element.USER_AGENT);

    private final SipStack stack;
    private final ServerTransaction transaction;
    private final SipResponse response;
    private final Runnable unacknowledged;
    private Duration interval;
    private TimerQueue.@Nullable Timer next;
    private TimerQueue.@Nullable Timer limit;

    /// @param unacknowledged called when no ACK came in time
    SuccessRepeater(
            SipStack stack,
            ServerTransaction transaction,
            SipResponse response,
            Runnable unacknowledged) {
        this.stack = stack;
        this.transaction = transaction;
        this.response = response;
        this.unacknowledged = unacknowledged;
        this.interval = stack.timers().t1();
    }

    /// Gives it for the first time.
    void start() {
        transaction.respond(response, ANSWERED);
        limit = stack.schedule(stack.timers().h(), this::giveUp);
        next = stack.schedule(interval, this::repeat);
    }

    void stop() {
        if (next != null) {
            next.cancel();
            next = null;
        }
        if (limit != null) {
            limit.cancel();
            limit = null;
        }
    }

    private void repeat() {
        transaction.respond(response, ANSWERED);
        Duration doubled = interval.multipliedBy(2);
        Duration longest = stack.timers().t2();
        interval = doubled.compareTo(longest) > 0 ? longest : doubled;
        next = stack.schedule(interval, this::repeat);
    }

    private void giveUp() {
        stop();
        unacknowledged.run();
    }
}
