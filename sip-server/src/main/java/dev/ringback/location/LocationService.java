package dev.ringback.location;

import dev.ringback.cause.Finding;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The table of bindings that the registrar writes and the proxy reads: RFC 3261 §10. All methods
/// may be called by any thread and answer at once. Where the table is kept elsewhere [#bindings]
/// may throw [LocationException].
public interface LocationService extends AutoCloseable {
    /// The active bindings of an address-of-record, in the order in which they were added; empty
    /// where there are none.
    ///
    /// @param now monotonic nanoseconds
    List<Binding> bindings(AddressOfRecord aor, long now);

    /// The active bindings as [#bindings] gives them, for callers that can wait: what a store that
    /// is not in memory overrides.
    default Lookup<List<Binding>> find(AddressOfRecord aor, long now) {
        try {
            return new Lookup.Found<>(bindings(aor, now));
        } catch (LocationException e) {
            return e.finding() == Finding.TIMED_OUT
                    ? new Lookup.TimedOut<>()
                    : new Lookup.Failed<>(String.valueOf(e.getMessage()));
        }
    }

    /// Replaces the bindings of an address-of-record in one step that no other update and no reader
    /// sees half done, wholly or not at all: where it fails, or `change` throws, nothing was
    /// changed. A store that outlives the process says [Lookup.Found] once it is certain to keep
    /// it. An update that is [Lookup.Pending] is under way already; to begin it is to hear how it
    /// ends.
    ///
    /// @param aor whose bindings
    /// @param now monotonic nanoseconds
    /// @param change gets the active bindings and answers those to keep; when it answers the list
    ///     that it got, nothing changes. Must not call this service. Called on any thread, and once
    ///     more where others have changed the bindings meanwhile: then its last answer counts.
    /// @return the bindings as they are now
    Lookup<List<Binding>> update(
            AddressOfRecord aor, long now, UnaryOperator<List<Binding>> change);

    /// Removes expired bindings, a few at a time: looks at up to `max` addresses-of-record and goes
    /// on from there at the next call. Expired bindings are never returned anyway; this frees their
    /// memory.
    ///
    /// @return the number of bindings removed
    int sweep(long now, int max);

    /// The number of bindings, with expired ones not yet swept; where the table is kept elsewhere
    /// as it was a while ago.
    long size();

    /// Shows everybody's active bindings: of those that have some from the beginning to the end of
    /// this, and of some of the others, each once. May take long and throw [LocationException]
    /// where the table is kept elsewhere: for threads that can wait.
    ///
    /// @param now monotonic nanoseconds
    void snapshot(long now, BiConsumer<AddressOfRecord, List<Binding>> reader);

    /// Shows everybody's active bindings as they are kept, to be put into a store of the same kind
    /// again, as [#snapshot] does else.
    ///
    /// @param now monotonic nanoseconds
    default void dump(long now, BiConsumer<AddressOfRecord, List<Binding>> reader) {
        snapshot(now, reader);
    }

    /// How the last binding of somebody ended who has none now; null where that is not known, or
    /// long ago. Answers at once, from memory.
    ///
    /// @param now monotonic nanoseconds
    default @Nullable Departure departed(AddressOfRecord aor, long now) {
        return null;
    }

    /// What keeps changes from being kept now, for the operator; null where nothing does. Answers
    /// at once, from what was seen last.
    default @Nullable String trouble() {
        return null;
    }

    /// Tells of each change from now on who it is about and the bindings that there are after it,
    /// empty for none. That bindings end by themselves is no change. Changes of one
    /// address-of-record are told in their order; of two that follow each other at once the later
    /// one may be told alone.
    ///
    /// @param watcher called on any thread; must return soon, throw nothing and not call this
    ///     service
    /// @return ends it
    Watch watch(BiConsumer<AddressOfRecord, List<Binding>> watcher);

    /// Somebody is told of changes until this is closed.
    @FunctionalInterface
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /// Keeps what waits to be kept and takes nothing more.
    @Override
    void close();
}
