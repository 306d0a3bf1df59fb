package dev.ringback.store.sql;

import dev.ringback.cluster.Nodes;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Each node writes once a second into a table that it is there. One that has not for four seconds
/// is down, as long as this node has written all that time; else nothing is known, and all count as
/// up.
final class SqlNodes implements Nodes {
    private static final Logger LOG = LoggerFactory.getLogger(SqlNodes.class);
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofSeconds(4);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final PooledDatabase database;
    private final String self;
    private final Thread thread;

    /// When this node wrote last, and since when without a pause.
    private volatile long last;

    private volatile long since;
    private volatile Set<String> down = Set.of();
    private volatile boolean closed;

    /// Begins to say and to read.
    SqlNodes(PooledDatabase database, String self) {
        this.database = database;
        this.self = self;
        this.last = System.nanoTime() - SILENCE.toNanos();
        this.since = last;
        this.thread = Thread.ofVirtual().name("nodes").start(this::run);
    }

    private void run() {
        while (!closed) {
            try {
                Set<String> silent = database.alone(this::beat);
                long now = System.nanoTime();
                since = now - last > SILENCE.toNanos() / 2 ? now : since;
                last = now;
                down = silent;
            } catch (IOException | RuntimeException e) {
                LOG.debug("nobody hears of {}: {}", self, e.getMessage());
            }
            if (!closed) {
                LockSupport.parkNanos(BEAT.toNanos());
            }
        }
    }

    private Set<String> beat(Connection connection) throws SQLException {
        write(connection, "clock_timestamp()");
        Set<String> silent = new HashSet<>();
        Query.each(
                connection,
                "SELECT name FROM node WHERE seen < clock_timestamp() - INTERVAL '4 seconds'",
                row -> silent.add(row.getString(1)));
        return silent;
    }

    private void write(Connection connection, String time) throws SQLException {
        Query.change(
                connection,
                "INSERT INTO node VALUES (?, "
                        + time
                        + ") ON CONFLICT (name) DO UPDATE SET seen = EXCLUDED.seen",
                self);
    }

    @Override
    public boolean up(String node) {
        long now = System.nanoTime();
        boolean knows = now - last < SILENCE.toNanos() / 2 && last - since >= SILENCE.toNanos();
        return !knows || !down.contains(node);
    }

    /// Says that it leaves.
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(PATIENCE);
            database.alone(
                    connection -> {
                        write(connection, "TIMESTAMP 'epoch'");
                        return true;
                    });
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.debug("nobody hears that {} leaves: {}", self, e.getMessage());
        }
    }
}
