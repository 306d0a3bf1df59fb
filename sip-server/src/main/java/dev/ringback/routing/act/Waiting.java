package dev.ringback.routing.act;

import dev.ringback.cause.Cause;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.routing.Queues;
import dev.ringback.routing.Route;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.TimerQueue;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.transaction.ServerTransactionUser;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A call in a queue: tells its position with 182 (RFC 3261 §21.1.4) until its time has come.
final class Waiting implements ServerTransactionUser {
    private final SipStack stack;
    private final Queues queues;
    private final ServerTransaction transaction;
    private final Route.Queue queue;
    private final Queues.Ticket ticket;
    private final Runnable onward;
    private final String tag;
    private final long until;
    private TimerQueue.@Nullable Timer timer;

    /// @param onward what happens when it has waited
    Waiting(
            SipStack stack,
            Queues queues,
            ServerTransaction transaction,
            Route.Queue queue,
            Queues.Ticket ticket,
            Runnable onward) {
        this.stack = stack;
        this.queues = queues;
        this.transaction = transaction;
        this.queue = queue;
        this.ticket = ticket;
        this.onward = onward;
        this.tag = stack.ids().tag();
        this.until = stack.now() + queue.time().toNanos();
    }

    void start() {
        transaction.attach(this);
        tell();
    }

    private void tell() {
        long left = until - stack.now();
        if (left <= 0) {
            leave();
            onward.run();
            return;
        }
        transaction.respond(
                SipResponse.replyTo(transaction.request(), 182)
                        .toTag(tag)
                        .reason(phrase(queues.position(ticket), left))
                        .build());
        long next = Math.min(left, queue.every().toNanos());
        timer = stack.schedule(Duration.ofNanos(next), this::tell);
    }

    private static String phrase(int position, long left) {
        long seconds = Math.ceilDiv(left, 1_000_000_000L);
        return "Queued, position " + position + "; expected waiting time is " + seconds + " s";
    }

    @Override
    public void cancelled(SipRequest cancel) {
        leave();
        if (!transaction.answered()) {
            transaction.respond(
                    SipResponse.replyTo(transaction.request(), 487).toTag(tag).build(),
                    new Cause.Cancelled());
        }
    }

    @Override
    public void failed(Failure failure) {
        leave();
    }

    @Override
    public void faulted() {
        leave();
    }

    @Override
    public void terminated() {
        leave();
    }

    private void leave() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        queues.leave(ticket);
    }
}
