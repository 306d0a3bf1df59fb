package dev.ringback.store.embedded;

import dev.ringback.config.storage.FolderLock;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.Departure;
import dev.ringback.location.LocationService;
import dev.ringback.location.Lookup;
import dev.ringback.location.MemoryLocation;
import dev.ringback.store.record.BindingRecord;
import dev.ringback.store.record.Moment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The location service of one machine that outlives its process: read from memory, and each change
/// on disk before it is answered. Many changes share one write.
///
/// A change is seen by readers a little before it is answered. Where the disk does not take it, it
/// is taken back and answered with [Lookup.Unavailable]; reading goes on.
public final class EmbeddedLocation implements LocationService {
    /// Octets beyond those alive that the files may have, so that few users do not have theirs
    /// written anew all the time.
    private static final long SPARE = 64 << 20;

    private final MemoryLocation memory;
    private final Journal journal;

    private final FolderLock lock;

    private EmbeddedLocation(MemoryLocation memory, Journal journal, FolderLock lock) {
        this.memory = memory;
        this.journal = journal;
        this.lock = lock;
    }

    /// Opens the files of a folder, or makes them, and reads what is in them. One that is damaged
    /// is set aside under another name, which is logged; what can be read of it counts.
    ///
    /// @param clock the monotonic nanoseconds in which the bindings' ends are said
    /// @throws IOException where another process has the folder, or it cannot be read or written
    public static EmbeddedLocation open(Path folder, LongSupplier clock) throws IOException {
        return open(folder, clock, SPARE);
    }

    /// @param spare octets beyond those alive that the files may have
    static EmbeddedLocation open(Path folder, LongSupplier clock, long spare) throws IOException {
        Supplier<Moment> now = Moment.clock(clock);
        FolderLock lock = FolderLock.take(folder);
        try {
            MemoryLocation memory = new MemoryLocation();
            Generations files = Generations.open(folder, spare);
            read(files, memory, now.get());
            return new EmbeddedLocation(memory, new Journal(files, memory, now), lock);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    private static void read(Generations files, MemoryLocation memory, Moment now)
            throws IOException {
        try {
            long records = files.readAll(octets -> put(BindingRecord.read(octets, now), memory));
            files.alive(memory.size() / (double) Math.max(1, Math.max(records, memory.size())));
        } catch (IOException e) {
            files.close();
            throw e;
        }
    }

    private static void put(BindingRecord record, MemoryLocation memory) {
        List<Binding> bindings = new ArrayList<>(record.bindings());
        bindings.replaceAll(EmbeddedLocation::restarted);
        memory.restore(record.aor(), bindings);
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

    @Override
    public void snapshot(long now, BiConsumer<AddressOfRecord, List<Binding>> reader) {
        memory.snapshot(now, reader);
    }

    @Override
    public @Nullable Departure departed(AddressOfRecord aor, long now) {
        return memory.departed(aor, now);
    }

    @Override
    public @Nullable String trouble() {
        return journal.broken();
    }

    /// As soon as readers see a change; one that is taken back is told as another.
    @Override
    public Watch watch(BiConsumer<AddressOfRecord, List<Binding>> watcher) {
        return memory.watch(watcher);
    }

    /// Writes what waits and closes the files.
    @Override
    public void close() {
        journal.close();
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a lock that cannot be given back", e);
        }
    }
}
