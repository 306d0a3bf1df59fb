package dev.ringback.runtime;

import dev.ringback.resolver.DnsResolver;
import dev.ringback.sip.spi.WireTap;
import dev.ringback.stack.Notice;
import dev.ringback.stack.SourceGate;
import dev.ringback.transport.TransportContext;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/// What the shards of a runtime share.
///
/// @param shards all of them
/// @param clock their time
/// @param transport what their sockets share
/// @param resolver answers their questions
/// @param observers who hears of what they do
/// @param mailbox the bound of each shard's mailbox
record ShardContext(
        Shards shards,
        MonotonicClock clock,
        TransportContext transport,
        DnsResolver resolver,
        Observers observers,
        int mailbox) {
    /// Who hears of what shards do; called on their threads.
    ///
    /// @param notices counts what they tell
    /// @param tap sees each message that passes their sockets
    /// @param watches makes who hears what one shard does, by its number
    /// @param gate decides what a source may send at all
    record Observers(
            Consumer<Notice> notices,
            WireTap tap,
            IntFunction<ShardWatch> watches,
            SourceGate gate) {}
}
