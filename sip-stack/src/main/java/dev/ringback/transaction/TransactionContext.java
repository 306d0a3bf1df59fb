package dev.ringback.transaction;

import dev.ringback.cause.Reply;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.stack.Destination;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Notice;
import dev.ringback.stack.TimerQueue;
import java.time.Duration;

/// What transactions need of the stack during a step.
public interface TransactionContext {
    /// The timers' lengths.
    Timers timers();

    /// Starts a timer.
    TimerQueue.Timer schedule(Duration delay, Runnable action);

    /// Sends a message.
    void send(Destination to, SipMessage message);

    /// Reports something worth counting.
    void tell(Notice notice);

    /// The monotonic clock of this step, in nanoseconds.
    long now();

    /// Answers a request that gets no transaction, RFC 3261 §8.2.7.
    ///
    /// @param request the request, its top Via stamped
    void respondStateless(SipRequest request, Flow flow, Reply reply);

    /// A fresh To tag.
    String tag();
}
