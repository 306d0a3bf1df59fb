package dev.ringback.store.sql;

import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;

/// Says what went wrong in a database to whom it concerns.
final class SqlFault {
    private SqlFault() {}

    /// The fault with a message of one line for the operator.
    ///
    /// @param where the database, without a password
    static IOException of(String where, SQLException e) {
        return new IOException(where + ": " + reason(e), e);
    }

    /// What the database itself says: pools and batches wrap it.
    private static String reason(SQLException e) {
        SQLException said = e;
        for (Throwable each = e; each != null; each = each.getCause()) {
            said = each instanceof SQLException sql ? sql : said;
        }
        SQLException row = e instanceof BatchUpdateException ? e.getNextException() : null;
        String message = String.valueOf((row == null ? said : row).getMessage());
        return message.replaceFirst("(?s)(; SQL statement:)?\\R.*", "")
                .replaceFirst(" \\[[0-9]{5}-[0-9]+]$", "");
    }
}
