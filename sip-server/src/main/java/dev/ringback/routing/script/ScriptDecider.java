package dev.ringback.routing.script;

import dev.ringback.cause.Cause;
import dev.ringback.routing.Decided;
import dev.ringback.routing.Decider;
import dev.ringback.routing.Route;
import dev.ringback.routing.RoutingRequest;
import dev.ringback.routing.Step;
import dev.ringback.routing.Trace;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A script that decides on a shard: what it throws becomes a 500 for that request, a loop without
/// an end is cut, and slowness is told. Logs at most one line a second. Safe for all shards.
public final class ScriptDecider implements Decider {
    /// One T1: as long as a caller waits before it sends its INVITE again.
    static final Duration BOUND = Duration.ofMillis(500);

    /// From here on other calls of the shard feel it.
    static final Duration SLOW = Duration.ofMillis(10);

    private static final Logger LOG = LoggerFactory.getLogger(Script.class);
    private static final long BETWEEN_LINES = Duration.ofSeconds(1).toNanos();

    private final Script script;
    private final Cause.RuleMatched answered;
    private final LongSupplier nanos;
    private final AtomicLong nextLine;

    /// Whether it was asked before: the first time loads its classes, which is slow and no fault.
    private volatile boolean warm;

    /// One that asks this script.
    public ScriptDecider(Script script) {
        this(script, System::nanoTime);
    }

    /// @param nanos a monotonic clock
    ScriptDecider(Script script, LongSupplier nanos) {
        this.script = script;
        this.answered = new Cause.RuleMatched(script.file(), 0, script.type().getName());
        this.nanos = nanos;
        this.nextLine = new AtomicLong(nanos.getAsLong());
    }

    /// The script that it asks.
    public Script script() {
        return script;
    }

    @Override
    public @Nullable Decided decide(RoutingRequest request, Trace trace) {
        Cause.RuleMatched by = answered;
        Route route;
        long begun = nanos.getAsLong();
        try {
            route = Fuse.under(BOUND.toNanos(), () -> script.routes().route(request));
        } catch (Throwable thrown) {
            by = threw(thrown);
            route = Route.reply(500);
        } finally {
            measure(nanos.getAsLong() - begun);
        }
        if (trace.wanted()) {
            trace.add(new Step.RoutesAsked(by, route));
        }
        return route == null ? null : new Decided(route, by);
    }

    private Cause.RuleMatched threw(Throwable thrown) {
        int line = Frames.line(thrown);
        if (mayLog()) {
            LOG.warn(
                    "{}:{}: {}, the request is answered with 500",
                    script.file(),
                    line,
                    thrown,
                    thrown);
        }
        return new Cause.RuleMatched(
                script.file(),
                line,
                script.type().getName() + " threw " + thrown.getClass().getName());
    }

    private void measure(long taken) {
        if (warm && taken > SLOW.toNanos() && mayLog()) {
            LOG.warn(
                    "{}: {} took {} ms to route a request, and the calls of its shard waited",
                    script.file(),
                    script.type().getName(),
                    taken / 1_000_000);
        }
        warm = true;
    }

    private boolean mayLog() {
        long now = nanos.getAsLong();
        long next = nextLine.get();
        return now - next >= 0 && nextLine.compareAndSet(next, now + BETWEEN_LINES);
    }
}
