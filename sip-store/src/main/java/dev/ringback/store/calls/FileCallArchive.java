package dev.ringback.store.calls;

import dev.ringback.callflow.CallFlow;
import dev.ringback.calls.CallArchive;
import dev.ringback.calls.CallDigest;
import dev.ringback.calls.CallQuery;
import dev.ringback.calls.Joined;
import dev.ringback.config.calls.CallsConfig;
import dev.ringback.message.SipRequest;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.h2.Driver;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls in the file `calls.mv.db` of a data folder, which one process has open. A batch is on its
/// way to the disk when [#add] returns: it outlives the process, killed or not, though perhaps not
/// the machine.
///
/// One connection writes and one reads, so that a long search holds up nobody who writes.
public final class FileCallArchive implements CallArchive {
    /// The name of the file.
    public static final Path FILE = Path.of("calls.mv.db");

    private static final Logger LOG = LoggerFactory.getLogger(FileCallArchive.class);
    private static final String ENDING = ".mv.db";
    private static final String SETTINGS =
            ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;WRITE_DELAY=0;CACHE_SIZE=8192";

    /// What a call takes besides its flow, about.
    private static final int COLUMNS = 400;

    private static final int STEP = 500;

    private final Path file;
    private final CallsConfig.Archive bounds;
    private final LongSupplier clock;
    private final Side writing;
    private final Side reading;
    private volatile Counts counts;
    private long last;

    /// A connection, which one thread uses at a time.
    private static final class Side implements AutoCloseable {
        private final ReentrantLock lock = new ReentrantLock();
        private final Connection connection;

        Side(Connection connection) {
            this.connection = connection;
        }

        @Override
        public void close() throws SQLException {
            lock.lock();
            try {
                connection.close();
            } finally {
                lock.unlock();
            }
        }
    }

    /// Something that is done with a connection.
    @FunctionalInterface
    private interface Work<T extends @Nullable Object> {
        T run(Connection connection) throws SQLException, IOException;
    }

    private FileCallArchive(Path file, CallsConfig.Archive bounds, LongSupplier clock)
            throws SQLException {
        this.file = file;
        this.bounds = bounds;
        this.clock = clock;
        this.writing = new Side(connect(file));
        this.counts = new Counts(0, 0);
        boolean opened = false;
        try {
            prepare(writing.connection);
            this.reading = new Side(connect(file));
            opened = true;
        } finally {
            if (!opened) {
                writing.close();
            }
        }
    }

    /// Opens the archive of a data folder, or makes it.
    ///
    /// @param bounds for how long calls are kept, and how many octets of disk they take
    /// @throws IOException where the file cannot be had or is damaged
    public static FileCallArchive open(Path data, CallsConfig.Archive bounds) throws IOException {
        return open(data, bounds, System::nanoTime);
    }

    /// @param clock monotonic nanoseconds, for searches that take too long
    static FileCallArchive open(Path data, CallsConfig.Archive bounds, LongSupplier clock)
            throws IOException {
        Path file = data.resolve(FILE).toAbsolutePath();
        try {
            make(file);
            return new FileCallArchive(file, bounds, clock);
        } catch (SQLException e) {
            throw fault(file, e);
        }
    }

