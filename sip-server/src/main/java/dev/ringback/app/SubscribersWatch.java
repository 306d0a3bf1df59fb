package dev.ringback.app;

import dev.ringback.subscribers.MemorySubscribers;
import dev.ringback.subscribers.News;
import dev.ringback.subscribers.Snapshot;
import dev.ringback.subscribers.SubscriberStore;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks who the users of the store are, and which domains there are, and says when that has
/// changed. A store that cannot be read leaves them as they were. It has a thread of its own,
/// because a database may be slow to say that it is gone.
final class SubscribersWatch implements Versions.Users, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SubscribersWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final SubscriberStore store;
    private final AtomicReference<MemorySubscribers> known =
            new AtomicReference<>(MemorySubscribers.NONE);
    private final AtomicReference<Runnable> hearer = new AtomicReference<>(() -> {});
    private final Thread thread;
    private long number;
    private boolean failing;
    private volatile boolean closed;

    /// Reads everything for the first time, and looks for changes from then on.
    ///
    /// @param store closed with this
    /// @throws IOException when the store cannot be read; then it is closed
    SubscribersWatch(SubscriberStore store) throws IOException {
        this.store = store;
        boolean read = false;
        try {
            take(store.load());
            read = true;
        } finally {
            if (!read) {
                store.close();
            }
        }
        thread = Thread.ofVirtual().name("subscribers").start(this::run);
    }

    @Override
    public MemorySubscribers known() {
        return known.get();
    }

    SubscriberStore store() {
        return store;
    }

    /// Tells somebody, once a second, that the users may be others by now. It is told on the thread
    /// of this.
    void tell(Runnable who) {
        hearer.set(who);
    }

    private void run() {
        while (!closed) {
            LockSupport.parkNanos(PAUSE.toNanos());
            if (!closed) {
                poll();
            }
        }
    }

    @Override
    public synchronized void refresh() throws IOException {
        switch (store.since(number)) {
            case News.Nothing() -> {}
            case News.Some some -> take(some);
            case News.Everything(Snapshot all) -> take(all);
        }
    }

    private void poll() {
        try {
            refresh();
            if (failing) {
                LOG.info("the users and domains can be read again");
            }
            failing = false;
        } catch (IOException | RuntimeException e) {
            if (!failing && !closed) {
                LOG.warn("the users and domains stay as they were: {}", e.getMessage());
            }
            failing = true;
        }
        hearer.get().run();
    }

    private void take(Snapshot all) {
        known.set(new MemorySubscribers(all));
        number = all.number();
        LOG.info("{} users and {} domains read", all.subscribers().size(), all.domains().size());
    }

    private void take(News.Some some) {
        known.set(known.get().after(some));
        number = some.number();
        LOG.info("{} users changed, {} gone", some.changed().size(), some.gone().size());
    }

    /// Looks no more, and closes the store.
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        store.close();
    }
}
