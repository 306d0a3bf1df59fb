package dev.ringback.store.embedded;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.MemoryLocation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes changes to the file, all that wait at once, and tells each when it is there. One thread
/// of its own.
///
/// Where the file takes nothing any more, what is not written is taken back in memory, the last
/// change first, nothing new is accepted, and the file is tried again every few seconds.
final class Journal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final int MOST_AT_ONCE = 4_096;
    private static final int MOST_WAITING = 100_000;
    private static final int COPIED_AT_ONCE = 1_000;

    /// Nobody: written to see whether anything can be, and at the end.
    private static final AddressOfRecord PROBE = new AddressOfRecord("", "");

    private static final Duration RETRY = Duration.ofSeconds(2);

    /// Records beyond which the file is written anew: at least these, and twice those alive.
    private static final long FEW = 100_000;

    private final Path path;
    private final MemoryLocation memory;
    private final Supplier<BindingRecord.Moment> clock;
    private final LinkedBlockingQueue<Change> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private JournalFile file;
    private @Nullable Iterator<AddressOfRecord> copying;
    private volatile @Nullable String broken;
    private volatile boolean closed;

    Journal(
            Path path,
            JournalFile file,
            MemoryLocation memory,
            Supplier<BindingRecord.Moment> clock) {
        this.path = path;
        this.file = file;
        this.memory = memory;
        this.clock = clock;
        if (file.unfinished()) {
            renew();
        }
        thread = Thread.ofPlatform().name("ringback-store").start(this::run);
    }

    /// Why nothing is taken now; null where it is.
    @Nullable String broken() {
        return queue.size() >= MOST_WAITING ? "too many changes wait for the disk" : broken;
    }

    /// Takes a change, in the order of the changes of its address-of-record.
    void add(Change change) {
        queue.add(change);
    }

    private void run() {
        List<Change> batch = new ArrayList<>();
        try {
            while (!closed || !queue.isEmpty()) {
                Change first = copying == null ? queue.take() : queue.poll();
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, MOST_AT_ONCE);
                }
                write(batch);
                batch.clear();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            file.close();
        }
    }

    private void write(List<Change> batch) throws InterruptedException {
        BindingRecord.Moment now = clock.get();
        List<byte[]> records = new ArrayList<>(batch.size());
        batch.forEach(each -> records.add(new BindingRecord(each.aor(), each.after()).octets(now)));
        boolean copied = copy(records, now);
        try {
            if (!records.isEmpty()) {
                file.write(records);
            }
            if (copied) {
                file.dropOlder();
            } else if (copying == null && file.size() > Math.max(FEW, 2 * memory.size())) {
                renew();
            }
        } catch (IOException e) {
            fail(batch, String.valueOf(e.getMessage()), now);
            return;
        }
        batch.forEach(Change::kept);
    }

    /// Adds some of what is alive to what is written, where it is being written anew. Memory may be
    /// ahead of the file: what it is ahead by still waits, and is written after this.
    ///
    /// @return whether that was all
    private boolean copy(List<byte[]> records, BindingRecord.Moment now) {
        Iterator<AddressOfRecord> rest = copying;
        if (rest == null) {
            return false;
        }
        for (int i = 0; i < COPIED_AT_ONCE && rest.hasNext(); i++) {
            AddressOfRecord aor = rest.next();
            records.add(new BindingRecord(aor, memory.bindings(aor, now.monotonic())).octets(now));
        }
        if (rest.hasNext()) {
            return false;
        }
        copying = null;
        return true;
    }

    /// Begins to write down anew what is alive.
    private void renew() {
        file.beginGeneration();
        copying = memory.addresses();
    }

    private void fail(List<Change> batch, String reason, BindingRecord.Moment now)
            throws InterruptedException {
        LOG.error("{} takes nothing any more, REGISTER gets 503: {}", path, reason);
        broken = reason;
        List<Change> lost = new ArrayList<>(batch);
        queue.drainTo(lost);
        for (Change each : lost.reversed()) {
            memory.update(each.aor(), now.monotonic(), each::undone);
        }
        lost.forEach(each -> each.refused(reason));
        file.close();
        while (!closed && !reopened()) {
            TimeUnit.NANOSECONDS.sleep(RETRY.toNanos());
        }
    }

    private boolean reopened() {
        try {
            file = JournalFile.open(path);
            renew();
            file.write(List.of(new BindingRecord(PROBE, List.of()).octets(clock.get())));
        } catch (IOException e) {
            LOG.debug("{} still takes nothing: {}", path, e.getMessage());
            file.close();
            return false;
        }
        broken = null;
        LOG.info("{} is written again", path);
        return true;
    }

    /// Writes what waits and closes the file.
    @Override
    public void close() {
        closed = true;
        queue.add(new Change(PROBE, List.of(), List.of())); // wakes the thread
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
