package dev.ringback.routing.rule;

import dev.ringback.header.Method;
import dev.ringback.routing.Decided;
import dev.ringback.routing.Decider;
import dev.ringback.routing.Route;
import dev.ringback.routing.RoutingRequest;
import dev.ringback.routing.Step;
import dev.ringback.routing.Trace;
import dev.ringback.uri.TelUri;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The `dialplan:` of a file: which numbers there are. A number that is only the beginning of one
/// is answered with 484, so that a phone that dials digit by digit sends more: RFC 3261 §21.4.22.
///
/// It looks at what is dialled in our own domains, by any method but REGISTER. Who is registered
/// under the very number that was dialled is called, however short it is.
///
/// @param entries the entries, in the order of the file
public record DialPlan(List<DialEntry> entries) implements Decider {
    /// Copies the list.
    public DialPlan {
        entries = List.copyOf(entries);
    }

    @Override
    public @Nullable Decided decide(RoutingRequest request, Trace trace) {
        boolean ours = request.domain() != null || request.uri() instanceof TelUri;
        boolean register = request.message().method().equals(Method.REGISTER);
        String number = ours && !register ? Numbers.dialled(request) : null;
        if (number == null || entries.isEmpty()) {
            return null;
        }
        for (DialEntry entry : entries) {
            if (entry.pattern().missing(number) == 0) {
                return complete(entry, number, request, trace);
            }
        }
        return request.registered() ? null : incomplete(number, trace);
    }

    private static @Nullable Decided complete(
            DialEntry entry, String number, RoutingRequest request, Trace trace) {
        Route route = entry.route(number, request);
        if (trace.wanted()) {
            trace.add(new Step.NumberComplete(entry.cause(), number, route));
        }
        return route == null ? null : new Decided(route, entry.cause());
    }

    private @Nullable Decided incomplete(String number, Trace trace) {
        DialEntry first = null;
        int least = Integer.MAX_VALUE;
        boolean exact = true;
        for (DialEntry entry : entries) {
            int missing = entry.pattern().missing(number);
            if (missing > 0) {
                exact &= entry.pattern().closed() && (first == null || missing == least);
                first = first == null ? entry : first;
                least = Math.min(least, missing);
            }
        }
        if (first == null) {
            if (trace.wanted()) {
                trace.add(new Step.NumberUnknown(number));
            }
            return null;
        }
        if (trace.wanted()) {
            trace.add(new Step.NumberIncomplete(first.cause(), number, least));
        }
        return new Decided(Route.reply(484, phrase(least, exact)), first.cause());
    }

    private static String phrase(int missing, boolean exact) {
        return "Address Incomplete, "
                + (exact ? "" : "At Least ")
                + missing
                + (missing == 1 ? " More Digit Is Missing" : " More Digits Are Missing");
    }
}
