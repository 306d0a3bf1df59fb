package dev.ringback.sip.engine;

import dev.ringback.sip.CallEvent;
import dev.ringback.sip.ground.Ground;
import dev.ringback.sip.ground.Strand;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Tells the listeners of a call what happens, in order. What happens before there is one is kept
/// for the first. Any thread.
final class CallEvents implements Consumer<CallEvent> {
    /// The most events that wait for a listener; of more, the earliest are lost.
    private static final int MOST_KEPT = 128;

    private final Strand strand;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<CallEvent> kept = new ArrayDeque<>();
    private List<Consumer<CallEvent>> listeners = List.of();

    CallEvents(Ground ground) {
        this.strand = new Strand(ground, "sip-call-events");
    }

    @Override
    public void accept(CallEvent event) {
        lock.lock();
        try {
            if (!listeners.isEmpty()) {
                tell(event);
            } else if (kept.add(event) && kept.size() > MOST_KEPT) {
                kept.remove();
            }
        } finally {
            lock.unlock();
        }
    }

    void listen(Consumer<CallEvent> listener) {
        lock.lock();
        try {
            List<Consumer<CallEvent>> all = new ArrayList<>(listeners);
            all.add(listener);
            listeners = List.copyOf(all);
            kept.forEach(this::tell);
            kept.clear();
        } finally {
            lock.unlock();
        }
    }

    /// Each listener is told in a task of its own: one that throws harms no other.
    private void tell(CallEvent event) {
        for (Consumer<CallEvent> listener : listeners) {
            strand.post(() -> listener.accept(event));
        }
    }
}
