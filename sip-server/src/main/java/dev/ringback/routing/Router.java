package dev.ringback.routing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks everybody who may decide about a request, in order: rules, dial plan, classes. The first
/// who has something to say decides. Immutable: a reload makes another one.
///
/// @param deciders who is asked, in order
public record Router(List<Decider> deciders) {
    /// One that leaves every request to the default way.
    public static final Router NONE = new Router(List.of());

    /// Copies the list.
    public Router {
        deciders = List.copyOf(deciders);
    }

    /// One with these.
    public static Router of(Decider... deciders) {
        return new Router(List.of(deciders));
    }

    /// One that asks this decider after all others.
    public Router with(Decider last) {
        List<Decider> all = new ArrayList<>(deciders);
        all.add(last);
        return new Router(all);
    }

    /// Whether there is nobody to ask.
    public boolean isEmpty() {
        return deciders.isEmpty();
    }

    /// What becomes of a request; null for the default way.
    public @Nullable Decided decide(RoutingRequest request) {
        return decide(request, Trace.NONE);
    }

    /// What becomes of a request; null for the default way.
    ///
    /// @param trace hears how it came to this
    public @Nullable Decided decide(RoutingRequest request, Trace trace) {
        for (Decider decider : deciders) {
            Decided decided = decider.decide(request, trace);
            if (decided != null) {
                return decided;
            }
        }
        if (trace.wanted()) {
            trace.add(new Step.NothingSaid());
        }
        return null;
    }
}
