package dev.ringback.app.export;

import dev.ringback.app.record.GuardedArchive;
import dev.ringback.callflow.CallFlow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings calls into an archive on a thread of its own, many at once. Whoever hands one over never
/// waits: what does not fit into the queue (4,096 calls, 16 MiB) is dropped and counted. Only at
/// the end of the server, when all that it remembers comes at once, there is time to wait.
final class ArchiveQueue {
    private static final int MOST = 4_096;
    private static final long MOST_OCTETS = 16L << 20;
    private static final int BATCH = 512;
    private static final int STEPS = 20;
    private static final Duration WAIT = Duration.ofMillis(200);
    private static final Duration TRIMMING = Duration.ofSeconds(5);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(ArchiveQueue.class);

    private final GuardedArchive archive;
    private final BlockingQueue<CallFlow> queue = new ArrayBlockingQueue<>(MOST);
    private final AtomicLong octets = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread;
    private volatile boolean closed;

    ArchiveQueue(GuardedArchive archive) {
        this.archive = archive;
        this.thread = Thread.ofVirtual().name("archive of calls").start(this::run);
    }

    /// Hands a call over.
    void add(CallFlow flow) {
        long size = size(flow);
        boolean room = octets.addAndGet(size) <= MOST_OCTETS && queue.offer(flow);
        if (!room) {
            octets.addAndGet(-size);
            dropped.incrementAndGet();
        }
    }

    /// Hands over all that is left, and waits until there is room, for five seconds at most.
    void addAll(List<CallFlow> rest) {
        Instant end = Instant.now().plus(FAREWELL);
        for (CallFlow flow : rest) {
            if (offer(flow, Duration.between(Instant.now(), end))) {
                octets.addAndGet(size(flow));
            } else {
                dropped.incrementAndGet();
            }
        }
    }

    private boolean offer(CallFlow flow, Duration patience) {
        try {
            return queue.offer(flow, patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static long size(CallFlow flow) {
        return flow.messages().stream().mapToLong(passed -> passed.message().size()).sum();
    }

    private void run() {
        Instant trimmed = Instant.MIN;
        List<CallFlow> batch = new ArrayList<>();
        try {
            while (!closed || !queue.isEmpty()) {
                CallFlow first = queue.poll(WAIT.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, BATCH - 1);
                    keep(batch);
                    batch.clear();
                }
                Instant now = Instant.now();
                if (!closed && !now.isBefore(trimmed.plus(TRIMMING))) {
                    trim(now);
                    trimmed = now;
                }
            }
        } catch (InterruptedException _) {
            dropped.addAndGet(queue.size());
        }
    }

    private void keep(List<CallFlow> batch) {
        if (!archive.add(batch)) {
            dropped.addAndGet(batch.size());
        }
        batch.forEach(flow -> octets.addAndGet(-size(flow)));
    }

    /// In small steps, so that calls are kept in between.
    private void trim(Instant now) {
        for (int i = 0; i < STEPS && archive.trim(now); i++) {
            if (queue.size() > MOST / 2) {
                return;
            }
        }
    }

    /// How many calls were not kept, because too many came or the archive is given up.
    long dropped() {
        return dropped.get();
    }

    /// Keeps what is left, for five seconds at most, and ends.
    void close() {
        closed = true;
        try {
            if (!thread.join(FAREWELL)) {
                thread.interrupt();
                thread.join(FAREWELL);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        if (dropped() > 0) {
            LOG.warn("calls that were not kept on disk since the start: {}", dropped());
        }
    }
}
