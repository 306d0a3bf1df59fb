package dev.ringback.routing;

import java.util.function.Supplier;

/// The routing of a running server, for all its shards: who decides, which can be exchanged at any
/// time, and the calls that wait, which stay. Any thread may use it.
public final class Routing {
    private final Queues queues = new Queues();
    private final Supplier<Router> current;
    private final Trace trace;

    /// Routing by this router for good.
    public Routing(Router router) {
        this(() -> router);
    }

    /// Routing by whichever router this gives; asked anew for every request.
    public Routing(Supplier<Router> current) {
        this(current, Trace.NONE);
    }

    /// One that is listened to, for one request alone.
    public Routing(Router router, Trace trace) {
        this(() -> router, trace);
    }

    private Routing(Supplier<Router> current, Trace trace) {
        this.current = current;
        this.trace = trace;
    }

    /// Who decides now. Requests that are decided keep what was decided.
    public Router router() {
        return current.get();
    }

    /// Who listens to what is decided; [Trace#NONE] on a server that runs.
    public Trace trace() {
        return trace;
    }

    /// The lines of calls that wait.
    public Queues queues() {
        return queues;
    }
}
