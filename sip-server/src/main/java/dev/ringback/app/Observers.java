package dev.ringback.app;

import dev.ringback.app.record.Recorder;
import org.jspecify.annotations.Nullable;

/// Who hears what happens in a server.
///
/// @param counters counts it
/// @param sources watches who sends it
/// @param bans keeps who sends nothing more; null where nothing is kept
/// @param recorder records it
record Observers(
        Counters counters, WatchedSources sources, @Nullable BanWatch bans, Recorder recorder) {}
