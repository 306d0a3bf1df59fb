package dev.ringback.routing.script;

import org.jspecify.annotations.Nullable;

/// Ends a script that runs too long. [Weaver] puts a call of [#check] into every loop and at the
/// head of every method of a script, so that a loop without an end does not hold its shard.
///
/// What the script calls is not woven: it can still wait or loop in there.
public final class Fuse {
    private static final ScopedValue<Fuse> CURRENT = ScopedValue.newInstance();
    private static final int BETWEEN_LOOKS = 256;

    private final long deadline;
    private int untilLook = BETWEEN_LOOKS;

    private Fuse(long deadline) {
        this.deadline = deadline;
    }

    /// Does something of a script's under a fuse.
    ///
    /// @param nanos after which it blows, on the clock of [System#nanoTime]
    static <R extends @Nullable Object, X extends Throwable> R under(
            long nanos, ScopedValue.CallableOp<R, X> body) throws X {
        return ScopedValue.where(CURRENT, new Fuse(System.nanoTime() + nanos)).call(body);
    }

    /// Called by scripts, over and over.
    ///
    /// @throws Overrun when the time is over
    public static void check() {
        if (CURRENT.isBound()) {
            CURRENT.get().turn();
        }
    }

    private void turn() {
        if (--untilLook > 0) {
            return;
        }
        if (System.nanoTime() - deadline > 0) {
            untilLook = 1;
            throw new Overrun();
        }
        untilLook = BETWEEN_LOOKS;
    }

    /// A script ran too long. An error, so that a script's own `catch (Exception e)` lets it pass.
    public static final class Overrun extends Error {
        private static final long serialVersionUID = 1;

        private Overrun() {
            super("it ran too long");
        }
    }
}
