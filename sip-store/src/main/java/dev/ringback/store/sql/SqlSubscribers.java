package dev.ringback.store.sql;

import dev.ringback.auth.DigestAlgorithm;
import dev.ringback.config.storage.StoreAddress;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.subscribers.News;
import dev.ringback.subscribers.Snapshot;
import dev.ringback.subscribers.Subscriber;
import dev.ringback.subscribers.SubscriberStore;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Users and domains in the tables of a database.
///
/// Each transaction that changes something takes the next number, in the order in which they are
/// committed, and logs whom it changed; [#since] reads those after a number. The log is emptied
/// when it is long, and then whoever is behind reads everything.
public final class SqlSubscribers implements SubscriberStore {
    private static final Logger LOG = LoggerFactory.getLogger(SqlSubscribers.class);

    /// One connection to ask with, and one for who is slow.
    private static final PooledDatabase.Use USE =
            new PooledDatabase.Use(2, Duration.ofSeconds(5), Duration.ofSeconds(30));

    private static final int AT_ONCE = 1_000;

    private static final String USERS = "SELECT domain, name, ha1_md5, ha1_sha256 FROM subscriber";

    private final Database database;

    SqlSubscribers(Database database) {
        this.database = database;
    }

    /// Connects to PostgreSQL and brings its tables up to date.
    ///
    /// @throws IOException where nobody answers, or a newer program was there
    public static SqlSubscribers open(StoreAddress.Jdbc address) throws IOException {
        Migrations migrations = Migrations.of(Dialect.POSTGRESQL);
        return new SqlSubscribers(PooledDatabase.open(address, USE, migrations));
    }

    /// What is in PostgreSQL, where nothing is changed; nothing where there are no tables.
    ///
    /// @throws IOException where nobody answers, or a newer program was there
    public static Snapshot glance(StoreAddress.Jdbc address) throws IOException {
        Migrations migrations = Migrations.of(Dialect.POSTGRESQL);
        try (Database database = PooledDatabase.connect(address, USE)) {
            return database.read(connection -> glance(connection, migrations));
        }
    }

    /// What is there, though the tables may be old or missing.
    static Snapshot glance(Connection connection, Migrations migrations) throws SQLException {
        return migrations.behind(connection) && Migrations.version(connection) == 0
                ? Snapshot.EMPTY
                : snapshot(connection);
    }

    @Override
    public Snapshot load() throws IOException {
        return database.read(SqlSubscribers::snapshot);
    }

    private static Snapshot snapshot(Connection connection) throws SQLException {
        List<Subscriber> all = new ArrayList<>();
        Rows rows = new Rows();
        Query.each(connection, USERS, row -> rows.read(row, all));
        rows.complain();
        return new Snapshot(Revision.read(connection).number, all, domains(connection));
    }

    private static Set<String> domains(Connection connection) throws SQLException {
        Set<String> domains = new HashSet<>();
        Query.each(connection, "SELECT name FROM domain", row -> domains.add(row.getString(1)));
        return domains;
    }

    @Override
    public News since(long number) throws IOException {
        return database.read(
                connection -> {
                    Revision revision = Revision.read(connection);
                    if (revision.number == number) {
                        return new News.Nothing();
                    }
                    return number < revision.oldest || number > revision.number
                            ? new News.Everything(snapshot(connection))
                            : some(connection, number, revision.number);
                });
    }

    private static News.Some some(Connection connection, long after, long number)
            throws SQLException {
        List<Subscriber> changed = new ArrayList<>();
        List<AddressOfRecord> gone = new ArrayList<>();
        Rows rows = new Rows();
        Query.each(
                connection,
                "SELECT c.domain, c.name, s.ha1_md5, s.ha1_sha256, s.name"
                        + " FROM (SELECT DISTINCT domain, name FROM change_log WHERE number > ?) c"
                        + " LEFT JOIN subscriber s ON s.domain = c.domain AND s.name = c.name",
                row -> {
                    if (row.getString(5) == null || !rows.read(row, changed)) {
                        gone.add(new AddressOfRecord(row.getString(2), row.getString(1)));
                    }
                },
                after);
        rows.complain();
        return new News.Some(number, changed, gone, domains(connection));
    }

    /// The one row of that table.
    ///
    /// @param number of the last change
    /// @param oldest the one after which all are in the log
    private record Revision(long number, long oldest) {
        static Revision read(Connection connection) throws SQLException {
            Revision[] read = new Revision[1];
            Query.each(
                    connection,
                    "SELECT number, oldest FROM revision",
                    row -> read[0] = new Revision(row.getLong(1), row.getLong(2)));
            return Objects.requireNonNull(read[0], "the table revision has a row");
        }
    }

    /// Reads users. Rows that other programs wrote may be none.
    private static final class Rows {
        private final Map<String, String> domains = new LinkedHashMap<>();
        private int wrong;
        private String first = "";

