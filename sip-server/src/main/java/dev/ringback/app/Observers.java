package dev.ringback.app;

import dev.ringback.meter.Meters;
import org.jspecify.annotations.Nullable;

/// Who hears what happens in a server.
///
/// @param counters counts what is rare, for all shards together
/// @param meters counts each message, for each shard apart
/// @param sources knows who may send
/// @param bans keeps bans; null where there is no data folder
record Observers(
        Counters counters, Meters meters, WatchedSources sources, @Nullable BanWatch bans) {}
