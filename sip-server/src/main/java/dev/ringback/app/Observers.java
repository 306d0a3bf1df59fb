package dev.ringback.app;

import dev.ringback.app.export.CallMemory;
import dev.ringback.message.SipMessage;
import dev.ringback.meter.Meters;
import dev.ringback.meter.ShardMeter;
import dev.ringback.runtime.ShardWatch;
import dev.ringback.stack.Destination;
import dev.ringback.stack.Notice;
import org.jspecify.annotations.Nullable;

/// Who hears what happens in a server.
///
/// @param counters counts what is rare, for all shards together
/// @param meters counts each message, for each shard apart
/// @param memory remembers the calls in it
/// @param sources knows who may send
/// @param bans keeps bans; null where there is no data folder
record Observers(
        Counters counters,
        Meters meters,
        CallMemory memory,
        WatchedSources sources,
        @Nullable BanWatch bans) {
    /// What hears another shard.
    ShardWatch watch() {
        ShardMeter meter = meters.shard();
        ShardWatch track = memory.on() ? memory.recorder().shard() : ShardWatch.NONE;
        return new ShardWatch() {
            @Override
            public void passed(boolean sent, Destination peer, SipMessage message) {
                meter.passed(sent, peer, message);
                track.passed(sent, peer, message);
            }

            @Override
            public void told(Notice notice) {
                meter.told(notice);
                track.told(notice);
            }
        };
    }
}
