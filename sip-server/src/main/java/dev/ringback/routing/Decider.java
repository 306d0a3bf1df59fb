package dev.ringback.routing;

import dev.ringback.cause.Cause;
import org.jspecify.annotations.Nullable;

/// One who may decide about a request: the rules of a file, its dial plan, a class of the user's.
/// Immutable, and asked by several threads at once.
@FunctionalInterface
public interface Decider {
    /// What becomes of a request; null leaves it to whoever is asked next.
    ///
    /// @param trace hears how it came to this
    @Nullable Decided decide(RoutingRequest request, Trace trace);

    /// A class of the user's as one who decides.
    ///
    /// @param source the file that it stands in
    /// @param line its line there, 0 where it has none
    /// @param name what causes call it
    static Decider of(String source, int line, String name, Routes routes) {
        Cause.RuleMatched by = new Cause.RuleMatched(source, line, name);
        return (request, trace) -> {
            Route route = routes.route(request);
            if (trace.wanted()) {
                trace.add(new Step.RoutesAsked(by, route));
            }
            return route == null ? null : new Decided(route, by);
        };
    }
}
