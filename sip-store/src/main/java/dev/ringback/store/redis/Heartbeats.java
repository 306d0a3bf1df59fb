package dev.ringback.store.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
final class Heartbeats implements dev.ringback.cluster.Nodes {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofSeconds(4);

    private final Nodes servers;
    private final Slots slots;
    private final byte[] channel;
    private final String self;
    private final LongSupplier clock;
    private final ConcurrentHashMap<String, Long> heard = new ConcurrentHashMap<>();
    private @Nullable ScheduledFuture<?> beating;
    private volatile @Nullable StatefulRedisPubSubConnection<byte[], byte[]> connection;
    private volatile boolean connecting;
    private volatile boolean closed;

    /// When the connection was made.
    private volatile long connected;

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
        beating =
                upkeep.scheduleWithFixedDelay(this::beat, 0, BEAT.toNanos(), TimeUnit.NANOSECONDS);
        return this;
    }

    private void beat() {
        try {
            StatefulRedisPubSubConnection<byte[], byte[]> open = connection;
            if (open != null && open.isOpen() && !deaf()) {
                var _ = open.async().publish(channel, self.getBytes(US_ASCII));
                return;
            }
            connection = null;
            if (open != null) {
                var _ = open.closeAsync();
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
        return now - connected > SILENCE.toNanos() && now - last > SILENCE.toNanos();
    }

    private void connect() {
        List<Node> masters = new ArrayList<>(slots.masters());
        if (masters.isEmpty()) {
            return;
        }
        connecting = true;
        Node server = masters.get(ThreadLocalRandom.current().nextInt(masters.size()));
        var _ =
                servers.listen(server)
                        .thenCompose(
                                made -> {
                                    made.addListener(new Ear());
                                    return made.async().subscribe(channel).thenApply(_ -> made);
                                })
                        .whenComplete(
                                (made, failure) -> {
                                    if (failure == null) {
                                        connected = clock.getAsLong();
                                        connection = made;
                                    }
                                    connecting = false;
                                    if (closed && made != null) {
                                        var _ = made.closeAsync();
                                    }
                                });
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
            if (now - last > SILENCE.toNanos()) {
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
        boolean hears = now - last <= SILENCE.toNanos() && now - since > SILENCE.toNanos();
        if (!hears || node.equals(self)) {
            return true;
        }
        Long when = heard.get(node);
        return when != null && now - when <= SILENCE.toNanos();
    }

    @Override
    public void close() {
        closed = true;
        ScheduledFuture<?> task = beating;
        if (task != null) {
            task.cancel(false);
        }
        StatefulRedisPubSubConnection<byte[], byte[]> open = connection;
        if (open != null) {
            var _ = open.closeAsync();
        }
    }
}
