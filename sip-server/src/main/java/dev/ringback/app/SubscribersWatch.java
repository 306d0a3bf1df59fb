package dev.ringback.app;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.subscribers.MemorySubscribers;
import dev.ringback.subscribers.News;
import dev.ringback.subscribers.Snapshot;
import dev.ringback.subscribers.Subscriber;
import dev.ringback.subscribers.SubscriberStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the users and domains in memory equal to those of the store, and the users of the
/// configuration, which go first, beside them. A store that cannot be read leaves them as they
/// were. It has a thread of its own, because a database may be slow to say that it is gone.
final class SubscribersWatch implements Versions.Users, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SubscribersWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final SubscriberStore store;
    private final List<Subscriber> configured;
    private final Set<AddressOfRecord> fixed = new HashSet<>();
    private final MemorySubscribers users = new MemorySubscribers(List.of());
    private final Thread thread;
    private long number;
    private boolean failing;
    private volatile boolean closed;

    /// Reads everything for the first time, and looks for changes from then on.
    ///
    /// @param store closed with this
    /// @param configured the users of the configuration
    /// @throws IOException when the store cannot be read; then it is closed
    SubscribersWatch(SubscriberStore store, List<Subscriber> configured) throws IOException {
        this.store = store;
        this.configured = List.copyOf(configured);
        configured.forEach(each -> fixed.add(address(each)));
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

    private static AddressOfRecord address(Subscriber subscriber) {
        return new AddressOfRecord(subscriber.name(), subscriber.domain());
    }

    @Override
    public MemorySubscribers known() {
        return users;
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
    }

    private void take(Snapshot all) {
        List<Subscriber> known = new ArrayList<>(all.subscribers());
        known.addAll(configured);
        users.replace(known);
        users.domains(all.domains());
        number = all.number();
        LOG.info("{} users and {} domains read", all.subscribers().size(), all.domains().size());
    }

    private void take(News.Some some) {
        some.changed().stream().filter(each -> !fixed.contains(address(each))).forEach(users::put);
        some.gone().stream().filter(each -> !fixed.contains(each)).forEach(users::remove);
        users.domains(some.domains());
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
