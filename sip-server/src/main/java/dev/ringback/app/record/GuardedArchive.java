package dev.ringback.app.record;

import dev.ringback.callflow.CallFlow;
import dev.ringback.calls.CallArchive;
import dev.ringback.calls.CallQuery;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An archive in which nothing is kept any more after the first fault of that, which is told once:
/// calls matter more. What cannot be read is told, and not found. Any thread.
public final class GuardedArchive {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedArchive.class);

    private final CallArchive archive;
    private final AtomicReference<@Nullable String> trouble = new AtomicReference<>();

    private GuardedArchive(CallArchive archive) {
        this.archive = archive;
    }

    /// An archive; given up where it cannot be opened.
    public static GuardedArchive open(Work<CallArchive> opening) {
        try {
            return new GuardedArchive(opening.run());
        } catch (IOException | RuntimeException e) {
            GuardedArchive none = new GuardedArchive(CallArchive.NONE);
            none.fail(e);
            return none;
        }
    }

    /// Something that is done with an archive.
    @FunctionalInterface
    public interface Work<T> {
        /// Does it.
        ///
        /// @throws IOException where it cannot be done
        T run() throws IOException;
    }

    private boolean written(Work<Boolean> work) {
        if (trouble.get() != null) {
            return false;
        }
        try {
            return work.run();
        } catch (IOException | RuntimeException e) {
            fail(e);
            return false;
        }
    }

    private void fail(Exception e) {
        if (trouble.compareAndSet(null, words(e))) {
            LOG.warn("calls are no longer kept on disk until the next start: {}", words(e));
        }
    }

    private static String words(Exception e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private static List<CallFlow> read(Work<List<CallFlow>> work) {
        try {
            return work.run();
        } catch (IOException | RuntimeException e) {
            LOG.warn("calls that are kept on disk cannot be read: {}", words(e));
            return List.of();
        }
    }

    /// Keeps calls.
    ///
    /// @return whether they are kept
    public boolean add(List<CallFlow> calls) {
        return written(
                () -> {
                    archive.add(calls);
                    return true;
                });
    }

    /// Forgets some of what is too old or too much.
    ///
    /// @return whether there is more to forget
    public boolean trim(Instant now) {
        return written(() -> archive.trim(now));
    }

    /// The calls that a query asks for.
    List<CallFlow> search(CallQuery query) {
        return read(() -> archive.search(query));
    }

    /// A call, in a list; none where it is not kept.
    List<CallFlow> find(String callId) {
        return read(
                () -> {
                    CallFlow flow = archive.find(callId);
                    return flow == null ? List.of() : List.of(flow);
                });
    }

    /// How much is kept.
    public CallArchive.Counts counts() {
        return archive.counts();
    }

    /// Why nothing is kept any more; null where it is.
    public @Nullable String trouble() {
        return trouble.get();
    }

    /// Closes it.
    public void close() {
        try {
            archive.close();
        } catch (IOException | RuntimeException e) {
            LOG.debug("the archive of calls: {}", e.getMessage());
        }
    }
}
