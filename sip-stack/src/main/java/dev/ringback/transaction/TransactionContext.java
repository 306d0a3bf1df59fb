package dev.ringback.transaction;

import dev.ringback.cause.Reply;
import dev.ringback.cause.Tally;
import dev.ringback.header.route.Via;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.stack.Destination;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Notice;
import dev.ringback.stack.TimerQueue;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

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

    /// Finds where else a response may be sent that could not be sent where its request came from:
    /// RFC 3263 §5. Answers in this step where nothing has to be asked.
    void locateSender(Via via, Flow flow, Consumer<List<Hop>> then);

    /// What passed between us and the next hop of a transaction in the time that it has waited.
    Tally tally(ClientTransaction transaction, Duration waited);

    /// A fresh To tag.
    String tag();
}
