package dev.ringback.session;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Element;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.TimerQueue;
import dev.ringback.transaction.ServerTransaction;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The 2xx of ours that wait for their ACKs, by the numbers of their INVITEs: a re-INVITE may come
/// before the ACK of the INVITE before it (RFC 5407 §3.1.4).
final class Successes {
    private final SipStack stack;
    private final Consumer<ServerTransaction> unacknowledged;
    private final Map<Long, Repeater> open = new HashMap<>(2);
    private long last = -1;

    /// @param unacknowledged called when no ACK came for the 2xx of that transaction; all others
    ///     are given up, too
    Successes(SipStack stack, Consumer<ServerTransaction> unacknowledged) {
        this.stack = stack;
        this.unacknowledged = unacknowledged;
    }

    /// Gives a 2xx until its ACK comes.
    void give(ServerTransaction transaction, SipResponse success) {
        Runnable missed =
                () -> {
                    stop();
                    unacknowledged.accept(transaction);
                };
        Repeater repeater = new Repeater(stack, transaction, success, missed);
        last = success.cSeq().number();
        open.put(success.cSeq().number(), repeater);
        repeater.start();
    }

    /// An ACK came.
    ///
    /// @return whether it was waited for
    boolean acknowledged(long number) {
        Repeater repeater = open.remove(number);
        if (repeater != null) {
            repeater.stop();
        }
        return repeater != null;
    }

    /// Whether that was the last one given: only its ACK can answer what it offered.
    boolean last(long number) {
        return number == last;
    }

    /// Whether none waits.
    boolean none() {
        return open.isEmpty();
    }

    /// Gives no 2xx any more.
    void stop() {
        open.values().forEach(Repeater::stop);
        open.clear();
    }

    /// Gives a 2xx to an INVITE again and again until its ACK comes: after T1, then doubling up
    /// to T2, for 64*T1, over any transport. RFC 3261 §13.3.1.4.
    private static final class Repeater {
        private static final Cause ANSWERED = new Cause.Served(Element.USER_AGENT);

        private final SipStack stack;
        private final ServerTransaction transaction;
        private final SipResponse response;
        private final Runnable unacknowledged;
        private Duration interval;
        private TimerQueue.@Nullable Timer next;
        private TimerQueue.@Nullable Timer limit;

        /// @param unacknowledged called when no ACK came in time
        Repeater(
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
}
