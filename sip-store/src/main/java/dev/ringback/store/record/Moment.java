package dev.ringback.store.record;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// The time of the process and that of the wall at one moment. Ends of bindings are said in the
/// first in memory, and in the second where another process reads them.
///
/// @param monotonic nanoseconds
/// @param wall milliseconds since 1970
public record Moment(long monotonic, long wall) {
    /// Tells the present one.
    ///
    /// @param clock monotonic nanoseconds
    public static Supplier<Moment> clock(LongSupplier clock) {
        return () -> new Moment(clock.getAsLong(), System.currentTimeMillis());
    }

    /// A time of the process, told by the wall.
    public long wall(long expiresAt) {
        return wall + Duration.ofNanos(expiresAt - monotonic).toMillis();
    }

    /// A time of the wall, told by the process.
    public long monotonic(long expiresWall) {
        return monotonic + Duration.ofMillis(expiresWall - wall).toNanos();
    }
}
