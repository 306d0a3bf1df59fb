package dev.ringback.routing.rule;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.routing.Decided;
import dev.ringback.routing.Decider;
import dev.ringback.routing.RoutingRequest;
import dev.ringback.routing.Step;
import dev.ringback.routing.Trace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The `rules:` of a file: the first that is for a request decides. A rule that only asks for proof
/// is passed by who has given it.
///
/// @param rules the rules, in the order of the file
public record RuleBook(List<Rule> rules) implements Decider {
    /// Copies the list.
    public RuleBook {
        rules = List.copyOf(rules);
    }

    @Override
    public @Nullable Decided decide(RoutingRequest request, Trace trace) {
        for (Rule rule : rules) {
            if (isFor(rule, request, trace)) {
                if (trace.wanted()) {
                    trace.add(new Step.RuleHit(rule.cause(), rule.route()));
                }
                return new Decided(rule.route(), rule.cause());
            }
        }
        return null;
    }

    private static boolean isFor(Rule rule, RoutingRequest request, Trace trace) {
        Condition unmet = rule.unmet(request);
        if (unmet != null) {
            if (trace.wanted()) {
                String found = unmet.found(request);
                trace.add(new Step.RuleSkipped(rule.cause(), unmet.toString(), found));
            }
            return false;
        }
        AddressOfRecord sender = request.sender();
        if (sender != null && rule.onlyAsks()) {
            trace.add(new Step.ProofGiven(rule.cause(), sender));
            return false;
        }
        return true;
    }
}
