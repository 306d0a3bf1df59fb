package dev.ringback.runtime;

import dev.ringback.resolver.DnsResolver;
import dev.ringback.stack.Notice;
import dev.ringback.transport.TransportContext;
import java.util.function.Consumer;

/// What the shards of a runtime share.
///
/// @param shards all of them
/// @param clock their time
/// @param transport what their sockets share
/// @param resolver answers their questions
/// @param notices counts what they tell
/// @param mailbox the bound of each shard's mailbox
record ShardContext(
        Shards shards,
        MonotonicClock clock,
        TransportContext transport,
        DnsResolver resolver,
        Consumer<Notice> notices,
        int mailbox) {}
