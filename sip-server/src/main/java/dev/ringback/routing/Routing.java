package dev.ringback.routing;

/// The routing of one version of a server, for all its shards: who decides, and the calls that
/// wait, which stay when another version comes. Any thread may use it.
///
/// @param router who decides
/// @param queues the lines of calls that wait
/// @param trace who listens to what is decided; [Trace#NONE] on a server that runs
public record Routing(Router router, Queues queues, Trace trace) {
    /// Routing by this router, with lines of its own.
    public Routing(Router router) {
        this(router, new Queues(), Trace.NONE);
    }

    /// Routing by this router in a server that has lines already.
    public Routing(Router router, Queues queues) {
        this(router, queues, Trace.NONE);
    }

    /// One that is listened to, for one request alone.
    public Routing(Router router, Trace trace) {
        this(router, new Queues(), trace);
    }
}
