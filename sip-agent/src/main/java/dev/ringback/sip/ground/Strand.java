package dev.ringback.sip.ground;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// Does one thing after the other on a virtual thread, which is there only while there is something
/// to do. Any thread posts.
public final class Strand {
    private final Ground ground;
    private final String name;
    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /// One that does nothing yet.
    ///
    /// @param name the name of its threads
    public Strand(Ground ground, String name) {
        this.ground = ground;
        this.name = name;
    }

    /// Does it after everything before.
    public void post(Runnable task) {
        tasks.add(task);
        if (waiting.getAndIncrement() == 0) {
            ground.start(name, this::drain);
        }
    }

    private void drain() {
        do {
            Runnable task = tasks.poll();
            if (task != null) {
                guarded(task);
            }
        } while (waiting.decrementAndGet() > 0);
    }

    /// A listener that throws does not keep the others from what comes next.
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            ground.fault(e);
        }
    }
}
