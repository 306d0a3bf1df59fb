package dev.ringback.stack;

/// How much waits outside of a stack, as who runs it sees it. Asked on the stack's thread.
public interface Backlog {
    /// A runtime in which nothing ever waits.
    Backlog NONE =
            new Backlog() {
                @Override
                public int waiting() {
                    return 0;
                }

                @Override
                public int busy() {
                    return 0;
                }

                @Override
                public long worked() {
                    return 0;
                }
            };

    /// How many messages wait for the stack.
    int waiting();

    /// How much of its time the stack's thread has worked of late, in percent.
    int busy();

    /// For how many nanoseconds the stack's thread has worked so far.
    default long worked() {
        return 0;
    }
}
