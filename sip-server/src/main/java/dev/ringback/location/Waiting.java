package dev.ringback.location;

import java.util.function.Consumer;

/// Waits for the answers of stores, on behalf of one shard.
@FunctionalInterface
public interface Waiting {
    /// Goes on once a lookup is settled: now, or in a later step of the same shard. What comes too
    /// late is a [Lookup.TimedOut] and lost.
    ///
    /// @param <T> the type of what was asked for
    <T> void ask(Lookup<T> lookup, Consumer<Lookup.Settled<T>> then);
}
