package dev.ringback.store.sql;

import dev.ringback.cluster.Nodes;
import dev.ringback.config.storage.StoreAddress;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.LocationException;
import dev.ringback.location.LocationService;
import dev.ringback.location.Lookup;
import dev.ringback.store.record.Moment;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The location service in PostgreSQL: a row for each address-of-record, shared by all processes
/// that use the same database. Nothing is kept here; each question waits for its answer on a
/// virtual thread of its own, and no more than so many do at a time.
///
/// A change reads the row and writes it where it is still the same, else it begins anew. One that
/// is answered with [Lookup.Unavailable] while a connection ends may have happened all the same.
public final class SqlLocation implements LocationService {
    private static final Logger LOG = LoggerFactory.getLogger(SqlLocation.class);

    /// A server waits for two seconds in all, and says more of a database that is gone than of one
    /// that says nothing.
    private static final PooledDatabase.Use USE =
            new PooledDatabase.Use(10, Duration.ofSeconds(1), Duration.ofSeconds(5));

    private static final int MOST_WAITING = 10_000;
    private static final int TRIES = 50;
    private static final long PAUSE = Duration.ofMillis(2).toNanos();
    private static final long COUNTING = Duration.ofSeconds(3).toNanos();
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final PooledDatabase database;
    private final Supplier<Moment> clock;
    private final LocationNews news;
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("location-", 0).factory());
    private final Semaphore free = new Semaphore(MOST_WAITING);

    /// The last change of each address-of-record that is under way: the next one waits for it.
    private final ConcurrentHashMap<AddressOfRecord, CompletableFuture<?>> turns =
            new ConcurrentHashMap<>();

    private final AtomicBoolean sweeping = new AtomicBoolean();
    private final AtomicBoolean counting = new AtomicBoolean();
    private final AtomicInteger swept = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile long size;
    private volatile long counted;

    private SqlLocation(PooledDatabase database, LongSupplier clock) {
        this.database = database;
        this.clock = Moment.clock(clock);
        this.news = new LocationNews(database, this.clock);
        recount(); // a large table may take longer than one may wait
    }

    /// Connects, and brings the tables up to date.
    ///
    /// @param clock the monotonic nanoseconds in which the bindings' ends are said
    /// @throws IOException where nobody answers, or a newer program was there
    public static SqlLocation open(StoreAddress.Jdbc address, LongSupplier clock)
            throws IOException {
        Migrations migrations = Migrations.of(Dialect.POSTGRESQL);
        return new SqlLocation(PooledDatabase.open(address, USE, migrations), clock);
    }

    /// Throws: what is in a database is asked for by [#find].
    @Override
    public List<Binding> bindings(AddressOfRecord aor, long now) {
        throw LocationException.failed(
                "bindings in a database are not at hand at once",
                new UnsupportedOperationException());
    }

    @Override
    public Lookup<List<Binding>> find(AddressOfRecord aor, long now) {
        return new Lookup.Pending<>(
                back -> {
                    if (free.tryAcquire()) {
                        tell(CompletableFuture.supplyAsync(() -> found(aor), threads), aor, back);
                    } else {
                        back.accept(refused());
                    }
                });
    }

    private Lookup.Settled<List<Binding>> found(AddressOfRecord aor) {
        return settled(
                () ->
                        database.alone(
                                connection ->
                                        LocationTable.read(connection, aor, clock.get())
                                                .bindings()));
    }

    private static Lookup.Unavailable<List<Binding>> refused() {
        return new Lookup.Unavailable<>("too many questions wait for the database");
    }

    @Override
    public Lookup<List<Binding>> update(
            AddressOfRecord aor, long now, UnaryOperator<List<Binding>> change) {
        if (!free.tryAcquire()) {
            return refused();
        }
        CompletableFuture<Lookup.Settled<List<Binding>>> end = new CompletableFuture<>();
        turns.compute(
                aor,
                (_, before) -> {
                    CompletableFuture<?> last =
                            before == null ? CompletableFuture.completedFuture(null) : before;
                    var _ =
                            last.whenCompleteAsync(
                                    (_, _) -> end.complete(made(aor, change)), threads);
                    return end;
                });
        var _ = end.whenComplete((_, _) -> turns.remove(aor, end));
        return new Lookup.Pending<>(back -> tell(end, aor, back));
    }

    private Lookup.Settled<List<Binding>> made(
            AddressOfRecord aor, UnaryOperator<List<Binding>> change) {
        return settled(
                () -> {
                    for (int left = TRIES; left > 0; left--) {
                        Attempt attempt = attempt(aor, change);
                        if (attempt.done) {
                            return attempt.after;
                        }
                        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(PAUSE));
                    }
                    throw new IOException("too many change " + aor + " at once");
                });
    }

    /// One go at a change.
    ///
    /// @param done whether nobody came in between
    private record Attempt(boolean done, List<Binding> after) {}

    private Attempt attempt(AddressOfRecord aor, UnaryOperator<List<Binding>> change)
            throws IOException {
        return database.alone(
                connection -> {
                    Moment now = clock.get();
                    LocationTable.Stored before = LocationTable.read(connection, aor, now);
                    List<Binding> after = List.copyOf(change.apply(before.bindings()));
                    boolean done =
                            after.equals(before.bindings())
                                    || LocationTable.swap(connection, aor, before, after, now);
                    return new Attempt(done, after);
                });
    }

    /// Asks the database, and gives the place of who waits back.
    private Lookup.Settled<List<Binding>> settled(Callable<List<Binding>> question) {
        try {
            return new Lookup.Found<>(question.call());
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage());
            LOG.debug("bindings: {}", reason);
            return SqlFault.passing(e)
                    ? new Lookup.Unavailable<>(reason)
                    : new Lookup.Failed<>(reason);
        } catch (Exception e) {
            return new Lookup.Failed<>(String.valueOf(e.getMessage()));
        } finally {
            free.release();
        }
    }

    /// A fault of one who listens is no fault of the store.
    private static void tell(
            CompletableFuture<Lookup.Settled<List<Binding>>> end,
            AddressOfRecord aor,
            Consumer<Lookup.Settled<List<Binding>>> back) {
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

    /// Begins a sweep, where none is under way, and says what the last one removed.
    @Override
    public int sweep(long now, int max) {
        once(sweeping, () -> sweep(max));
        return swept.getAndSet(0);
    }

    /// Begins something that is not under way.
    private void once(AtomicBoolean underWay, Runnable work) {
        if (underWay.compareAndSet(false, true)) {
            try {
                threads.execute(work);
            } catch (RejectedExecutionException _) {
                underWay.set(false); // it is closed
            }
        }
    }

    private void sweep(int max) {
        try {
            swept.addAndGet(
                    database.alone(
                            connection -> LocationTable.sweep(connection, max, clock.get())));
        } catch (IOException | RuntimeException e) {
            LOG.debug("not swept: {}", e.getMessage());
        } finally {
            sweeping.set(false);
        }
    }

    /// As it was when this was asked before, or a few seconds ago.
    @Override
    public long size() {
        if (System.nanoTime() - counted > COUNTING) {
            once(counting, this::recount);
        }
        return size;
    }

    private void recount() {
        try {
            count();
        } catch (IOException | RuntimeException e) {
            LOG.debug("not counted: {}", e.getMessage());
        } finally {
            counting.set(false);
        }
    }

    private void count() throws IOException {
        size = database.alone(LocationTable::quantity);
        counted = System.nanoTime();
    }

    /// Asks the database, and waits for it.
    @Override
    public void snapshot(long now, BiConsumer<AddressOfRecord, List<Binding>> reader) {
        try {
            database.read(connection -> LocationTable.show(connection, 0, clock.get(), reader));
        } catch (IOException e) {
            throw LocationException.failed(String.valueOf(e.getMessage()), e);
        }
    }

    /// The first one waits until PostgreSQL tells this process. Changes by whomever are told.
    @Override
    public Watch watch(BiConsumer<AddressOfRecord, List<Binding>> watcher) {
        news.add(watcher);
        return () -> news.remove(watcher);
    }

    /// Says to the other nodes that share these bindings that this one is there, and hears them.
    ///
    /// @param self its name, `host:port`
    public Nodes nodes(String self) {
        return new SqlNodes(database, self);
    }

    /// Waits for what is under way, up to five seconds.
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        news.close();
        try {
            if (!free.tryAcquire(MOST_WAITING, PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.warn("{}: some changes of bindings are left half way", database);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        threads.shutdown();
        database.close();
    }
}
