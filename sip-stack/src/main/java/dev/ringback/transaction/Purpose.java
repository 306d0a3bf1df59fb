package dev.ringback.transaction;

import dev.ringback.stack.Notice;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Knows for which request that came to us the present step works. Timers, questions and client
/// transactions inherit it from the step that started them; so a fault of ours is answered with 500
/// (RFC 3261 §21.5.1) where it belongs, however late it strikes.
final class Purpose {
    private final TransactionContext context;
    private @Nullable ServerTransaction served;

    Purpose(TransactionContext context) {
        this.context = context;
    }

    /// The request that the present step works for; null where it works for none.
    @Nullable ServerTransaction served() {
        return served;
    }

    /// Something to do later, for what the present step works for.
    Runnable carried(Runnable action) {
        ServerTransaction serves = served;
        return serves == null ? action : () -> call(serves, action);
    }

    /// Makes of anything something to do later, for what the present step works for.
    UnaryOperator<Runnable> carrier() {
        ServerTransaction serves = served;
        return action -> () -> call(serves, action);
    }

    /// Calls who stands above the transactions. What it throws is a fault, and ends here: the
    /// machine that called goes on.
    void call(@Nullable ServerTransaction serves, Runnable user) {
        ServerTransaction outer = served;
        served = serves;
        try {
            user.run();
        } catch (RuntimeException | StackOverflowError fault) {
            fault(fault);
        } finally {
            served = outer;
        }
    }

    /// Tells a fault, and answers the request that it struck.
    void fault(Throwable fault) {
        context.tell(new Notice.Fault(fault));
        ServerTransaction struck = served;
        if (struck != null) {
            struck.faulted(fault);
        }
    }
}
