package dev.ringback.store.redis;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.LocationException;
import dev.ringback.location.LocationService;
import dev.ringback.location.Lookup;
import dev.ringback.store.record.Moment;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The location service in Redis or Valkey, one server or a cluster: shared by all processes that
/// use the same one with the same prefix. Nothing is kept here, nobody who asks is made to wait,
/// and no more than so many questions wait at a time.
///
/// A change is answered once the master has it and, in a cluster, [RedisSettings#replicas]
/// replicas. One that is answered with [Lookup.TimedOut], or with [Lookup.Unavailable] while a
/// connection ends, may have happened all the same: who asks again finds out.
public final class RedisLocation implements LocationService {
    private static final Logger LOG = LoggerFactory.getLogger(RedisLocation.class);
    private static final Duration CHECK = Duration.ofMillis(500);
    private static final Duration REFRESH = Duration.ofSeconds(10);

    private final RedisSettings settings;
    private final Nodes nodes;
    private final Slots slots;
    private final Routes routes;
    private final Keys keys;
    private final Table table;
    private final Announcements announcements;
    private final Reachability reachability;
    private final Supplier<Moment> clock;
    private final Update.Parts parts;
    private final Turns turns;
    private final ScheduledExecutorService upkeep =
            Executors.newScheduledThreadPool(
                    2, Thread.ofPlatform().daemon().name("ringback-redis-", 0).factory());
    private final Semaphore free;
    private volatile boolean closed;
    private volatile long size;

    private RedisLocation(RedisSettings settings, Nodes nodes, Slots slots, LongSupplier clock) {
        this.settings = settings;
        this.free = new Semaphore(settings.mostWaiting());
        this.nodes = nodes;
        this.slots = slots;
        this.clock = Moment.clock(clock);
        this.routes = new Routes(nodes, slots);
        this.keys = new Keys(settings.prefix());
        this.table = new Table(slots, routes, settings);
        this.announcements = new Announcements(nodes, slots, settings, this.clock);
        this.reachability = new Reachability(settings.uri().toString());
        this.turns = new Turns(upkeep);
        long patience = settings.timeout().toNanos();
        this.parts = new Update.Parts(routes, keys, new Stamp(), this.clock, upkeep, patience);
    }

    /// Connects to Redis, and finds out whether it is a cluster.
    ///
    /// @param clock the monotonic nanoseconds in which the bindings' ends are said
    /// @throws IOException where none of the servers answers, or they refuse; the message says why
    public static RedisLocation open(RedisSettings settings, LongSupplier clock)
            throws IOException {
        Nodes nodes = new Nodes(settings);
        try {
            RedisLocation location =
                    new RedisLocation(settings, nodes, Discovery.slots(nodes, settings), clock);
            location.begin();
            return location;
        } catch (IOException e) {
            nodes.close();
            throw e;
        }
    }

    private void begin() throws IOException {
        boolean heard = Discovery.settled(announcements.check(), settings);
        String refusal = heard ? null : announcements.refusal();
        if (refusal != null) {
            String channels = settings.prefix() + '*';
            throw new IOException(
                    "%s: changes cannot be heard of: %s; the user needs the channels %s (ACL &%s)"
                            .formatted(settings.uri(), refusal, channels, channels));
        }
        every(CHECK, this::listen);
        every(REFRESH, this::refresh);
        upkeep.execute(this::count);
        every(settings.counting(), this::count);
    }

