package dev.ringback.transaction;

import dev.ringback.message.SipMessage;
import dev.ringback.stack.Destination;
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

    /// A fresh To tag.
    String tag();
}
