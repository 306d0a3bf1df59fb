package dev.ringback.app;

import dev.ringback.app.export.CallExports;
import dev.ringback.app.record.GuardedArchive;
import dev.ringback.app.record.RecordedCalls;
import dev.ringback.app.record.Recorder;
import dev.ringback.config.ServerConfig;
import dev.ringback.config.calls.CallsConfig;
import dev.ringback.runtime.MonotonicClock;
import dev.ringback.runtime.ShardWatch;
import dev.ringback.stack.ListenPoint;
import java.time.Instant;
import java.util.List;

/// What a server remembers of its calls, and whom it tells.
///
/// @param recorder records what passes the shards
/// @param calls the calls that are made of that
/// @param exports tells others of them
record CallMemory(Recorder recorder, RecordedCalls calls, CallExports exports) {
    /// As it is configured.
    ///
    /// @param archive keeps what is over; closed by whoever opened it
    static CallMemory of(ServerConfig config, GuardedArchive archive, MonotonicClock clock) {
        CallsConfig remembered = config.storage().calls();
        Recorder recorder = new Recorder(clock::now, remembered.octets(), Assembly.shards(config));
        RecordedCalls calls = new RecordedCalls(recorder, at -> time(clock, at), archive);
        boolean kept = remembered.archive().keep() != null;
        CallExports exports = new CallExports(calls, archive, kept, () -> time(clock, clock.now()));
        return new CallMemory(recorder, calls, exports);
    }

    private static Instant time(MonotonicClock clock, long at) {
        return clock.wallClockAtStart().plusNanos(at);
    }

    /// What records one more shard; nothing where nothing is remembered.
    static ShardWatch watch(ServerConfig config, Recorder recorder) {
        return config.storage().calls().on() ? recorder.shard() : ShardWatch.NONE;
    }

    /// Tells others from now on.
    ///
    /// @param points where the server is heard
    void begin(ServerConfig config, List<ListenPoint> points) {
        recorder.heardAt(points);
        exports.follow(config.storage().calls());
    }
}
