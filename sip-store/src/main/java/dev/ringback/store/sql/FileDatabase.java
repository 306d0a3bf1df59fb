package dev.ringback.store.sql;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.h2.Driver;
import org.h2.api.ErrorCode;

/// A file of H2 that nobody has open for long: each piece of work opens and closes it, many readers
/// or one writer at a time. Who finds it taken waits for up to [#PATIENCE].
final class FileDatabase implements Database {
    private static final String ENDING = ".mv.db";
    private static final String URL = "jdbc:h2:file:";
    private static final String SETTINGS =
            ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;LAZY_QUERY_EXECUTION=TRUE";
    private static final String READ_ONLY = ";ACCESS_MODE_DATA=r";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration STEP = Duration.ofMillis(20);

    /// Another process has it, or another thread of this one, with which H2 shares it.
    private static final Set<Integer> TAKEN =
            Set.of(
                    ErrorCode.DATABASE_ALREADY_OPEN_1,
                    ErrorCode.DATABASE_IS_CLOSED,
                    ErrorCode.DATABASE_CALLED_AT_SHUTDOWN,
                    ErrorCode.DATABASE_IS_READ_ONLY,
                    ErrorCode.CANNOT_CHANGE_SETTING_WHEN_OPEN_1,
                    ErrorCode.LOCK_TIMEOUT_1,
                    ErrorCode.CONCURRENT_UPDATE_1,
                    ErrorCode.TABLE_OR_VIEW_ALREADY_EXISTS_1);

    /// Threads of one process would share a connection's database, which once came to half of a
    /// change; other processes are kept out by the file's lock.
    private static final Lock WRITING = new ReentrantLock();

    private final Path file;
    private final Migrations migrations;
    private final Duration patience;

    /// @param file its name, which ends in `.mv.db`; it need not exist yet
    FileDatabase(Path file, Migrations migrations) {
        this(file, migrations, PATIENCE);
    }

    /// @param patience how long to wait for others
    FileDatabase(Path file, Migrations migrations, Duration patience) {
        this.file = file.toAbsolutePath();
        this.migrations = migrations;
        this.patience = patience;
    }

    @Override
    public Dialect dialect() {
        return Dialect.H2;
    }

    /// Of a file that exists. Tables of an older program are brought up to date first.
    @Override
    public <T> T read(Work<T> work) throws IOException {
        if (within(READ_ONLY, migrations::behind)) {
            write(_ -> true);
        }
        return glance(work);
    }

    /// Reads a file that exists, and leaves its tables as they are.
    <T> T glance(Work<T> work) throws IOException {
        return within(READ_ONLY, work);
    }

    /// Makes the file where there is none.
    @Override
    public <T> T write(Work<T> work) throws IOException {
        make();
        WRITING.lock();
        try {
            return within(
                    "",
                    connection -> {
                        migrations.upgrade(connection);
                        T result = work.run(connection);
                        connection.commit();
                        Transaction.execute(connection, "CHECKPOINT SYNC");
                        return result;
                    });
        } finally {
            WRITING.unlock();
        }
    }

    /// Passwords are as good as their hashes: for the owner alone, where there are owners.
    private void make() throws IOException {
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
        try {
            Files.createFile(file, secret);
        } catch (FileAlreadyExistsException _) {
            return; // made by another process meanwhile
        }
    }

    private <T> T within(String settings, Work<T> work) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            try (Connection connection = open(settings)) {
                return Transaction.run(connection, "", work);
            } catch (SQLException e) {
                boolean taken = TAKEN.contains(e.getErrorCode()) || Transaction.collided(e);
                if (!taken || System.nanoTime() - end > 0) {
                    throw taken
                            ? new IOException(file + " is in use by others", e)
                            : SqlFault.of(file.toString(), e);
                }
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
    }

    private Connection open(String settings) throws SQLException {
        Properties account = new Properties();
        account.setProperty("user", "sa");
        account.setProperty("password", "");
        String path = file.toString();
        String name = path.substring(0, path.length() - ENDING.length());
        Connection connection = new Driver().connect(URL + name + SETTINGS + settings, account);
        if (connection == null) {
            throw new SQLException("no address of H2: " + name);
        }
        return connection;
    }

    /// For people: where it is.
    @Override
    public String toString() {
        return file.toString();
    }

    /// Nothing is open.
    @Override
    public void close() {
        // each piece of work closed what it opened
    }
}
