package dev.ringback.runtime;

import dev.ringback.stack.Input;
import dev.ringback.stack.Priority;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// What other threads have for a shard. Messages of peers are bounded in number, new work more
/// narrowly than what belongs to calls that exist ([Priority]); what the runtime itself has to tell
/// (answers, failures, ends of connections, commands) is never refused. Many threads put, one
/// takes.
final class Mailbox {
    private final ConcurrentLinkedQueue<Input> inputs = new ConcurrentLinkedQueue<>();
    private final AtomicInteger messages = new AtomicInteger();
    private final AtomicBoolean awake = new AtomicBoolean();
    private final int bound;
    private final int newWork;
    private final Runnable wakeUp;

    /// An empty mailbox.
    ///
    /// @param bound the most messages that may wait, of which new work may fill three quarters
    /// @param wakeUp called by the thread that put the first input; it has the owner call [#next]
    ///     until null
    Mailbox(int bound, Runnable wakeUp) {
        this.bound = bound;
        this.newWork = bound - bound / 4;
        this.wakeUp = wakeUp;
    }

    /// Puts a peer's message, or answers false where there is no room.
    boolean offer(Input.Received message) {
        int waiting = messages.incrementAndGet();
        if (waiting > bound
                || (waiting > newWork && Priority.of(message.message()) == Priority.NEW)) {
            messages.decrementAndGet();
            return false;
        }
        put(message);
        return true;
    }

    /// Puts word of what cannot be read, which counts as new work, or drops it where there is no
    /// room.
    void offer(Input.Unreadable word) {
        if (messages.incrementAndGet() > newWork) {
            messages.decrementAndGet();
        } else {
            put(word);
        }
    }

    /// How many messages wait.
    int waiting() {
        return messages.get();
    }

    /// Puts anything else.
    void put(Input input) {
        inputs.add(input);
        wake();
    }

    private void wake() {
        if (awake.compareAndSet(false, true)) {
            wakeUp.run();
        }
    }

    /// The next input for the owner. After null the next put wakes it again.
    @Nullable Input next() {
        Input input = inputs.poll();
        if (input == null) {
            awake.set(false);
            if (inputs.isEmpty() || !awake.compareAndSet(false, true)) {
                return null;
            }
            input = inputs.poll();
        }
        if (input instanceof Input.Received || input instanceof Input.Unreadable) {
            messages.decrementAndGet();
        }
        return input;
    }
}
