package dev.ringback.core;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Resource;
import dev.ringback.stack.Priority;
import java.util.function.IntSupplier;

/// Watches something of which there is only so much. Once it is used up new work is refused until a
/// quarter of it is free again, so that it does not flap; what is going on is refused only where
/// even the reserve, another quarter, is used up.
final class Gauge {
    private final Resource resource;
    private final IntSupplier used;
    private final int bound;
    private boolean over;

    Gauge(Resource resource, int bound, IntSupplier used) {
        this.resource = resource;
        this.bound = bound;
        this.used = used;
    }

    /// Whether a message of that priority is one too many.
    boolean refuses(Priority priority) {
        int now = used.getAsInt();
        over = now >= bound || (over && now > bound - bound / 4);
        return priority == Priority.NEW ? over : now >= bound + bound / 4;
    }

    /// Whether it watches that.
    boolean isAbout(Resource other) {
        return resource == other;
    }

    /// How much of it is used, 1 where new work is refused.
    double load() {
        return (double) used.getAsInt() / bound;
    }

    /// What is to be said about it.
    Cause cause() {
        return new Cause.Overloaded(resource, used.getAsInt(), bound);
    }
}
