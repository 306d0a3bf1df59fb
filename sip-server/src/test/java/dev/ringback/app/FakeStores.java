package dev.ringback.app;

import dev.ringback.config.storage.StorageConfig;
import dev.ringback.location.LocationService;
import dev.ringback.location.MemoryLocation;
import dev.ringback.subscribers.MemorySubscriberStore;
import dev.ringback.subscribers.News;
import dev.ringback.subscribers.Snapshot;
import dev.ringback.subscribers.Subscriber;
import dev.ringback.subscribers.SubscriberStore;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Stores in memory that outlive a server, that can fail, and whose news can be made up.
final class FakeStores implements Stores {
    final MemorySubscriberStore users = new MemorySubscriberStore();

    /// What the next question about news is answered with, instead of the truth.
    final AtomicReference<@Nullable News> news = new AtomicReference<>();

    /// Why nothing can be read now.
    final AtomicReference<@Nullable String> fault = new AtomicReference<>();

    /// The numbers since which news were asked for.
    final List<Long> asked = new CopyOnWriteArrayList<>();

    volatile boolean closed;

    @Override
    public LocationService location(StorageConfig storage, LongSupplier clock) {
        return new MemoryLocation();
    }

    @Override
    public Snapshot glance(StorageConfig storage) {
        return users.load();
    }

    @Override
    public SubscriberStore subscribers(StorageConfig storage) {
        return new Opened();
    }

    private final class Opened implements SubscriberStore {
        private void check() throws IOException {
            String why = fault.get();
            if (why != null) {
                throw new IOException(why);
            }
        }

        @Override
        public Snapshot load() throws IOException {
            check();
            return users.load();
        }

        @Override
        public News since(long number) throws IOException {
            asked.add(number);
            check();
            News made = news.getAndSet(null);
            boolean knows = number == 77;
            return made != null ? made : knows ? new News.Nothing() : users.since(number);
        }

        @Override
        public @Nullable Subscriber find(String name, String domain) {
            return users.find(name, domain);
        }

        @Override
        public int put(Collection<Subscriber> added) {
            return users.put(added);
        }

        @Override
        public boolean remove(String name, String domain) {
            return users.remove(name, domain);
        }

        @Override
        public boolean addDomain(String domain) {
            return users.addDomain(domain);
        }

        @Override
        public boolean removeDomain(String domain) {
            return users.removeDomain(domain);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
