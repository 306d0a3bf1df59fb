package dev.ringback.store.embedded;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.MemoryLocation;
import dev.ringback.store.record.BindingRecord;
import dev.ringback.store.record.Moment;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes changes to the file, all that wait at once, and tells each when it is there. One thread
/// of its own.
///
/// Where the file takes nothing any more, what is not written is taken back in memory, nothing new
/// is accepted, and the file is tried again every few seconds.
final class Journal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final int MOST_AT_ONCE = 4_096;
    private static final int MOST_WAITING = 100_000;
    private static final int COPIED_AT_ONCE = 1_000;

    private static final AddressOfRecord NOBODY = new AddressOfRecord("", "");

    private static final Duration RETRY = Duration.ofSeconds(2);

    /// The time between the beginnings of two writes: a write of one change costs what a write of
    /// fifty does.
    private static final Duration PACE = Duration.ofMillis(10);

    private final MemoryLocation memory;
    private final Supplier<Moment> clock;
    private final LinkedBlockingQueue<Change> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private Generations files;
    private @Nullable Iterator<AddressOfRecord> copying;
    private boolean resting;
    private long lastWrite = System.nanoTime() - PACE.toNanos();
    private @Nullable String broken;
    private volatile boolean closed;

    /// @param files what is written, read already
    Journal(Generations files, MemoryLocation memory, Supplier<Moment> clock) {
        this.files = files;
        this.memory = memory;
        this.clock = clock;
        thread = Thread.ofPlatform().name("ringback-store").start(this::run);
    }

    /// What keeps changes from being kept; null where nothing does.
    synchronized @Nullable String broken() {
        return broken;
    }

    /// Why nothing is taken now, in short words.
    synchronized String reason() {
        String why = broken;
        return why == null ? "too many changes wait for the disk" : why;
    }

    /// Takes a change, in the order of the changes of its address-of-record: within the update that
    /// makes it.
    ///
    /// @return whether it is taken
    synchronized boolean offer(Change change) {
        return broken == null && queue.size() < MOST_WAITING && queue.add(change);
    }

    private void run() {
        List<Change> batch = new ArrayList<>();
        try {
            while (!closed || !queue.isEmpty()) {
                Change first = resting ? queue.take() : queue.poll();
                awaitTurn();
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, MOST_AT_ONCE);
                }
                write(batch);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            takeBack(batch, "the store is closed");
            files.close();
        }
    }

    /// Waits until the last write is some time ago, so that changes that come one after the other
    /// share one. Who comes after a rest does not wait.
    private void awaitTurn() throws InterruptedException {
        long now = System.nanoTime();
        long left = lastWrite + PACE.toNanos() - now;
        if (left > 0 && left <= PACE.toNanos() && !closed) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
        lastWrite = System.nanoTime();
    }

    /// Writes changes down, tells each, and leaves the list empty.
    private void write(List<Change> batch) throws InterruptedException {
        Moment now = clock.get();
        try {
            // it is taken before readers see it: wait for that, since what is copied is read
            batch.forEach(each -> memory.update(each.aor(), now.monotonic(), same -> same));
            List<byte[]> records = new ArrayList<>(batch.size());
            batch.stream().filter(Change::changes).forEach(each -> records.add(octets(each, now)));
            boolean copied = copy(records, now);
            if (!records.isEmpty()) {
                files.write(records);
            }
            batch.forEach(Change::kept);
            batch.clear();
            if (copied) {
                files.dropOlder();
            } else if (copying == null && files.outgrown()) {
                files.begin();
                copying = memory.addresses();
            }
            resting = copying == null;
        } catch (IOException | RuntimeException e) {
            fail(batch, String.valueOf(e.getMessage()));
            batch.clear();
        }
    }

    private static byte[] octets(Change change, Moment now) {
        return new BindingRecord(change.aor(), change.after()).octets(now);
    }

    /// Adds some of what is alive to what is written, where it is being written anew. Memory may be
    /// ahead of the file: what it is ahead by still waits, and is written after this.
    ///
    /// @return whether that was all
    private boolean copy(List<byte[]> records, Moment now) {
        Iterator<AddressOfRecord> rest = copying;
        if (rest == null) {
            return false;
        }
        for (int i = 0; i < COPIED_AT_ONCE && rest.hasNext(); i++) {
            records.add(present(rest.next(), now));
        }
        if (rest.hasNext()) {
            return false;
        }
        copying = null;
        return true;
    }

    private byte[] present(AddressOfRecord aor, Moment now) {
        return new BindingRecord(aor, memory.bindings(aor, now.monotonic())).octets(now);
    }

    private void fail(List<Change> batch, String reason) throws InterruptedException {
        LOG.error("{} takes nothing any more, REGISTER gets 503: {}", files, reason);
        copying = null;
        resting = false;
        Set<AddressOfRecord> touched = takeBack(batch, reason);
        files.close();
        while (!closed && !reopened(touched)) {
            TimeUnit.NANOSECONDS.sleep(RETRY.toNanos());
        }
    }

    /// Takes nothing from now on, and takes back what waits: each address-of-record is as it was
    /// before the first of its changes.
    ///
    /// @return whose changes they were
    private Set<AddressOfRecord> takeBack(List<Change> batch, String reason) {
        List<Change> lost = new ArrayList<>(batch);
        synchronized (this) {
            broken = reason;
            queue.drainTo(lost);
        }
        long now = clock.get().monotonic();
        Set<AddressOfRecord> touched = new HashSet<>();
        for (Change each : lost) {
            if (touched.add(each.aor())) {
                memory.update(each.aor(), now, _ -> each.before());
            }
        }
        lost.forEach(each -> each.refused(reason));
        return touched;
    }

    /// Opens the file again, and writes down how those are whose changes were taken back: some may
    /// have reached the disk.
    private boolean reopened(Set<AddressOfRecord> touched) {
        try {
            files = files.reopen();
            Moment now = clock.get();
            files.write(touched.stream().map(each -> present(each, now)).toList());
        } catch (IOException | RuntimeException e) {
            LOG.debug("{} still takes nothing: {}", files, e.getMessage());
            files.close();
            return false;
        }
        synchronized (this) {
            broken = null;
        }
        LOG.info("{} is written again", files);
        return true;
    }

    /// Writes what waits and closes the file. What comes later is refused.
    @Override
    public void close() {
        closed = true;
        queue.add(new Change(NOBODY, List.of(), List.of())); // wakes the thread
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
