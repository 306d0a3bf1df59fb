package dev.ringback.store.embedded;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The file: records in the order in which they were written, each under the next number, so that
/// a change costs its own octets and not those of its neighbours. One thread.
///
/// Records are kept in generations. A new generation begins with all that is alive; once that is
/// written, the ones before it are removed.
final class JournalFile implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalFile.class);
    private static final String GENERATION = "bindings.";
    private static final int PAGE = 16_384;

    private final MVStore store;
    private MVMap<Long, byte[]> current;
    private long generation;
    private long next;

    private JournalFile(MVStore store) {
        this.store = store;
        List<Long> all = generations();
        generation = all.isEmpty() ? 1 : all.getLast();
        current = open(generation);
        Long last = current.lastKey();
        next = last == null ? 0 : last + 1;
    }

    /// Opens the file, or makes it. One that is damaged is set aside.
    ///
    /// @throws IOException where another process has it open, or it cannot be written
    static JournalFile open(Path file) throws IOException {
        try {
            return new JournalFile(store(file));
        } catch (MVStoreException e) {
            if (e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
                throw new IOException(file + " is in use by another process", e);
            }
            if (e.getErrorCode() != DataUtils.ERROR_FILE_CORRUPT) {
                throw new IOException("cannot open " + file + ": " + e.getMessage(), e);
            }
            Path aside =
                    file.resolveSibling(
                            file.getFileName() + ".damaged-" + System.currentTimeMillis());
            Files.move(file, aside);
            LOG.error("{} is damaged and was set aside as {}: {}", file, aside, e.getMessage());
            return new JournalFile(store(file));
        }
    }

    private static MVStore store(Path file) {
        return new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .cacheSize(1)
                .pageSplitSize(PAGE)
                .open();
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

    /// All records, the oldest first.
    Iterable<byte[]> records() {
        return () -> generations().stream().flatMap(this::values).iterator();
    }

    private Stream<byte[]> values(long number) {
        Cursor<Long, byte[]> cursor = open(number).cursor(null);
        Iterator<byte[]> values =
                new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return cursor.hasNext();
                    }

                    @Override
                    public byte[] next() {
                        cursor.next();
                        return cursor.getValue();
                    }
                };
        Iterable<byte[]> all = () -> values;
        return StreamSupport.stream(all.spliterator(), false);
    }

    /// How many records the present generation has.
    long size() {
        return current.sizeAsLong();
    }

    /// Writes records down. When this returns they are on disk.
    ///
    /// @throws IOException where they are not; then the file has to be opened anew
    void write(Collection<byte[]> records) throws IOException {
        try {
            for (byte[] each : records) {
                current.append(next++, each);
            }
            store.commit();
            store.sync();
        } catch (MVStoreException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /// Whether a new generation was begun and not completed.
    boolean unfinished() {
        return generations().size() > 1;
    }

    /// Begins a new generation.
    void beginGeneration() {
        generation++;
        current = open(generation);
        next = 0;
    }

    /// The present generation has all that is alive: removes the ones before it, with the next
    /// write.
    void dropOlder() {
        for (long each : generations()) {
            if (each < generation) {
                store.removeMap(open(each));
            }
        }
    }

    @Override
    public void close() {
        if (!store.isClosed()) {
            store.closeImmediately();
        }
    }
}
