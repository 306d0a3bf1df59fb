package dev.ringback.store.embedded;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;

/// A file: records in the order in which they were written, each under the next number, so that a
/// change costs its own octets and not those of its neighbours. It only grows. One thread.
final class JournalFile implements Closeable {
    private static final String RECORDS = "bindings";
    private static final int PAGE = 4_096;

    /// Where a page cannot be read, after so many numbers it is tried again.
    private static final int SKIPPED = 16;

    private final Path path;
    private final MVStore store;
    private final MVMap<Long, byte[]> records;
    private long next;
    private long kept;

    private JournalFile(Path path, MVStore store) {
        this.path = path;
        this.store = store;
        try {
            records =
                    store.openMap(
                            RECORDS,
                            new MVMap.Builder<Long, byte[]>()
                                    .keyType(LongDataType.INSTANCE)
                                    .valueType(ByteArrayDataType.INSTANCE));
            Long last = records.lastKey();
            next = last == null ? 0 : last + 1;
            kept = next;
        } catch (RuntimeException e) {
            store.closeImmediately(); // it would stay locked
            throw e;
        }
    }

    /// Opens the file, or makes it.
    ///
    /// @throws DamagedFileException where it is damaged
    /// @throws IOException where another process has it open, or it cannot be read or written
    static JournalFile open(Path path) throws IOException {
        try {
            return new JournalFile(path, store(path));
        } catch (RuntimeException e) {
            throw failure("cannot open " + path, e);
        }
    }

    private static MVStore store(Path path) throws IOException {
        MVStore store =
                new MVStore.Builder()
                        .fileName(path.toString())
                        .autoCommitDisabled()
                        .cacheSize(1)
                        .pageSplitSize(PAGE)
                        .open();
        store.setReuseSpace(false); // a kill lost what was written over chunks that were free
        if (store.isReadOnly()) {
            store.closeImmediately();
            throw new IOException(path + " cannot be written");
        }
        return store;
    }

    private static IOException failure(String what, RuntimeException why) {
        boolean damaged =
                why instanceof MVStoreException e
                        && (e.getErrorCode() == DataUtils.ERROR_FILE_CORRUPT
                                || e.getErrorCode() == DataUtils.ERROR_CHUNK_NOT_FOUND);
        String text = what + ": " + innermost(why);
        return damaged ? new DamagedFileException(text, why) : new IOException(text, why);
    }

    /// What the system said, where it did; the engine's words name its own objects.
    private static String innermost(Throwable why) {
        Throwable at = why;
        while (at.getCause() != null) {
            at = at.getCause();
        }
        return String.valueOf((at instanceof IOException ? at : why).getMessage());
    }

    /// Where it is.
    Path path() {
        return path;
    }

    /// What looks at a record.
    @FunctionalInterface
    interface Reader {
        /// Looks at one.
        ///
        /// @throws IOException where it is nothing that this program wrote
        void read(byte[] octets) throws IOException;
    }

    /// Shows all records that can be read, the oldest first.
    ///
    /// @throws DamagedFileException where one could not; the others were shown, but for a few
    ///     beside it
    void readAll(Reader reader) throws IOException {
        Exception fault = null;
        long from = 0;
        while (from < next) {
            try {
                from = readSome(from, reader);
            } catch (Unread e) {
                fault = fault == null ? e.fault : fault;
                from = e.onward;
            }
        }
        if (fault != null) {
            throw new DamagedFileException(
                    "cannot read " + path + ": " + fault.getMessage(), fault);
        }
    }

    /// Shows records from a number on, to the end of the file or to one that cannot be read.
    ///
    /// @return the number of the end
    private long readSome(long from, Reader reader) throws Unread {
        long at = from;
        try {
            Cursor<Long, byte[]> cursor = records.cursor(from);
            while (cursor.hasNext()) {
                at = cursor.next();
                reader.read(cursor.getValue());
                at++;
            }
            return next;
        } catch (IOException e) {
            throw new Unread(e, at + 1);
        } catch (RuntimeException e) {
            throw new Unread(e, at + SKIPPED);
        }
    }

    /// Something cannot be read.
    private static final class Unread extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Exception fault;
        private final long onward;

        /// @param onward where to go on
        Unread(Exception fault, long onward) {
            super(fault);
            this.fault = fault;
            this.onward = onward;
        }
    }

    /// How many records are on disk for certain.
    long kept() {
        return kept;
    }

    /// How many octets it has.
    long length() {
        return store.getFileStore().size();
    }

    /// Writes records down. When this returns they are on disk.
    ///
    /// @throws IOException where they are not; then the file has to be opened anew
    void write(Collection<byte[]> all) throws IOException {
        try {
            for (byte[] each : all) {
                records.append(next++, each);
            }
            store.commit();
            store.sync();
            kept = next;
        } catch (RuntimeException e) {
            throw failure("cannot write " + path, e);
        }
    }

    @Override
    public void close() {
        if (!store.isClosed()) {
            store.closeImmediately();
        }
    }
}
