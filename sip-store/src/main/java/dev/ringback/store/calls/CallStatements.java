package dev.ringback.store.calls;

import dev.ringback.calls.CallQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The SQL of the archive of calls.
final class CallStatements {
    /// The tables. What lists and searches read is apart from the flows, which are large.
    static final List<String> TABLES =
            List.of(
                    """
                    CREATE TABLE IF NOT EXISTS calls(
                      id BIGINT PRIMARY KEY,
                      call_id VARCHAR NOT NULL,
                      begun BIGINT NOT NULL,
                      ended BIGINT NOT NULL,
                      rest BOOLEAN NOT NULL,
                      caller VARCHAR NOT NULL,
                      callee VARCHAR NOT NULL,
                      uri VARCHAR NOT NULL,
                      status INT NOT NULL,
                      cause VARCHAR,
                      state VARCHAR NOT NULL,
                      octets INT NOT NULL)""",
                    "CREATE INDEX IF NOT EXISTS calls_begun ON calls(begun DESC, call_id DESC)",
                    "CREATE INDEX IF NOT EXISTS calls_id ON calls(call_id)",
                    "CREATE TABLE IF NOT EXISTS flows(id BIGINT PRIMARY KEY, octets VARBINARY)");

    static final String ADD = "INSERT INTO calls VALUES(?,?,?,?,?,?,?,?,?,?,?,?)";
    static final String ADD_FLOW = "INSERT INTO flows VALUES(?,?)";
    static final String OLDEST = "SELECT id, ended, octets FROM calls ORDER BY id LIMIT ?";
    static final String REMOVE = "DELETE FROM calls WHERE id <= ?";
    static final String REMOVE_FLOWS = "DELETE FROM flows WHERE id <= ?";
    static final String COUNTS =
            "SELECT COUNT(*), COALESCE(SUM(octets), 0), COALESCE(MAX(id), 0) FROM calls";
    static final String EXTENT = "SELECT MIN(begun), MAX(begun) FROM calls";
    static final String FIND =
            "SELECT f.octets FROM calls c JOIN flows f ON f.id = c.id WHERE c.call_id = ?"
                    + " ORDER BY c.begun";
    static final String RESTS =
            "SELECT f.octets FROM calls c JOIN flows f ON f.id = c.id WHERE c.call_id = ?"
                    + " AND (c.id = ? OR c.rest AND c.begun > ?) ORDER BY c.begun";

    private CallStatements() {}

    /// Nanoseconds since 1970.
    static long nanos(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L), at.getNano());
    }

    /// The statement of a query, with its values: `id`, `call_id` and `begun` of the calls.
    ///
    /// @param slice when they began, besides what the query says
    /// @param limit how many at most
    static PreparedStatement search(
            Connection connection, CallQuery query, SearchSlices.Slice slice, int limit)
            throws SQLException {
        StringBuilder sql =
                new StringBuilder("SELECT id, call_id, begun FROM calls WHERE NOT rest");
        List<Object> values = new ArrayList<>();
        sql.append(" AND begun >= ? AND begun < ?");
        values.addAll(List.of(slice.since(), slice.until()));
        CallQuery.Mark before = query.page().before();
        if (before != null) {
            long begun = nanos(before.begun());
            sql.append(" AND begun <= ? AND (begun < ? OR call_id < ?)");
            values.addAll(List.of(begun, begun, before.callId()));
        }
        String user = query.user();
        if (user != null) {
            String part = user.toLowerCase(Locale.ROOT);
            sql.append(" AND (LOCATE(?, caller) > 0 OR LOCATE(?, callee) > 0");
            sql.append(" OR LOCATE(?, uri) > 0 OR call_id = ?)");
            values.addAll(List.of(part, part, part, user));
        }
        int status = query.status();
        if (status != 0) {
            boolean whole = status >= 10;
            sql.append(" AND status BETWEEN ? AND ?");
            values.add(whole ? status : status * 100);
            values.add(whole ? status : status * 100 + 99);
        }
        if (query.cause() != null) {
            sql.append(" AND cause = ?");
            values.add(query.cause());
        }
        sql.append(" ORDER BY begun DESC, call_id DESC LIMIT ?");
        values.add(limit);
        PreparedStatement statement = connection.prepareStatement(sql.toString());
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
        return statement;
    }
}
