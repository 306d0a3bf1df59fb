package dev.ringback.app;

import org.jspecify.annotations.Nullable;

/// Who hears what happens in a server.
///
/// @param counters counts it
/// @param sources watches who sends it
/// @param bans keeps who sends nothing more; null where nothing is kept
/// @param memory remembers the calls in it
record Observers(
        Counters counters, WatchedSources sources, @Nullable BanWatch bans, CallMemory memory) {}
