package dev.ringback.store.sql;

import java.util.List;

/// Everything in which the databases differ.
enum Dialect {
    /// H2, in a file.
    H2("", "UPDATE revision SET number = number + 1"),

    /// PostgreSQL 12 or newer, in which triggers log what changes.
    POSTGRESQL(
            "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY", "SELECT begin_change()");

    private final String beginRead;
    private final String beginChange;

    Dialect(String beginRead, String beginChange) {
        this.beginRead = beginRead;
        this.beginChange = beginChange;
    }

    /// The names of the scripts that make the tables, the oldest first, as resources of this
    /// package.
    List<String> scripts() {
        return switch (this) {
            case H2 -> List.of("h2/1-subscribers.sql");
            case POSTGRESQL -> List.of("postgresql/1-subscribers.sql");
        };
    }

    /// The first statement of a transaction that reads; empty where none is needed, since nobody
    /// else is there.
    String beginRead() {
        return beginRead;
    }

    /// The first statement of a transaction that changes users or domains: takes the next number,
    /// which makes the others wait.
    String beginChange() {
        return beginChange;
    }

    /// Whether the database logs by itself whom a statement changes.
    boolean logs() {
        return this == POSTGRESQL;
    }
}
