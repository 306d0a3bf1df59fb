package dev.ringback.store.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Each node says once a second on a channel that it is there. One that was not heard for four
/// seconds is down, as long as this node hears itself; else nothing is known, and all count as up.
///
/// A node that has not heard itself for two seconds goes to another server, and says there at once
/// that it is there: half a second to notice and the time to connect are left of the four, in which
/// the others do not take it for down because the server that it used hangs.
final class Heartbeats implements dev.ringback.cluster.Nodes {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration LOOK = BEAT.dividedBy(2);
    private static final Duration DEAF = Duration.ofSeconds(2);
    private static final Duration SILENCE = Duration.ofSeconds(4);

    private final Nodes servers;
    private final Slots slots;
    private final byte[] channel;
    private final String self;
    private final LongSupplier clock;
    private final ConcurrentHashMap<String, Long> heard = new ConcurrentHashMap<>();

    /// Servers that could not be reached, or were left, since there was another one to go to.
    private final Set<Node> left = ConcurrentHashMap.newKeySet();

    private @Nullable ScheduledFuture<?> looking;
    private volatile @Nullable StatefulRedisPubSubConnection<byte[], byte[]> connection;
    private volatile @Nullable Node server;
    private volatile boolean connecting;
    private volatile boolean refused;
    private volatile boolean closed;

    /// When the connection was made.
    private volatile long connected;

    /// When this node said last that it is there.
    private volatile long said;

    /// Since when this node hears itself without a pause, and when it heard itself last.
    private volatile long since;

    private volatile long last;

    /// @param channel where nodes say that they are there
    /// @param self this node's name
    /// @param clock monotonic nanoseconds
    Heartbeats(Nodes servers, Slots slots, byte[] channel, String self, LongSupplier clock) {
        this.servers = servers;
        this.slots = slots;
        this.channel = channel.clone();
        this.self = self;
        this.clock = clock;
        this.since = clock.getAsLong();
        this.connected = since;
        this.last = since - 2 * SILENCE.toNanos();
    }

    /// Begins to say and to hear.
    Heartbeats begin(ScheduledExecutorService upkeep) {
        looking =
                upkeep.scheduleWithFixedDelay(this::look, 0, LOOK.toNanos(), TimeUnit.NANOSECONDS);
        return this;
    }

    private void look() {
        try {
            StatefulRedisPubSubConnection<byte[], byte[]> open = connection;
            if (open != null && open.isOpen() && !deaf()) {
                if (clock.getAsLong() - said >= BEAT.toNanos()) {
                    say(open);
                }
                return;
            }
            connection = null;
            if (open != null) {
                leave();
                close(open);
            }
            if (!connecting) {
                connect();
            }
        } catch (RuntimeException e) {
            LOG.debug("no sign of life is given: {}", e.toString());
        }
    }

    /// Whether this node has not heard itself for long on its connection, which it then leaves.
    private boolean deaf() {
        long now = clock.getAsLong();
        return now - connected > DEAF.toNanos() && now - last > DEAF.toNanos();
    }

    private void say(StatefulRedisPubSubConnection<byte[], byte[]> open) {
        said = clock.getAsLong();
        var _ = open.async().publish(channel, self.getBytes(US_ASCII));
    }

    private void leave() {
        Node from = server;
        if (from != null) {
            left.add(from);
        }
    }

    private void connect() {
        Node to = choice();
        if (to == null) {
            return;
        }
        connecting = true;
        server = to;
        var _ =
                servers.listen(to)
                        .thenCompose(this::subscribed)
                        .whenComplete(
                                (made, failure) -> {
                                    if (failure == null) {
                                        take(made);
                                    } else {
                                        leave();
                                        complain(failure);
                                    }
                                })
                        .whenComplete((_, _) -> connecting = false);
    }

    /// A server, and none that was left as long as there are others.
    private @Nullable Node choice() {
        List<Node> masters = new ArrayList<>(slots.masters());
        left.retainAll(masters);
        if (left.size() == masters.size()) {
            left.clear();
            if (masters.size() > 1) {
                leave(); // the last one, to which it does not go at once again
            }
        }
        masters.removeAll(left);
        return masters.isEmpty()
                ? null
                : masters.get(ThreadLocalRandom.current().nextInt(masters.size()));
    }

    /// Listens on a new connection, which it closes where that is refused.
    private CompletableFuture<StatefulRedisPubSubConnection<byte[], byte[]>> subscribed(
            StatefulRedisPubSubConnection<byte[], byte[]> made) {
        made.addListener(new Ear());
        return made.async()
                .subscribe(channel)
                .toCompletableFuture()
                .orTimeout(DEAF.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete(
                        (_, failure) -> {
                            if (failure != null) {
                                close(made);
                            }
                        })
                .thenApply(_ -> made);
    }

    private void take(StatefulRedisPubSubConnection<byte[], byte[]> made) {
        connected = clock.getAsLong();
        connection = made;
        refused = false;
        if (closed) {
            close(made);
        } else {
            say(made);
        }
    }

    private void complain(Throwable failure) {
        if (!refused && Fault.of(failure) instanceof Fault.Hopeless(var why)) {
            refused = true;
            LOG.warn("this node and the others do not hear each other: {}", why);
        }
    }

    /// Hears who is there.
    private final class Ear extends RedisPubSubAdapter<byte[], byte[]> {
        @Override
        public void message(byte[] from, byte[] name) {
            hear(new String(name, US_ASCII));
        }
    }

    /// A node has said that it is there.
    void hear(String name) {
        long now = clock.getAsLong();
        if (name.equals(self)) {
            if (now - last > DEAF.toNanos()) {
                since = now;
            }
            last = now;
        } else if (heard.put(name, now) == null) {
            LOG.info("node {} is there", name);
        }
    }

    @Override
    public boolean up(String node) {
        long now = clock.getAsLong();
        boolean hears = now - last <= DEAF.toNanos() && now - since > SILENCE.toNanos();
        if (!hears || node.equals(self)) {
            return true;
        }
        Long when = heard.get(node);
        return when != null && now - when <= SILENCE.toNanos();
    }

    @Override
    public void close() {
        closed = true;
        ScheduledFuture<?> task = looking;
        if (task != null) {
            task.cancel(false);
        }
        StatefulRedisPubSubConnection<byte[], byte[]> open = connection;
        if (open != null) {
            close(open);
        }
    }

    private static void close(StatefulRedisPubSubConnection<byte[], byte[]> open) {
        if (open.isOpen()) {
            var _ = open.closeAsync();
        }
    }
}