    /// For the owner alone, where there are owners: it says who calls whom.
    private static void make(Path file) throws IOException {
        Path folder = file.getParent();
        if (folder == null || Files.exists(file)) {
            return;
        }
        Files.createDirectories(folder);
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] secret =
                posix
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        Files.createFile(file, secret);
    }

    private static Connection connect(Path file) throws SQLException {
        Properties account = new Properties();
        account.setProperty("user", "sa");
        account.setProperty("password", "");
        String path = file.toString();
        String name = path.substring(0, path.length() - ENDING.length());
        Connection connection = new Driver().connect("jdbc:h2:file:" + name + SETTINGS, account);
        if (connection == null) {
            throw new SQLException("no address of H2: " + name);
        }
        return connection;
    }

    private void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : CallStatements.TABLES) {
                statement.execute(sql);
            }
            try (ResultSet row = statement.executeQuery(CallStatements.COUNTS)) {
                row.next();
                counts = new Counts(row.getLong(1), row.getLong(2));
                last = row.getLong(3);
            }
        }
        connection.setAutoCommit(false);
    }

    private static IOException fault(Path file, SQLException e) {
        String what = String.valueOf(e.getMessage());
        return new IOException(file + ": " + what.lines().findFirst().orElse(what), e);
    }

    private <T extends @Nullable Object> T with(Side side, Work<T> work) throws IOException {
        side.lock.lock();
        try {
            return work.run(side.connection);
        } catch (SQLException e) {
            throw fault(file, e);
        } finally {
            side.lock.unlock();
        }
    }

    @Override
    public void add(List<CallFlow> calls) throws IOException {
        Counts added = with(writing, connection -> add(connection, calls));
        counts = new Counts(counts.calls() + added.calls(), counts.octets() + added.octets());
    }

    private Counts add(Connection connection, List<CallFlow> calls)
            throws SQLException, IOException {
        long count = 0;
        long octets = 0;
        try (PreparedStatement call = connection.prepareStatement(CallStatements.ADD);
                PreparedStatement flow = connection.prepareStatement(CallStatements.ADD_FLOW)) {
            for (CallFlow each : calls) {
                if (!each.messages().isEmpty()) {
                    octets += add(call, flow, each);
                    count++;
                }
            }
            call.executeBatch();
            flow.executeBatch();
        }
        connection.commit();
        return new Counts(count, octets);
    }

    private int add(PreparedStatement call, PreparedStatement flow, CallFlow each)
            throws SQLException, IOException {
        byte[] octets = FlowCodec.encode(each);
        CallDigest digest = CallDigest.of(each);
        int size = octets.length + COLUMNS;
        last++;
        call.setLong(1, last);
        call.setString(2, each.callId());
        call.setLong(3, CallStatements.nanos(digest.mark().begun()));
        call.setLong(4, CallStatements.nanos(each.messages().getLast().at()));
        call.setBoolean(5, rest(each));
        call.setString(6, digest.who().from().toLowerCase(Locale.ROOT));
        call.setString(7, digest.who().to().toLowerCase(Locale.ROOT));
        call.setString(8, digest.who().uri().toLowerCase(Locale.ROOT));
        call.setInt(9, digest.status());
        call.setString(10, digest.cause());
        call.setString(11, digest.state().name());
        call.setInt(12, size);
        call.addBatch();
        flow.setLong(1, last);
        flow.setBytes(2, octets);
        flow.addBatch();
        return size;
    }

    /// Whether it is the end of a call whose beginning is kept apart, or is not known.
    private static boolean rest(CallFlow flow) {
        return !(flow.messages().getFirst().message() instanceof SipRequest request)
                || request.to().tag() != null;
    }

    /// What was found until the search took too long, which the log tells.
    @Override
    public List<CallFlow> search(CallQuery query) throws IOException {
        return with(reading, connection -> search(connection, query));
    }

    private List<CallFlow> search(Connection connection, CallQuery query) throws SQLException {
        List<CallFlow> found = new ArrayList<>();
        SearchSlices slices = SearchSlices.of(connection, query, clock);
        int limit = query.page().limit();
        SearchSlices.Slice slice = slices.next();
        boolean whole = true;
        while (slice != null && whole && found.size() < limit) {
            try (PreparedStatement search =
                    CallStatements.search(connection, query, slice, limit - found.size())) {
                whole = collect(connection, search, found, slices.left());
            }
            slice = slices.next();
        }
        if (!whole || (slices.more() && found.size() < limit)) {
            LOG.warn("a search of the calls on disk took too long: older ones are left out");
        }
        return found;
    }

    /// Takes what a statement finds.
    ///
    /// @return whether that was all, within the time
    private static boolean collect(
            Connection connection, PreparedStatement search, List<CallFlow> found, Duration left)
            throws SQLException {
        try {
            search.setQueryTimeout((int) Math.max(1, left.toSeconds()));
            collect(connection, search, found);
            return true;
        } catch (SQLTimeoutException _) {
            return false;
        } finally {
            search.setQueryTimeout(0); // it would count for all that the connection does
        }
    }

    private static void collect(
            Connection connection, PreparedStatement search, List<CallFlow> found)
            throws SQLException {
        try (ResultSet rows = search.executeQuery()) {
            while (rows.next()) {
                CallFlow flow = whole(connection, rows);
                if (flow != null) {
                    found.add(flow);
                }
            }
        }
    }

    /// A call with its rest.
    private static @Nullable CallFlow whole(Connection connection, ResultSet row)
            throws SQLException {
        String callId = row.getString(2);
        try (PreparedStatement rests = connection.prepareStatement(CallStatements.RESTS)) {
            rests.setString(1, callId);
            rests.setLong(2, row.getLong(1));
            rests.setLong(3, row.getLong(3));
            return joined(callId, rests);
        }
    }

    @Override
    public @Nullable CallFlow find(String callId) throws IOException {
        return with(
                reading,
                connection -> {
                    try (PreparedStatement all = connection.prepareStatement(CallStatements.FIND)) {
                        all.setString(1, callId);
                        return joined(callId, all);
                    } catch (SQLTimeoutException e) {
                        LOG.debug("{} takes too long: {}", callId, e.getMessage());
                        return null;
                    }
                });
    }

    private static @Nullable CallFlow joined(String callId, PreparedStatement parts)
            throws SQLException {
        CallFlow flow = null;
        try (ResultSet rows = parts.executeQuery()) {
            while (rows.next()) {
                try {
                    flow = Joined.of(FlowCodec.decode(callId, rows.getBytes(1)), flow);
                } catch (IOException e) {
                    LOG.debug("{}: {}", callId, e.getMessage());
                }
            }
        }
        return flow;
    }

    /// What is removed in one step.
    ///
    /// @param id up to which one
    /// @param calls how many
    /// @param octets how much they take
    /// @param more whether there may be more
    private record Old(long id, long calls, long octets, boolean more) {}

    @Override
    public boolean trim(Instant now) throws IOException {
        long size = Files.size(file);
        return with(
                writing,
                connection -> {
                    Old old = old(connection, now, size);
                    if (old.calls > 0) {
                        remove(connection, CallStatements.REMOVE, old.id);
                        remove(connection, CallStatements.REMOVE_FLOWS, old.id);
                        connection.commit();
                        counts =
                                new Counts(
                                        counts.calls() - old.calls, counts.octets() - old.octets);
                    }
                    return old.more;
                });
    }

    private static void remove(Connection connection, String sql, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, id);
            statement.executeUpdate();
        }
    }

    /// The oldest that have to go. The file may be larger than what is in it for a while, since
    /// what is removed is used again later: so there is some room to spare.
    private Old old(Connection connection, Instant now, long size) throws SQLException {
        Duration keep = bounds.keep();
        long latest = keep == null ? Long.MIN_VALUE : CallStatements.nanos(now.minus(keep));
        long most = size > bounds.most() ? bounds.most() / 2 : bounds.most() / 4 * 3;
        try (PreparedStatement oldest = connection.prepareStatement(CallStatements.OLDEST)) {
            oldest.setInt(1, STEP);
            try (ResultSet rows = oldest.executeQuery()) {
                return old(rows, latest, counts.octets() - most);
            }
        }
    }

    /// @param latest who ended before has to go
    /// @param much so many octets have to go besides
    private static Old old(ResultSet rows, long latest, long much) throws SQLException {
        Old old = new Old(0, 0, 0, false);
        while (rows.next()) {
            if (rows.getLong(2) >= latest && old.octets >= much) {
                return old;
            }
            long octets = old.octets + rows.getLong(3);
            old = new Old(rows.getLong(1), old.calls + 1, octets, old.calls + 1 == STEP);
        }
        return old;
    }

    @Override
    public Counts counts() {
        return counts;
    }

    @Override
    public void close() throws IOException {
        try (writing;
                reading) {
            LOG.debug("{} is closed", file);
        } catch (SQLException e) {
            throw fault(file, e);
        }
    }
}
