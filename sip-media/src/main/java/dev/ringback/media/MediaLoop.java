package dev.ringback.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One thread for the media of all calls: it reads what comes and keeps the pace of what goes. It
/// begins with the first call whose media flow and ends with the last; a call that waits for its
/// answer holds sockets and no thread.
final class MediaLoop {
    private static final long STEP = AudioSession.STEP.toNanos();

    /// Whoever was away for longer than that (a stopped process) does not catch up.
    private static final long MOST_BEHIND = 10 * STEP;

    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Task> tasks = new ArrayDeque<>();
    private final Set<Endpoint> endpoints = new LinkedHashSet<>();
    private @Nullable Selector selector;

    /// What the loop does in one of its turns.
    @FunctionalInterface
    interface Task {
        /// Runs on the loop's thread.
        ///
        /// @param selector where channels may be registered, with their endpoint beside the key
        void run(Selector selector) throws IOException;
    }

    /// One call's media, as the loop sees them.
    interface Endpoint {
        /// One of its channels has something to read.
        void readable(SelectionKey key, Moment now) throws IOException;

        /// A step of the pace.
        void step(Moment now) throws IOException;

        /// It did not work: an error of the operating system, or a bug.
        void failed(Exception cause);
    }

    /// Runs a task on the loop's thread, which is started where there is none.
    void execute(Task task) {
        lock.lock();
        try {
            tasks.add(task);
            Selector present = selector;
            if (present != null) {
                present.wakeup();
                return;
            }
            Selector opened = Selector.open();
            selector = opened;
            Thread.ofPlatform().daemon().name("ringback-media").start(() -> run(opened));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
    }

    /// Keeps the pace of an endpoint. On the loop's thread.
    void add(Endpoint endpoint) {
        endpoints.add(endpoint);
    }

    /// Keeps it no longer. On the loop's thread.
    void remove(Endpoint endpoint) {
        endpoints.remove(endpoint);
    }

    private void run(Selector mine) {
        try (mine) {
            long due = System.nanoTime();
            while (runTasks(mine)) {
                long now = System.nanoTime();
                if (now - due > MOST_BEHIND) {
                    due = now;
                }
                if (now - due >= 0) {
                    due += STEP;
                    step();
                } else {
                    mine.select(Math.ceilDiv(due - now, 1_000_000));
                    read(mine);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Runs what waits.
    ///
    /// @return false where nothing is left to do: then another thread is started for the next task
    private boolean runTasks(Selector mine) throws IOException {
        while (true) {
            List<Task> waiting;
            lock.lock();
            try {
                if (tasks.isEmpty() && endpoints.isEmpty()) {
                    selector = null;
                    return false;
                }
                waiting = new ArrayList<>(tasks);
                tasks.clear();
            } finally {
                lock.unlock();
            }
            for (Task task : waiting) {
                task.run(mine);
            }
            if (waiting.isEmpty()) {
                return true;
            }
        }
    }

    private void step() {
        Moment now = now();
        for (Endpoint endpoint : List.copyOf(endpoints)) {
            attempt(endpoint, () -> endpoint.step(now));
        }
    }

    private void read(Selector mine) {
        Moment now = now();
        for (SelectionKey key : mine.selectedKeys()) {
            if (key.attachment() instanceof Endpoint endpoint && key.isValid()) {
                attempt(endpoint, () -> endpoint.readable(key, now));
            }
        }
        mine.selectedKeys().clear();
    }

    @FunctionalInterface
    private interface Turn {
        void take() throws IOException;
    }

    /// What goes wrong in one call's media ends these, and no other call's.
    private void attempt(Endpoint endpoint, Turn turn) {
        try {
            turn.take();
        } catch (IOException | RuntimeException e) {
            remove(endpoint);
            endpoint.failed(e);
        }
    }

    private static Moment now() {
        return new Moment(System.nanoTime(), Instant.now());
    }
}
