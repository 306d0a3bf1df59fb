package dev.ringback.store.calls;

import dev.ringback.calls.CallQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The time that a search goes through, in slices of the beginnings of calls, the newest first: so
/// there is something when it takes too long. One thread.
final class SearchSlices {
    private static final Duration SLOWEST = Duration.ofSeconds(10);

    /// A slice that took less than this is followed by a longer one.
    private static final Duration QUICK = Duration.ofMillis(500);

    private static final long FIRST = Duration.ofHours(1).toNanos();

    private final LongSupplier clock;
    private final long end;
    private final long oldest;
    private long next;
    private long width = FIRST;
    private long asked;

    /// A slice of time, in nanoseconds since 1970.
    ///
    /// @param since its beginning, included
    /// @param until its end, not included
    record Slice(long since, long until) {}

    private SearchSlices(LongSupplier clock, long oldest, long newest) {
        this.clock = clock;
        this.end = clock.getAsLong() + SLOWEST.toNanos();
        this.oldest = oldest;
        this.next = newest;
        this.asked = clock.getAsLong();
    }

    /// Those in which there is something.
    ///
    /// @param clock monotonic nanoseconds
    static SearchSlices of(Connection connection, CallQuery query, LongSupplier clock)
            throws SQLException {
        try (PreparedStatement extent = connection.prepareStatement(CallStatements.EXTENT);
                ResultSet row = extent.executeQuery()) {
            row.next();
            long first = row.getLong(1);
            long last = row.wasNull() ? first : row.getLong(2) + 1;
            Instant since = query.begun().since();
            Instant until = query.begun().until();
            CallQuery.Mark before = query.page().before();
            return new SearchSlices(
                    clock,
                    since == null ? first : Math.max(first, CallStatements.nanos(since)),
                    Math.min(
                            until == null ? last : Math.min(last, CallStatements.nanos(until)),
                            before == null ? last : CallStatements.nanos(before.begun()) + 1));
        }
    }

    /// The next one; null where there is none, or no time left.
    @Nullable Slice next() {
        if (next <= oldest || left().isZero()) {
            return null;
        }
        long now = clock.getAsLong();
        width = now - asked < QUICK.toNanos() ? width * 2 : width;
        asked = now;
        Slice slice = new Slice(Math.max(oldest, next - width), next);
        next = slice.since;
        return slice;
    }

    /// How long it may still take.
    Duration left() {
        return Duration.ofNanos(Math.max(0, end - clock.getAsLong()));
    }

    /// Whether older calls were not looked at.
    boolean more() {
        return next > oldest;
    }
}