        /// @return whether there is a user
        boolean read(ResultSet row, List<Subscriber> into) throws SQLException {
            String domain = domains.computeIfAbsent(row.getString(1), name -> name);
            String name = row.getString(2);
            Map<DigestAlgorithm, String> ha1 = new EnumMap<>(DigestAlgorithm.class);
            put(ha1, DigestAlgorithm.MD5, row.getString(3));
            put(ha1, DigestAlgorithm.SHA_256, row.getString(4));
            try {
                into.add(new Subscriber(name, domain, ha1));
                return true;
            } catch (IllegalArgumentException e) {
                first = wrong++ == 0 ? name + '@' + domain + ": " + e.getMessage() : first;
                return false;
            }
        }

        private static void put(
                Map<DigestAlgorithm, String> ha1, DigestAlgorithm of, @Nullable String hash) {
            if (hash != null) {
                ha1.put(of, hash);
            }
        }

        void complain() {
            if (wrong > 0) {
                LOG.warn("{} rows of subscriber are left out, the first is {}", wrong, first);
            }
        }
    }

    @Override
    public @Nullable Subscriber find(String name, String domain) throws IOException {
        List<Subscriber> found = new ArrayList<>(1);
        Rows rows = new Rows();
        database.read(
                connection -> {
                    Query.each(
                            connection,
                            USERS + " WHERE domain = ? AND name = ?",
                            row -> rows.read(row, found),
                            domain,
                            name);
                    return true;
                });
        return found.isEmpty() ? null : found.getFirst();
    }

    @Override
    public int put(Collection<Subscriber> subscribers) throws IOException {
        Map<String, Subscriber> each = new LinkedHashMap<>();
        subscribers.forEach(subscriber -> each.put(subscriber.address(), subscriber));
        List<Subscriber> all = List.copyOf(each.values());
        return all.isEmpty() ? 0 : database.write(connection -> put(connection, all));
    }

    private int put(Connection connection, List<Subscriber> all) throws SQLException {
        ChangeLog log = ChangeLog.begin(connection, database.dialect(), all.size());
        int added = 0;
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<Subscriber> some = all.subList(from, Math.min(from + AT_ONCE, all.size()));
            List<Subscriber> missing = update(connection, some);
            insert(connection, missing);
            added += missing.size();
            for (Subscriber each : some) {
                log.note(each.name(), each.domain());
            }
        }
        log.end();
        return added;
    }

    /// Changes those that are there.
    ///
    /// @return the others
    private static List<Subscriber> update(Connection connection, List<Subscriber> some)
            throws SQLException {
        String text =
                "UPDATE subscriber SET ha1_md5 = ?, ha1_sha256 = ? WHERE domain = ? AND name = ?";
        List<Subscriber> missing = new ArrayList<>();
        try (PreparedStatement update = connection.prepareStatement(text)) {
            for (Subscriber each : some) {
                set(update, each);
            }
            int[] counts = update.executeBatch();
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] == 0) {
                    missing.add(some.get(i));
                }
            }
        }
        return missing;
    }

    private static void insert(Connection connection, List<Subscriber> some) throws SQLException {
        if (some.isEmpty()) {
            return;
        }
        String text =
                "INSERT INTO subscriber (ha1_md5, ha1_sha256, domain, name) VALUES (?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(text)) {
            for (Subscriber each : some) {
                set(insert, each);
            }
            insert.executeBatch();
        }
    }

    private static void set(PreparedStatement statement, Subscriber subscriber)
            throws SQLException {
        statement.setString(1, subscriber.ha1().get(DigestAlgorithm.MD5));
        statement.setString(2, subscriber.ha1().get(DigestAlgorithm.SHA_256));
        statement.setString(3, subscriber.domain());
        statement.setString(4, subscriber.name());
        statement.addBatch();
    }

    @Override
    public boolean remove(String name, String domain) throws IOException {
        String text = "DELETE FROM subscriber WHERE name = ? AND domain = ?";
        return database.write(
                connection -> {
                    ChangeLog log = ChangeLog.begin(connection, database.dialect(), 1);
                    boolean removed = Query.change(connection, text, name, domain) > 0;
                    log.note(name, domain);
                    log.end();
                    return removed;
                });
    }

    @Override
    public boolean addDomain(String domain) throws IOException {
        String text =
                "INSERT INTO domain (name) SELECT CAST(? AS VARCHAR)"
                        + " WHERE NOT EXISTS (SELECT name FROM domain WHERE name = ?)";
        return changeDomains(text, domain, domain);
    }

    @Override
    public boolean removeDomain(String domain) throws IOException {
        return changeDomains("DELETE FROM domain WHERE name = ?", domain);
    }

    private boolean changeDomains(String text, Object... values) throws IOException {
        return database.write(
                connection -> {
                    ChangeLog.begin(connection, database.dialect(), 0).end();
                    return Query.change(connection, text, values) > 0;
                });
    }

    @Override
    public void close() {
        database.close();
    }
}
