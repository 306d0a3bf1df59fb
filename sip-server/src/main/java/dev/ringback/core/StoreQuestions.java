package dev.ringback.core;

import dev.ringback.location.Lookup;
import dev.ringback.location.Waiting;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.TimerQueue;
import java.time.Duration;
import java.util.function.Consumer;

/// Waits for stores, with patience that ends: RFC 3261 §21.5.5. A store in memory answers in the
/// same call. One for each shard.
final class StoreQuestions implements Waiting {
    private final SipStack stack;
    private final Duration patience;
    private int running;

    StoreQuestions(SipStack stack, Duration patience) {
        this.stack = stack;
        this.patience = patience;
    }

    /// How many answers are waited for.
    int running() {
        return running;
    }

    @Override
    public <T> void ask(Lookup<T> lookup, Consumer<Lookup.Settled<T>> then) {
        switch (lookup) {
            case Lookup.Settled<T> settled -> then.accept(settled);
            case Lookup.Pending<T> pending -> new Wait<>(then).begin(pending);
        }
    }

    private final class Wait<T> {
        private final Consumer<Lookup.Settled<T>> then;
        private final TimerQueue.Timer end;
        private boolean over;

        Wait(Consumer<Lookup.Settled<T>> then) {
            this.then = then;
            this.end = stack.schedule(patience, () -> settle(new Lookup.TimedOut<>()));
            running++;
        }

        void begin(Lookup.Pending<T> pending) {
            stack.begin(back -> pending.begin().accept(told -> back.accept(() -> settle(told))));
        }

        private void settle(Lookup.Settled<T> settled) {
            if (!over) {
                over = true;
                running--;
                end.cancel();
                then.accept(settled);
            }
        }
    }
}
