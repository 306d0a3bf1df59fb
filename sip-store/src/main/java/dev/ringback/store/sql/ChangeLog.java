package dev.ringback.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Whom the present transaction changes. Where the database logs by itself, this only takes the
/// number first, so that two writers wait for each other there and nowhere else.
final class ChangeLog {
    /// So many changes are remembered, and that many more by the last transaction. The script of
    /// PostgreSQL has the same number.
    private static final int MOST = 20_000;

    private final @Nullable PreparedStatement insert;

    private ChangeLog(@Nullable PreparedStatement insert) {
        this.insert = insert;
    }

    /// Takes the next number.
    ///
    /// @param users how many will change
    static ChangeLog begin(Connection connection, Dialect dialect, int users) throws SQLException {
        Transaction.execute(connection, dialect.beginChange());
        if (users > MOST) {
            forget(connection, "number");
            return new ChangeLog(null);
        }
        if (dialect.logs()) {
            return new ChangeLog(null);
        }
        if (Query.number(connection, "SELECT count(*) FROM change_log") > MOST) {
            forget(connection, "number - 1");
        }
        return new ChangeLog(
                connection.prepareStatement(
                        "INSERT INTO change_log SELECT number, ?, ? FROM revision"));
    }

    private static void forget(Connection connection, String oldest) throws SQLException {
        Transaction.execute(connection, "DELETE FROM change_log");
        Transaction.execute(connection, "UPDATE revision SET oldest = " + oldest);
    }

    /// One user has changed; each is told once.
    void note(String name, String domain) throws SQLException {
        if (insert != null) {
            insert.setString(1, domain);
            insert.setString(2, name);
            insert.addBatch();
        }
    }

    /// All have been told.
    void end() throws SQLException {
        if (insert != null) {
            insert.executeBatch();
            insert.close();
        }
    }
}
