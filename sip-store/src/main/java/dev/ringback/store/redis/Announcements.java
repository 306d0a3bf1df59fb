package dev.ringback.store.redis;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.store.record.BindingRecord;
import dev.ringback.store.record.Moment;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears of all changes on one connection to one of the servers, and tells those who watch. A
/// server that is silent is left for another one.
final class Announcements {
    private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);

    private final Nodes nodes;
    private final Slots slots;
    private final RedisSettings settings;
    private final Supplier<Moment> clock;
    private final List<BiConsumer<AddressOfRecord, List<Binding>>> watchers =
            new CopyOnWriteArrayList<>();
    private @Nullable StatefulRedisPubSubConnection<byte[], byte[]> current;
    private volatile @Nullable String refusal;
    private boolean busy;
    private boolean deaf;
    private boolean closed;

    Announcements(Nodes nodes, Slots slots, RedisSettings settings, Supplier<Moment> clock) {
        this.nodes = nodes;
        this.slots = slots;
        this.settings = settings;
        this.clock = clock;
    }

    /// Tells somebody of what is heard from now on.
    void add(BiConsumer<AddressOfRecord, List<Binding>> watcher) {
        watchers.add(watcher);
    }

    /// Tells them no more.
    void remove(BiConsumer<AddressOfRecord, List<Binding>> watcher) {
        watchers.remove(watcher);
    }

    /// Makes sure that changes are heard: to be called now and then.
    ///
    /// @return whether they are
    CompletableFuture<Boolean> check() {
        StatefulRedisPubSubConnection<byte[], byte[]> known;
        synchronized (this) {
            if (busy || closed) {
                return CompletableFuture.completedFuture(false);
            }
            busy = true;
            known = current;
        }
        CompletableFuture<Boolean> heard =
                known != null && known.isOpen() ? alive(known) : subscribed();
        return heard.whenComplete((well, _) -> checked(Boolean.TRUE.equals(well)));
    }

    private synchronized void checked(boolean well) {
        busy = false;
        if (!well && !deaf) {
            LOG.warn("changes of bindings in {} are not heard of", settings.uri());
        } else if (well && deaf) {
            LOG.info("changes of bindings in {} are heard of again", settings.uri());
        }
        deaf = !well;
    }

    private CompletableFuture<Boolean> alive(StatefulRedisPubSubConnection<byte[], byte[]> known) {
        return known.async()
                .ping()
                .toCompletableFuture()
                .orTimeout(settings.timeout().toNanos(), TimeUnit.NANOSECONDS)
                .handle((_, failure) -> failure == null || gone(known));
    }

    private boolean gone(StatefulRedisPubSubConnection<byte[], byte[]> known) {
        var _ = known.closeAsync();
        return false;
    }

    private CompletableFuture<Boolean> subscribed() {
        List<Node> masters = new ArrayList<>(slots.masters());
        if (masters.isEmpty()) {
            return CompletableFuture.completedFuture(false);
        }
        Node server = masters.get(ThreadLocalRandom.current().nextInt(masters.size()));
        return nodes.listen(server)
                .thenCompose(this::subscribe)
                .handle(
                        (_, failure) -> {
                            refusal = refusal(failure);
                            if (failure != null) {
                                LOG.debug("no changes are heard from {}: {}", server, failure);
                            }
                            return failure == null;
                        });
    }

    private static @Nullable String refusal(@Nullable Throwable failure) {
        return failure != null && Fault.of(failure) instanceof Fault.Hopeless(var why) ? why : null;
    }

    /// What a server said that does not let changes be heard, and will not at the next try either;
    /// null where none does.
    @Nullable String refusal() {
        return refusal;
    }

    private CompletableFuture<Void> subscribe(
            StatefulRedisPubSubConnection<byte[], byte[]> connection) {
        connection.addListener(
                new RedisPubSubAdapter<>() {
                    @Override
                    public void message(byte[] channel, byte[] octets) {
                        heard(octets);
                    }
                });
        synchronized (this) {
            StatefulRedisPubSubConnection<byte[], byte[]> old = current;
            if (old != null && old.isOpen()) {
                var _ = old.closeAsync();
            }
            current = connection;
        }
        return connection
                .async()
                .subscribe(new Keys(settings.prefix()).channel())
                .toCompletableFuture()
                .orTimeout(settings.timeout().toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete(
                        (_, failure) -> {
                            if (failure != null) {
                                gone(connection);
                            }
                        });
    }

    private void heard(byte[] octets) {
        if (watchers.isEmpty()) {
            return;
        }
        try {
            BindingRecord record = Stored.record(octets, clock.get());
            watchers.forEach(watcher -> watcher.accept(record.aor(), record.bindings()));
        } catch (IOException | RuntimeException e) {
            LOG.warn("a change that could not be told", e);
        }
    }

    /// Tells nobody any more, and makes no other connection.
    synchronized void close() {
        closed = true;
        watchers.clear();
    }
}