    private void every(Duration period, Runnable task) {
        long nanos = period.toNanos();
        var _ =
                upkeep.scheduleWithFixedDelay(
                        () -> guarded(task), nanos, nanos, TimeUnit.NANOSECONDS);
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("upkeep of the bindings in Redis failed", e);
        }
    }

    private void listen() {
        var _ = announcements.check();
    }

    private void refresh() {
        var _ = slots.refresh();
    }

    private void count() {
        try {
            size = table.count(clock.get());
        } catch (LocationException e) {
            LOG.debug("not counted: {}", e.getMessage());
        }
    }

    /// Throws: what is in Redis is asked for by [#find].
    @Override
    public List<Binding> bindings(AddressOfRecord aor, long now) {
        throw LocationException.failed(
                "bindings in Redis are not at hand at once", new UnsupportedOperationException());
    }

    @Override
    public Lookup<List<Binding>> find(AddressOfRecord aor, long now) {
        return new Lookup.Pending<>(
                back -> {
                    if (free.tryAcquire()) {
                        tell(left(new Search(aor, routes, keys, clock).begin()), back, aor);
                    } else {
                        back.accept(refused());
                    }
                });
    }

    @Override
    public Lookup<List<Binding>> update(
            AddressOfRecord aor, long now, UnaryOperator<List<Binding>> change) {
        if (!free.tryAcquire()) {
            return refused();
        }
        Update update = new Update(aor, change, parts);
        CompletableFuture<Lookup.Settled<List<Binding>>> end = left(update.end());
        turns.take(aor, update::begin);
        var _ = end.whenComplete((_, _) -> turns.done(aor));
        return new Lookup.Pending<>(back -> tell(end, back, aor));
    }

    private Lookup.Unavailable<List<Binding>> refused() {
        return new Lookup.Unavailable<>(
                closed ? "the store is closed" : "too many questions wait for Redis");
    }

    /// Notes that a question is settled, and how.
    private CompletableFuture<Lookup.Settled<List<Binding>>> left(
            CompletableFuture<Lookup.Settled<List<Binding>>> end) {
        return end.exceptionally(e -> new Lookup.Failed<>(String.valueOf(e.getMessage())))
                .whenComplete(
                        (settled, _) -> {
                            free.release();
                            switch (settled) {
                                case Lookup.Found<List<Binding>> _ -> reachability.worked();
                                case Lookup.Unavailable<List<Binding>>(var why) ->
                                        reachability.failed(why);
                                case Lookup.Failed<List<Binding>>(var why) ->
                                        LOG.debug("failed: {}", why);
                                case Lookup.TimedOut<List<Binding>>() ->
                                        reachability.failed("no answer in time");
                            }
                        });
    }

    /// A fault of one who listens is no fault of the store.
    private static void tell(
            CompletableFuture<Lookup.Settled<List<Binding>>> end,
            Consumer<Lookup.Settled<List<Binding>>> back,
            AddressOfRecord aor) {
        var _ =
                end.thenAccept(
                        settled -> {
                            try {
                                back.accept(settled);
                            } catch (RuntimeException e) {
                                LOG.error("who asked for {} could not be told", aor, e);
                            }
                        });
    }

    /// Nothing to do: Redis removes what has ended.
    @Override
    public int sweep(long now, int max) {
        return 0;
    }

    /// As it was up to [RedisSettings#counting] ago; estimated by a sample where a server has more
    /// than two thousand keys.
    @Override
    public long size() {
        return size;
    }

    /// Asks Redis, and waits for it. Who is moved to another server of a cluster meanwhile may be
    /// missing.
    @Override
    public void snapshot(long now, BiConsumer<AddressOfRecord, List<Binding>> reader) {
        table.show(clock.get(), reader);
    }

    /// Changes by whomever are told, as Redis tells them to this process. What is changed while the
    /// server that tells is lost is not told: about a second until it is noticed and another one is
    /// asked, twice the timeout where it is silent.
    @Override
    public Watch watch(BiConsumer<AddressOfRecord, List<Binding>> watcher) {
        announcements.add(watcher);
        return () -> announcements.remove(watcher);
    }

    /// Says to the other nodes that share these bindings that this one is there, and hears them.
    ///
    /// @param self its name, `host:port`
    public dev.ringback.cluster.Nodes nodes(String self) {
        byte[] channel = keys.nodes();
        return new Heartbeats(nodes, slots, channel, self, System::nanoTime).begin(upkeep);
    }

    /// Waits for what is under way, three times as long as one step may take at most, and ends the
    /// connections.
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        announcements.close();
        try {
            long longest = 3 * settings.timeout().toNanos();
            if (!free.tryAcquire(settings.mostWaiting(), longest, TimeUnit.NANOSECONDS)) {
                LOG.warn("bindings in {}: some changes are left half way", settings.uri());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        upkeep.shutdownNow();
        nodes.close();
    }
}
