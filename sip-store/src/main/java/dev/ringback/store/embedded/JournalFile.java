package dev.ringback.store.embedded;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;

/// The file: records in the order in which they were written, each under the next number, so that
/// a change costs its own octets and not those of its neighbours. One thread.
///
/// Records are kept in generations. A new generation begins with all that is alive; once that is
/// written, the ones before it are removed.
final class JournalFile implements Closeable {
    private static final String GENERATION = "bindings.";
    private static final int PAGE = 4_096;

    private final MVStore store;
    private MVMap<Long, byte[]> current;
    private long generation;
    private long next;
    private long records;

    private JournalFile(MVStore store) {
        this.store = store;
        try {
            List<Long> all = generations();
            generation = all.isEmpty() ? 1 : all.getLast();
            current = open(generation);
            Long last = current.lastKey();
            next = last == null ? 0 : last + 1;
            records = generations().stream().mapToLong(each -> open(each).sizeAsLong()).sum();
        } catch (RuntimeException e) {
            store.closeImmediately(); // it would stay locked
            throw e;
        }
    }

    /// Opens the file, or makes it.
    ///
    /// @throws DamagedFileException where it is damaged
    /// @throws IOException where another process has it open, or it cannot be read or written
    static JournalFile open(Path file) throws IOException {
        try {
            JournalFile opened = new JournalFile(store(file));
            force(file);
            return opened;
        } catch (RuntimeException e) {
            if (e instanceof MVStoreException locked
                    && locked.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
                throw new IOException(file + " is in use by another process", e);
            }
            throw failure("cannot open " + file, e);
        }
    }

    private static MVStore store(Path file) throws IOException {
        MVStore store =
                new MVStore.Builder()
                        .fileName(file.toString())
                        .autoCommitDisabled()
                        .cacheSize(1)
                        .pageSplitSize(PAGE)
                        .open();
        store.setReuseSpace(false); // a kill lost what was written over chunks that were free
        if (store.isReadOnly()) {
            store.closeImmediately();
            throw new IOException(file + " cannot be written");
        }
        return store;
    }

    /// Makes the name of the file as durable as its content.
    private static void force(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    /// Gives a damaged file another name.
    ///
    /// @return the name
    static Path setAside(Path file) throws IOException {
        String name = file.getFileName() + ".damaged-" + System.currentTimeMillis();
        return Files.move(file, file.resolveSibling(name));
    }

    private static IOException failure(String what, RuntimeException why) {
        boolean damaged =
                why instanceof MVStoreException e
                        && (e.getErrorCode() == DataUtils.ERROR_FILE_CORRUPT
                                || e.getErrorCode() == DataUtils.ERROR_CHUNK_NOT_FOUND);
        String text = what + ": " + why.getMessage();
        return damaged ? new DamagedFileException(text, why) : new IOException(text, why);
    }

    private MVMap<Long, byte[]> open(long number) {
        return store.openMap(
                GENERATION + number,
                new MVMap.Builder<Long, byte[]>()
                        .keyType(LongDataType.INSTANCE)
                        .valueType(ByteArrayDataType.INSTANCE));
    }

    private List<Long> generations() {
        Set<String> names = store.getMapNames();
        return names.stream()
                .filter(name -> name.startsWith(GENERATION))
                .map(name -> Long.valueOf(name.substring(GENERATION.length())))
                .sorted()
                .toList();
    }

    /// What looks at a record.
    @FunctionalInterface
    interface Reader {
        /// Looks at one.
        void read(byte[] octets) throws IOException;
    }

    /// Shows all records, the oldest first.
    ///
    /// @throws DamagedFileException where the file is damaged
    void readAll(Reader reader) throws IOException {
        try {
            for (long each : generations()) {
                Cursor<Long, byte[]> cursor = open(each).cursor(null);
                while (cursor.hasNext()) {
                    cursor.next();
                    reader.read(cursor.getValue());
                }
            }
        } catch (RuntimeException e) {
            throw failure("cannot read", e);
        }
    }

    /// How many records there are.
    long size() {
        return records;
    }

    /// Writes records down. When this returns they are on disk.
    ///
    /// @throws IOException where they are not; then the file has to be opened anew
    void write(Collection<byte[]> all) throws IOException {
        try {
            for (byte[] each : all) {
                current.append(next++, each);
            }
            records += all.size();
            store.commit();
            store.sync();
        } catch (RuntimeException e) {
            throw failure("cannot write", e);
        }
    }

    /// Begins a new generation.
    void beginGeneration() throws IOException {
        try {
            generation++;
            current = open(generation);
            next = 0;
        } catch (RuntimeException e) {
            throw failure("cannot write", e);
        }
    }

    /// The present generation has all that is alive: removes the ones before it, with the next
    /// write.
    void dropOlder() throws IOException {
        try {
            for (long each : generations()) {
                if (each < generation) {
                    MVMap<Long, byte[]> old = open(each);
                    records -= old.sizeAsLong();
                    store.removeMap(old);
                }
            }
        } catch (RuntimeException e) {
            throw failure("cannot write", e);
        }
    }

    @Override
    public void close() {
        if (!store.isClosed()) {
            store.closeImmediately();
        }
    }
}
