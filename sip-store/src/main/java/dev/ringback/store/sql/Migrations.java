package dev.ringback.store.sql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Brings the tables of a database up to date: numbered scripts, each run once, in their order. The
/// table `schema_version` has the numbers of those that were run.
final class Migrations {
    /// The schema of our tables in PostgreSQL, where the address names none.
    static final String SCHEMA = "ringback";

    /// Whoever migrates has this lock. The number is as good as any other.
    private static final String LOCK = "SELECT pg_advisory_xact_lock(5060506050605060)";

    private static final String VERSIONS =
            "CREATE TABLE IF NOT EXISTS schema_version (number INTEGER PRIMARY KEY, applied"
                    + " TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL)";

    private static final String TABLES =
            "SELECT count(*) FROM information_schema.tables"
                    + " WHERE table_schema = ? AND lower(table_name) = ?";

    private final Dialect dialect;
    private final List<String> scripts;

    /// @param scripts what is run, the oldest first
    Migrations(Dialect dialect, List<String> scripts) {
        this.dialect = dialect;
        this.scripts = List.copyOf(scripts);
    }

    /// Those of this program.
    static Migrations of(Dialect dialect) {
        List<String> scripts = new ArrayList<>();
        for (String name : dialect.scripts()) {
            try (InputStream script = Migrations.class.getResourceAsStream(name)) {
                if (script == null) {
                    throw new IllegalStateException("this program lacks " + name);
                }
                scripts.add(new String(script.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new IllegalStateException("this program lacks " + name, e);
            }
        }
        return new Migrations(dialect, scripts);
    }

    /// Runs what is missing, in the transaction of the connection. Who comes at the same time waits
    /// and finds it done.
    ///
    /// @throws SQLException also when the database was made by a newer program
    void upgrade(Connection connection) throws SQLException {
        if (behind(connection)) {
            try (Statement statement = connection.createStatement()) {
                upgrade(connection, statement);
            }
        }
    }

    private void upgrade(Connection connection, Statement statement) throws SQLException {
        if (dialect == Dialect.POSTGRESQL) {
            statement.execute(LOCK);
            if (connection.getSchema() == null) {
                statement.execute("CREATE SCHEMA IF NOT EXISTS " + SCHEMA);
            }
        }
        statement.execute(VERSIONS);
        for (int next = version(connection) + 1; next <= scripts.size(); next++) {
            statement.execute(scripts.get(next - 1));
            statement.execute("INSERT INTO schema_version (number) VALUES (" + next + ")");
        }
    }

    /// Whether scripts are missing.
    ///
    /// @throws SQLException also when the database was made by a newer program
    boolean behind(Connection connection) throws SQLException {
        int present = version(connection);
        if (present > scripts.size()) {
            throw new SQLException(
                    "its tables are of version "
                            + present
                            + " and this program knows "
                            + scripts.size()
                            + ": a newer Ringback made them");
        }
        return present < scripts.size();
    }

    /// The number of the last script that was run; 0 for none.
    static int version(Connection connection) throws SQLException {
        @Nullable String schema = connection.getSchema();
        return schema == null || Query.number(connection, TABLES, schema, "schema_version") == 0
                ? 0
                : (int) Query.number(connection, "SELECT max(number) FROM schema_version");
    }
}
