package dev.ringback.app;

import dev.ringback.config.ServerConfig;
import dev.ringback.core.ServerServices;
import dev.ringback.subscribers.MemorySubscribers;
import java.time.Instant;
import java.util.List;

/// All by which a server does its work from one moment to another. It never changes: what is
/// changed by an operator is another version. A transaction ends by the one on which it began.
///
/// @param number 1 for the one of the start
/// @param since from when on it is in force
/// @param config what was configured
/// @param pending the keys of the configuration that say something else by now, and count after a
///   restart
/// @param users who the users are: those of the store, and of the configuration, which go first
/// @param services what the cores of the shards work with
record ServerVersion(
        int number,
        Instant since,
        ServerConfig config,
        List<String> pending,
        MemorySubscribers users,
        ServerServices services) {}
