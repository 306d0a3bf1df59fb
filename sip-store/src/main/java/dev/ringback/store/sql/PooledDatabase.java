package dev.ringback.store.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.ringback.config.storage.StoreAddress;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Map;

/// A PostgreSQL server, over a few connections that are kept open. While it is gone it is connected
/// to anew all the time, and a call fails that has waited for that in vain.
final class PooledDatabase implements Database {
    /// How long a connection that was idle may take to prove that it stands.
    private static final Duration PROOF = Duration.ofMillis(500);

    private static final int TRIES = 5;

    /// What the address says goes first.
    private static final Map<String, String> PROPERTIES =
            Map.of(
                    "connectTimeout", "5",
                    "loginTimeout", "5",
                    "tcpKeepAlive", "true",
                    "reWriteBatchedInserts", "true",
                    "ApplicationName", "ringback");

    private final HikariDataSource pool;
    private final String name;

    /// Whether somebody has waited for a connection in vain since there was one.
    private volatile boolean lost;

    private PooledDatabase(HikariDataSource pool, String name) {
        this.pool = pool;
        this.name = name;
    }

    /// How a database is used.
    ///
    /// @param connections at most, 1 or more
    /// @param connection how long to wait for a connection, a second or longer
    /// @param answer how long to wait for an answer, in whole seconds
    record Use(int connections, Duration connection, Duration answer) {}

    /// Connects, and brings the tables up to date.
    ///
    /// @throws IOException where nobody answers, or a newer program was there
    static PooledDatabase open(StoreAddress.Jdbc address, Use use, Migrations migrations)
            throws IOException {
        PooledDatabase database = connect(address, use);
        boolean upToDate = false;
        try {
            database.within(
                    "",
                    connection -> {
                        migrations.upgrade(connection);
                        return true;
                    });
            upToDate = true;
        } finally {
            if (!upToDate) {
                database.close();
            }
        }
        return database;
    }

    /// Connects, and leaves the tables as they are.
    static PooledDatabase connect(StoreAddress.Jdbc address, Use use) throws IOException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(address.url());
        config.setDriverClassName("org.postgresql.Driver");
        PROPERTIES.forEach(config::addDataSourceProperty);
        config.addDataSourceProperty("socketTimeout", Long.toString(use.answer.toSeconds()));
        if (!address.url().contains("currentSchema=")) {
            config.setSchema(Migrations.SCHEMA);
        }
        config.setPoolName("ringback");
        config.setMaximumPoolSize(use.connections);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(use.connection.toMillis());
        config.setValidationTimeout(PROOF.toMillis());
        config.setInitializationFailTimeout(1);
        try {
            return new PooledDatabase(new HikariDataSource(config), address.toString());
        } catch (HikariPool.PoolInitializationException e) {
            throw e.getCause() instanceof SQLException cause
                    ? SqlFault.of(address.toString(), cause)
                    : new IOException(address + ": " + e.getMessage(), e);
        } catch (RuntimeException e) { // an address that the driver does not understand
            throw new IOException(address + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Dialect dialect() {
        return Dialect.POSTGRESQL;
    }

    @Override
    public <T> T read(Work<T> work) throws IOException {
        return within(Dialect.POSTGRESQL.beginRead(), work);
    }

    @Override
    public <T> T write(Work<T> work) throws IOException {
        return within("", work);
    }

    /// Runs statements that are each a transaction of its own, once. While the server is gone the
    /// first calls wait for a connection, the further ones fail at once.
    <T> T alone(Work<T> work) throws IOException {
        try (Connection connection = connection()) {
            return work.run(connection);
        } catch (SQLException e) {
            throw SqlFault.of(name, e);
        }
    }

    /// A connection, which is waited for unless it is known that there is none.
    private Connection connection() throws SQLException {
        if (lost && pool.getHikariPoolMXBean().getTotalConnections() == 0) {
            throw new SQLTransientConnectionException("there is no way to it");
        }
        try {
            Connection connection = pool.getConnection();
            lost = false;
            return connection;
        } catch (SQLTransientConnectionException e) {
            lost = true;
            throw e;
        }
    }

    private <T> T within(String first, Work<T> work) throws IOException {
        for (int left = TRIES; ; left--) {
            try (Connection connection = pool.getConnection()) {
                return Transaction.run(connection, first, work);
            } catch (SQLException e) {
                if (left == 1 || !Transaction.collided(e)) {
                    throw SqlFault.of(name, e);
                }
            }
        }
    }

    /// For people: where it is.
    @Override
    public String toString() {
        return name;
    }

    @Override
    public void close() {
        pool.close();
    }
}
