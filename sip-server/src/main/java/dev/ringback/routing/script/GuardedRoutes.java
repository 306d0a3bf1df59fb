package dev.ringback.routing.script;

import dev.ringback.routing.Route;
import dev.ringback.routing.Routes;
import dev.ringback.routing.RoutesFault;
import dev.ringback.routing.RoutingRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A script's [Routes] on a shard: what it throws ends one request, a loop without an end is cut,
/// and slowness is told. Logs at most one line a second. Safe for all shards.
final class GuardedRoutes implements Routes {
    /// One T1: as long as a caller waits before it sends its INVITE again.
    static final Duration BOUND = Duration.ofMillis(500);

    /// From here on other calls of the shard feel it.
    static final Duration SLOW = Duration.ofMillis(10);

    private static final Logger LOG = LoggerFactory.getLogger(Script.class);
    private static final long BETWEEN_LINES = Duration.ofSeconds(1).toNanos();

    private final String file;
    private final String type;
    private final Routes routes;
    private final LongSupplier nanos;
    private final AtomicLong nextLine;

    /// @param file what messages call the script
    /// @param routes its object
    /// @param nanos a monotonic clock
    GuardedRoutes(String file, Routes routes, LongSupplier nanos) {
        this.file = file;
        this.type = routes.getClass().getName();
        this.routes = routes;
        this.nanos = nanos;
        this.nextLine = new AtomicLong(nanos.getAsLong());
    }

    /// @throws RoutesFault in place of whatever the script throws
    @Override
    public @Nullable Route route(RoutingRequest request) {
        long begun = nanos.getAsLong();
        Fuse.arm(BOUND.toNanos());
        try {
            return routes.route(request);
        } catch (Throwable thrown) {
            RoutesFault fault = new RoutesFault(file, Frames.line(thrown), thrown);
            if (mayLog()) {
                LOG.warn("{}, the request is answered with 500", fault.getMessage(), thrown);
            }
            throw fault;
        } finally {
            Fuse.disarm();
            measure(nanos.getAsLong() - begun);
        }
    }

    private void measure(long taken) {
        if (taken > SLOW.toNanos() && mayLog()) {
            LOG.warn(
                    "{}: {}.route took {} ms, and the calls of its shard waited meanwhile",
                    file,
                    type,
                    taken / 1_000_000);
        }
    }

    private boolean mayLog() {
        long now = nanos.getAsLong();
        long next = nextLine.get();
        return now - next >= 0 && nextLine.compareAndSet(next, now + BETWEEN_LINES);
    }
}
