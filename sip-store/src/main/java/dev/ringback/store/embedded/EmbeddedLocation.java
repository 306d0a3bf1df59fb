package dev.ringback.store.embedded;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.LocationService;
import dev.ringback.location.Lookup;
import dev.ringback.location.MemoryLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The location service of one machine that outlives its process: read from memory, and each change
/// on disk before it is answered. Many changes share one write.
///
/// A change is seen by readers a little before it is answered. Where the disk does not take it, it
/// is taken back and answered with [Lookup.Unavailable]; reading goes on.
public final class EmbeddedLocation implements LocationService, AutoCloseable {
    /// The file in the folder.
    public static final String FILE = "bindings.mv";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedLocation.class);

    private final MemoryLocation memory;
    private final Journal journal;

    private EmbeddedLocation(MemoryLocation memory, Journal journal) {
        this.memory = memory;
        this.journal = journal;
    }

    /// Opens the file of a folder, or makes both, and reads what is in it. A file that is damaged
    /// is set aside under another name, which is logged.
    ///
    /// @param clock the monotonic nanoseconds in which the bindings' ends are said
    /// @throws IOException where another process has the file open, or it cannot be read or written
    public static EmbeddedLocation open(Path folder, LongSupplier clock) throws IOException {
        Files.createDirectories(folder);
        Path path = folder.resolve(FILE);
        Supplier<BindingRecord.Moment> now =
                () -> new BindingRecord.Moment(clock.getAsLong(), System.currentTimeMillis());
        try {
            return read(path, now);
        } catch (DamagedFileException e) {
            Path aside = JournalFile.setAside(path);
            LOG.error("{} is damaged and was set aside as {}: {}", path, aside, e.getMessage());
            return read(path, now);
        }
    }

    private static EmbeddedLocation read(Path path, Supplier<BindingRecord.Moment> clock)
            throws IOException {
        MemoryLocation memory = new MemoryLocation();
        BindingRecord.Moment now = clock.get();
        JournalFile file = JournalFile.open(path);
        try {
            file.readAll(octets -> put(BindingRecord.read(octets, now), memory, now.monotonic()));
        } catch (IOException e) {
            file.close();
            throw e;
        }
        return new EmbeddedLocation(memory, new Journal(path, file, memory, clock));
    }

    private static void put(BindingRecord record, MemoryLocation memory, long now) {
        List<Binding> bindings = new ArrayList<>(record.bindings());
        bindings.replaceAll(EmbeddedLocation::restarted);
        memory.update(record.aor(), now, _ -> bindings);
    }

    /// A binding as it is after a restart: connections are gone, and with them who is reached by
    /// nothing else.
    private static Binding restarted(Binding binding) {
        return binding.onlyByFlow() && binding.onConnection() ? binding.flowFailed() : binding;
    }

    @Override
    public List<Binding> bindings(AddressOfRecord aor, long now) {
        return memory.bindings(aor, now);
    }

    @Override
    public Lookup<List<Binding>> update(
            AddressOfRecord aor, long now, UnaryOperator<List<Binding>> change) {
        List<Change> noted = new ArrayList<>(1);
        var _ =
                memory.update(
                        aor,
                        now,
                        before -> {
                            Change made =
                                    new Change(aor, before, List.copyOf(change.apply(before)));
                            if (journal.offer(made)) {
                                noted.add(made);
                                return made.after();
                            }
                            return before;
                        });
        return noted.isEmpty()
                ? new Lookup.Unavailable<>(journal.reason())
                : new Lookup.Pending<>(noted.getFirst()::begin);
    }

    @Override
    public int sweep(long now, int max) {
        return memory.sweep(now, max);
    }

    @Override
    public long size() {
        return memory.size();
    }

    /// Writes what waits and closes the file.
    @Override
    public void close() {
        journal.close();
    }
}
