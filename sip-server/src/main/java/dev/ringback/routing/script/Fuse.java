package dev.ringback.routing.script;

import org.jspecify.annotations.Nullable;

/// Ends a script that runs too long. [Weaver] puts a call of [#check] into every loop and at the
/// head of every method of a script, so that a loop without an end does not hold its shard.
///
/// What the script calls is not woven: it can still wait or loop in there.
public final class Fuse {
    private static final ThreadLocal<@Nullable Fuse> CURRENT = new ThreadLocal<>();
    private static final int BETWEEN_LOOKS = 256;

    private final long deadline;
    private int untilLook = BETWEEN_LOOKS;

    private Fuse(long deadline) {
        this.deadline = deadline;
    }

    /// Arms a fuse for what this thread does now.
    ///
    /// @param nanos after which it blows, on the clock of [System#nanoTime]
    static void arm(long nanos) {
        CURRENT.set(new Fuse(System.nanoTime() + nanos));
    }

    /// Takes the fuse of this thread away.
    static void disarm() {
        CURRENT.remove();
    }

    /// Called by scripts, over and over.
    ///
    /// @throws Overrun when the time is over
    public static void check() {
        Fuse fuse = CURRENT.get();
        if (fuse != null && --fuse.untilLook <= 0) {
            fuse.look();
        }
    }

    private void look() {
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
