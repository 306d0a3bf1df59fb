package dev.ringback.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/// One piece of work on a connection, wholly or not at all.
final class Transaction {
    /// Somebody else was in the way: a serialization failure, a deadlock, or the same row.
    private static final Set<String> COLLISIONS = Set.of("40001", "40P01", "23505");

    private Transaction() {}

    /// Does the work and commits it.
    ///
    /// @param first a statement that goes before, or empty
    static <T> T run(Connection connection, String first, Database.Work<T> work)
            throws SQLException {
        boolean done = false;
        connection.setAutoCommit(false);
        try {
            execute(connection, first);
            T result = work.run(connection);
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                undo(connection);
            }
        }
    }

    /// Runs a statement, if there is one.
    static void execute(Connection connection, String statement) throws SQLException {
        if (!statement.isEmpty()) {
            try (Statement made = connection.createStatement()) {
                made.execute(statement);
            }
        }
    }

    /// A connection that is lost has undone it already.
    private static void undo(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException _) {
            // what made it fail is thrown already
        }
    }

    /// Whether it may do to try again.
    static boolean collided(SQLException e) {
        for (SQLException each = e; each != null; each = each.getNextException()) {
            if (COLLISIONS.contains(String.valueOf(each.getSQLState()))) {
                return true;
            }
        }
        return false;
    }
}
