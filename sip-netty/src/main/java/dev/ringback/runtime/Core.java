package dev.ringback.runtime;

import dev.ringback.stack.Backlog;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.TransactionUser;

/// The transaction user of one shard: a proxy, a registrar, a user agent. All calls come on the
/// shard's thread.
public interface Core extends TransactionUser {
    /// Shows how much waits for the shard; called before [#start].
    default void watch(Backlog backlog) {}

    /// The first call after [#watch]: here is the stack that this core uses. Nothing has been
    /// received yet.
    ///
    /// @param stack the shard's stack
    /// @param shard the number of the shard, from 0
    void start(SipStack stack, int shard);
}
