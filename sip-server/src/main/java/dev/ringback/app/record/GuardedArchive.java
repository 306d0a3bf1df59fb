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

/// An archive that is given up at the first fault, which is told once: calls matter more. Any
/// thread.
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
        } catch (IOException e) {
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

    private <T> T guarded(Work<T> work, T otherwise) {
        if (trouble.get() != null) {
            return otherwise;
        }
        try {
            return work.run();
        } catch (IOException e) {
            fail(e);
            return otherwise;
        }
    }

    private void fail(IOException e) {
        String what = e.getMessage() == null ? e.toString() : e.getMessage();
        if (trouble.compareAndSet(null, what)) {
            LOG.warn("calls are no longer kept on disk until the next start: {}", what);
        }
    }

    /// Keeps calls.
    ///
    /// @return whether they are kept
    public boolean add(List<CallFlow> calls) {
        return guarded(
                () -> {
                    archive.add(calls);
                    return true;
                },
                false);
    }

    /// Forgets some of what is too old or too much.
    ///
    /// @return whether there is more to forget
    public boolean trim(Instant now) {
        return guarded(() -> archive.trim(now), false);
    }

    /// The calls that a query asks for.
    List<CallFlow> search(CallQuery query) {
        return guarded(() -> archive.search(query), List.of());
    }

    /// A call, in a list; none where it is not kept.
    List<CallFlow> find(String callId) {
        return guarded(
                () -> {
                    CallFlow flow = archive.find(callId);
                    return flow == null ? List.of() : List.of(flow);
                },
                List.of());
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
        } catch (IOException e) {
            LOG.debug("the archive of calls: {}", e.getMessage());
        }
    }
}
