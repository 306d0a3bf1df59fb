package dev.ringback.testkit.junit;

import java.util.concurrent.Semaphore;

/// A thread of the application, which runs when it is its turn.
final class Actor {
    private final Thread thread;
    private final Semaphore turn = new Semaphore(0);

    /// Which wait of this thread is under way; guarded by the lock of [Turns]. 0 where it does not
    /// wait.
    private long wait;

    private long waits;

    Actor(Thread thread) {
        this.thread = thread;
    }

    Thread thread() {
        return thread;
    }

    Semaphore turn() {
        return turn;
    }

    /// Begins to wait.
    long waiting() {
        wait = ++waits;
        return wait;
    }

    /// Whether that wait is under way still, which it is no more then.
    boolean wakes(long which) {
        boolean still = wait == which;
        if (still) {
            wait = 0;
        }
        return still;
    }

    boolean waits() {
        return wait != 0;
    }
}
