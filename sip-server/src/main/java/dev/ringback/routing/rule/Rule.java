package dev.ringback.routing.rule;

import dev.ringback.cause.Cause;
import dev.ringback.routing.Route;
import dev.ringback.routing.RoutingRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One entry of `rules:`.
///
/// @param cause where it stands and what it is called
/// @param when what it wants of a request, all of it; empty for every request
/// @param route what becomes of a request that has it
public record Rule(Cause.RuleMatched cause, List<Condition> when, Route route) {
    /// Copies the list.
    public Rule {
        when = List.copyOf(when);
    }

    /// The first condition that a request does not meet, or null where it meets all.
    @Nullable Condition unmet(RoutingRequest request) {
        for (Condition condition : when) {
            if (!condition.holds(request)) {
                return condition;
            }
        }
        return null;
    }

    /// Whether it only asks for proof, so that who has given it goes on to the next rule.
    boolean onlyAsks() {
        return route instanceof Route.Challenge(Route next) && next == null;
    }
}
