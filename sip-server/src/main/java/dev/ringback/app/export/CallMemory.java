package dev.ringback.app.export;

import dev.ringback.app.record.GuardedArchive;
import dev.ringback.app.record.RecordedCalls;
import dev.ringback.app.record.Recorder;
import dev.ringback.app.record.WallClock;
import dev.ringback.config.calls.CallsConfig;
import dev.ringback.runtime.MonotonicClock;
import dev.ringback.stack.ListenPoint;
import java.time.InstantSource;
import java.util.List;

/// What a server remembers of its calls, and whom it tells.
///
/// @param on whether anything is remembered
/// @param recorder records what passes the shards
/// @param calls the calls that are made of that
/// @param exports tells others of them
public record CallMemory(boolean on, Recorder recorder, RecordedCalls calls, CallExports exports) {
    /// As it is configured.
    ///
    /// @param shards how many shards there are
    /// @param archive keeps what is over; closed by whoever opened it
    public static CallMemory of(
            CallsConfig remembered, int shards, GuardedArchive archive, MonotonicClock clock) {
        Recorder recorder = new Recorder(clock::now, remembered.octets(), shards);
        WallClock wall = new WallClock(clock::now, InstantSource.system());
        RecordedCalls calls = new RecordedCalls(recorder, wall, archive);
        boolean kept = remembered.archive().keep() != null;
        CallExports exports = new CallExports(calls, archive, kept, wall::now);
        return new CallMemory(remembered.on(), recorder, calls, exports);
    }

    /// Tells others from now on.
    ///
    /// @param points where the server is heard
    public void begin(CallsConfig told, List<ListenPoint> points) {
        recorder.heardAt(points);
        exports.follow(told);
    }
}
