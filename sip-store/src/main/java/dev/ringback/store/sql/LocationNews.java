package dev.ringback.store.sql;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.store.record.Moment;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells watchers of changes, as PostgreSQL tells this process, over a connection of its own that
/// is there once somebody watches. What changes while it is lost is told when it is back, but for
/// who was removed meanwhile.
final class LocationNews implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocationNews.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int LISTENED_MILLIS = 250;

    private static final long RENEWAL = Duration.ofSeconds(20).toNanos();
    /// Versions are taken before the commit, so that one of before may come into sight after: what
    /// was told is rather told again.
    private static final long OVERLAP = 1_000;

    private static final String RENEW =
            "INSERT INTO location_watcher VALUES (?, clock_timestamp() + INTERVAL '1 minute')"
                    + " ON CONFLICT (id) DO UPDATE SET until = EXCLUDED.until";

    private final PooledDatabase database;
    private final Supplier<Moment> clock;
    private final String id = UUID.randomUUID().toString();
    private final List<BiConsumer<AddressOfRecord, List<Binding>>> watchers =
            new CopyOnWriteArrayList<>();
    private final CountDownLatch listening = new CountDownLatch(1);
    private @Nullable Thread thread;
    private long newest = -1;
    private boolean failing;
    private volatile boolean closed;

    LocationNews(PooledDatabase database, Supplier<Moment> clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Tells somebody of changes from now on. The first one waits until PostgreSQL tells us.
    void add(BiConsumer<AddressOfRecord, List<Binding>> watcher) {
        watchers.add(watcher);
        synchronized (this) {
            if (thread == null && !closed) {
                thread = Thread.ofVirtual().name("location-news").start(this::run);
            }
        }
        try {
            if (!listening.await(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.warn("changes of bindings are not told yet: no way to {}", database);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    void remove(BiConsumer<AddressOfRecord, List<Binding>> watcher) {
        watchers.remove(watcher);
    }

    private void run() {
        while (!closed) {
            try {
                database.alone(this::listen);
            } catch (IOException | RuntimeException e) {
                if (!failing && !closed) {
                    LOG.warn("changes of bindings are not told: {}", e.getMessage());
                }
                failing = true;
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private boolean listen(Connection connection) throws SQLException {
        PGConnection postgres = connection.unwrap(PGConnection.class);
        Transaction.execute(connection, "LISTEN ringback_location");
        try {
            Query.change(connection, RENEW, id);
            catchUp(connection);
            long renewed = System.nanoTime();
            while (!closed) {
                if (System.nanoTime() - renewed > RENEWAL) {
                    Query.change(connection, RENEW, id);
                    renewed = System.nanoTime();
                }
                PGNotification[] told = postgres.getNotifications(LISTENED_MILLIS);
                for (PGNotification each : told == null ? new PGNotification[0] : told) {
                    tell(connection, each.getParameter());
                }
            }
            return true;
        } finally {
            Transaction.execute(connection, "UNLISTEN *"); // others use it next
            Query.change(connection, "DELETE FROM location_watcher WHERE id = ?", id);
        }
    }

    private void catchUp(Connection connection) throws SQLException {
        newest =
                newest < 0
                        ? Query.number(connection, "SELECT last_value FROM location_version")
                        : LocationTable.show(connection, newest - OVERLAP, clock.get(), this::tell);
        if (failing) {
            LOG.info("changes of bindings are told again");
        }
        failing = false;
        listening.countDown();
    }

    /// Tells what there is after a change, unless there was another one after it, which will be
    /// told too.
    ///
    /// @param change `VERSION DOMAIN NAME`, with version 0 for one that was removed
    private void tell(Connection connection, String change) throws SQLException {
        String[] words = change.split(" ", 3);
        AddressOfRecord aor = new AddressOfRecord(words[2], words[1]);
        long version = Long.parseLong(words[0]);
        LocationTable.Stored now = LocationTable.read(connection, aor, clock.get());
        if (now.version() == version) {
            tell(aor, now.bindings());
        }
        newest = Math.max(newest, version);
    }

    /// A fault of one who listens is no fault of the store.
    private void tell(AddressOfRecord aor, List<Binding> bindings) {
        for (BiConsumer<AddressOfRecord, List<Binding>> each : watchers) {
            try {
                each.accept(aor, bindings);
            } catch (RuntimeException e) {
                LOG.error("who watches could not be told of {}", aor, e);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        watchers.clear();
        Thread running;
        synchronized (this) {
            running = thread;
        }
        if (running != null) {
            LockSupport.unpark(running);
            try {
                running.join(PATIENCE);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
