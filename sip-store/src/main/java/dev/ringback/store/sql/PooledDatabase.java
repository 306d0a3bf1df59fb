package dev.ringback.store.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.ringback.config.storage.StoreAddress;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/// A PostgreSQL server, over a few connections that are kept open. One that is gone is asked again
/// with each call, and fails it within [#PATIENCE].
final class PooledDatabase implements Database {
    /// How long a call waits for a connection.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int TRIES = 5;

    /// In seconds; what the address says goes first.
    private static final Map<String, String> PROPERTIES =
            Map.of(
                    "connectTimeout", "5",
                    "loginTimeout", "5",
                    "socketTimeout", "30",
                    "tcpKeepAlive", "true",
                    "reWriteBatchedInserts", "true",
                    "ApplicationName", "ringback");

    private final HikariDataSource pool;
    private final String name;

    private PooledDatabase(HikariDataSource pool, String name) {
        this.pool = pool;
        this.name = name;
    }

    /// Connects, and brings the tables up to date.
    ///
    /// @param connections at most, 1 or more
    /// @throws IOException where nobody answers, or a newer program was there
    static PooledDatabase open(StoreAddress.Jdbc address, int connections, Migrations migrations)
            throws IOException {
        PooledDatabase database = connect(address, connections);
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
    static PooledDatabase connect(StoreAddress.Jdbc address, int connections) throws IOException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(address.url());
        config.setDriverClassName("org.postgresql.Driver");
        PROPERTIES.forEach(config::addDataSourceProperty);
        if (!address.url().contains("currentSchema=")) {
            config.setSchema(Migrations.SCHEMA);
        }
        config.setPoolName("ringback");
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.setValidationTimeout(PATIENCE.toMillis() / 2);
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
