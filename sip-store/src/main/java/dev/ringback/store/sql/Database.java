package dev.ringback.store.sql;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/// A database that speaks SQL and has our tables. Any thread; its methods wait for the answer. The
/// message of an [IOException] is for the operator.
interface Database extends AutoCloseable {
    /// How it differs from others.
    Dialect dialect();

    /// Reads in one transaction, which sees one state of everything.
    <T> T read(Work<T> work) throws IOException;

    /// Changes something in one transaction, which is on disk when this returns. It is run again
    /// where another one came in its way.
    <T> T write(Work<T> work) throws IOException;

    @Override
    void close();

    /// What is done in a transaction.
    ///
    /// @param <T> what comes of it
    @FunctionalInterface
    interface Work<T> {
        /// Does it; neither commits nor closes.
        T run(Connection connection) throws SQLException;
    }
}
