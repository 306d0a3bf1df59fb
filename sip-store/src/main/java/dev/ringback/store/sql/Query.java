package dev.ringback.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// A question to a database. Rows of large answers come a thousand at a time.
final class Query {
    private static final int AT_ONCE = 1_000;

    private Query() {}

    /// Who is shown rows.
    @FunctionalInterface
    interface Reader {
        /// Reads the present one.
        void read(ResultSet row) throws SQLException;
    }

    /// Shows each row of the answer.
    ///
    /// @param values those of the question marks
    static void each(Connection connection, String text, Reader reader, Object... values)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(text)) {
            set(query, values);
            query.setFetchSize(AT_ONCE);
            show(query, reader);
        }
    }

    private static void show(PreparedStatement query, Reader reader) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                reader.read(row);
            }
        }
    }

    /// The number that is the answer.
    static long number(Connection connection, String text, Object... values) throws SQLException {
        long[] number = new long[1];
        each(connection, text, row -> number[0] = row.getLong(1), values);
        return number[0];
    }

    /// Changes rows.
    ///
    /// @return how many
    static int change(Connection connection, String text, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            set(statement, values);
            return statement.executeUpdate();
        }
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
