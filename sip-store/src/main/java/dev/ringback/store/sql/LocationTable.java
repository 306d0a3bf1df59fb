package dev.ringback.store.sql;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.store.record.BindingRecord;
import dev.ringback.store.record.Moment;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The table of bindings.
final class LocationTable {
    private static final Logger LOG = LoggerFactory.getLogger(LocationTable.class);

    private LocationTable() {}

    /// The row of an address-of-record.
    ///
    /// @param bindings those that have not ended
    /// @param version another one after each change; 0 where there is no row
    record Stored(List<Binding> bindings, long version) {
        static final Stored NOTHING = new Stored(List.of(), 0);
    }

    static Stored read(Connection connection, AddressOfRecord aor, Moment now) throws SQLException {
        Stored[] read = {Stored.NOTHING};
        Query.each(
                connection,
                "SELECT bindings, version FROM location WHERE domain = ? AND name = ?",
                row -> read[0] = new Stored(bindings(row, now).bindings(), row.getLong(2)),
                aor.domain(),
                aor.user());
        return read[0];
    }

    private static BindingRecord bindings(ResultSet row, Moment now) throws SQLException {
        try {
            return BindingRecord.read(row.getBytes(1), now);
        } catch (IOException e) {
            throw new SQLException("bindings that this program did not write", e);
        }
    }

    /// Puts bindings in the place of those that were read.
    ///
    /// @return whether they were still there
    static boolean swap(
            Connection connection,
            AddressOfRecord aor,
            Stored before,
            List<Binding> after,
            Moment now)
            throws SQLException {
        if (before.version == 0) {
            return after.isEmpty() || insert(connection, aor, after, now);
        }
        if (after.isEmpty()) {
            return Query.change(
                            connection,
                            "DELETE FROM location WHERE domain = ? AND name = ? AND version = ?",
                            aor.domain(),
                            aor.user(),
                            before.version)
                    > 0;
        }
        return update(connection, aor, before, after, now, "nextval('location_version')");
    }

    private static boolean insert(
            Connection connection, AddressOfRecord aor, List<Binding> after, Moment now)
            throws SQLException {
        return Query.change(
                        connection,
                        "INSERT INTO location (domain, name, bindings, quantity, first_end,"
                                + " last_end) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        aor.domain(),
                        aor.user(),
                        new BindingRecord(aor, after).octets(now),
                        after.size(),
                        first(after, now),
                        last(after, now))
                > 0;
    }

    private static boolean update(
            Connection connection,
            AddressOfRecord aor,
            Stored before,
            List<Binding> after,
            Moment now,
            String version)
            throws SQLException {
        return Query.change(
                        connection,
                        "UPDATE location SET bindings = ?, quantity = ?, first_end = ?,"
                                + " last_end = ?, version = "
                                + version
                                + " WHERE domain = ? AND name = ? AND version = ?",
                        new BindingRecord(aor, after).octets(now),
                        after.size(),
                        first(after, now),
                        last(after, now),
                        aor.domain(),
                        aor.user(),
                        before.version)
                > 0;
    }

    private static long first(List<Binding> bindings, Moment now) {
        return bindings.stream().mapToLong(each -> now.wall(each.expiresAt())).min().orElse(0);
    }

    private static long last(List<Binding> bindings, Moment now) {
        return bindings.stream().mapToLong(each -> now.wall(each.expiresAt())).max().orElse(0);
    }

    /// Takes out what has ended, of up to `max` rows of which all has, and as many of which some
    /// has; their versions stay.
    ///
    /// @return how many bindings
    static int sweep(Connection connection, int max, Moment now) throws SQLException {
        return remove(connection, max, now) + shorten(connection, max, now);
    }

    private static int remove(Connection connection, int max, Moment now) throws SQLException {
        int[] removed = new int[1];
        Query.each(
                connection,
                "DELETE FROM location WHERE last_end <= ? AND (domain, name) IN (SELECT domain,"
                        + " name FROM location WHERE first_end <= ? AND last_end <= ?"
                        + " ORDER BY first_end LIMIT ?) RETURNING quantity",
                row -> removed[0] += row.getInt(1),
                now.wall(),
                now.wall(),
                now.wall(),
                max);
        return removed[0];
    }

    private static int shorten(Connection connection, int max, Moment now) throws SQLException {
        List<AddressOfRecord> ended = new ArrayList<>();
        List<Stored> left = new ArrayList<>();
        int[] removed = new int[1];
        Query.each(
                connection,
                "SELECT bindings, version, quantity, domain, name FROM location"
                        + " WHERE first_end <= ? AND last_end > ? ORDER BY first_end LIMIT ?",
                row -> {
                    BindingRecord record = readable(row, now);
                    if (record == null) {
                        return;
                    }
                    ended.add(record.aor());
                    left.add(new Stored(record.bindings(), row.getLong(2)));
                    removed[0] += row.getInt(3) - record.bindings().size();
                },
                now.wall(),
                now.wall(),
                max);
        for (int i = 0; i < ended.size(); i++) {
            Stored rest = left.get(i);
            if (rest.bindings.isEmpty()) {
                var _ = swap(connection, ended.get(i), rest, List.of(), now);
            } else {
                var _ = update(connection, ended.get(i), rest, rest.bindings, now, "version");
            }
        }
        return removed[0];
    }

    /// What a row says; null where this program cannot read it, as what a newer one wrote.
    private static @Nullable BindingRecord readable(ResultSet row, Moment now) throws SQLException {
        try {
            return BindingRecord.read(row.getBytes(1), now);
        } catch (IOException e) {
            LOG.warn(
                    "the bindings of {}@{} are left out: {}",
                    row.getString("name"),
                    row.getString("domain"),
                    e.getMessage());
            return null;
        }
    }

    /// How many bindings there are, with those that have ended and are not swept.
    static long quantity(Connection connection) throws SQLException {
        return Query.number(connection, "SELECT sum(quantity) FROM location");
    }

    /// Shows the active bindings of everybody who has some.
    ///
    /// @param after only rows whose version is greater
    /// @return the greatest version
    static long show(
            Connection connection,
            long after,
            Moment now,
            BiConsumer<AddressOfRecord, List<Binding>> reader)
            throws SQLException {
        long[] greatest = {after};
        Query.each(
                connection,
                "SELECT bindings, version, domain, name FROM location WHERE version > ?",
                row -> {
                    greatest[0] = Math.max(greatest[0], row.getLong(2));
                    BindingRecord record = readable(row, now);
                    if (record != null && !record.bindings().isEmpty()) {
                        reader.accept(record.aor(), record.bindings());
                    }
                },
                after);
        return greatest[0];
    }
}
