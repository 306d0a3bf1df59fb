package dev.ringback.runtime;

/// Makes the [Core] of each shard.
@FunctionalInterface
public interface CoreFactory {
    /// A new core; called once for each shard, on the thread that starts the runtime.
    ///
    /// @param shard the number of the shard, from 0
    Core create(int shard);
}
