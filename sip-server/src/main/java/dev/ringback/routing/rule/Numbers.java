package dev.ringback.routing.rule;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.routing.Route;
import dev.ringback.routing.RoutingRequest;
import dev.ringback.uri.SipUri;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was dialled, and what a number is put into.
final class Numbers {
    private static final String SEPARATORS = "-.()";
    private static final String CHARACTERS = "0123456789*#";

    private Numbers() {}

    /// The number that a request is for, without visual separators (RFC 3966 §5.1.1) and
    /// parameters; null where its user is no number.
    static @Nullable String dialled(RoutingRequest request) {
        String user = request.user();
        int semicolon = user.indexOf(';');
        int end = semicolon < 0 ? user.length() : semicolon;
        StringBuilder number = new StringBuilder();
        for (int i = 0; i < end; i++) {
            char c = user.charAt(i);
            boolean counts = CHARACTERS.indexOf(c) >= 0 || (c == '+' && i == 0);
            if (counts) {
                number.append(c);
            } else if (SEPARATORS.indexOf(c) < 0) {
                return null;
            }
        }
        return number.isEmpty() ? null : number.toString();
    }

    static Route lookup(String number, RoutingRequest request, Route.Lookup lookup) {
        String domain = request.domain();
        return lookup.user() != null || domain == null || number.isEmpty()
                ? lookup
                : new Route.Lookup(new AddressOfRecord(number, domain), lookup.handling());
    }

    static Route forward(String number, Route.Forward forward) {
        return new Route.Forward(into(forward.target(), number), forward.handling());
    }

    static Route fork(String number, Route.Fork fork) {
        List<Route.Leg> legs = new ArrayList<>();
        for (Route.Leg leg : fork.legs()) {
            legs.add(new Route.Leg(into(leg.uri(), number), leg.q()));
        }
        return new Route.Fork(legs, fork.handling());
    }

    private static SipUri into(SipUri target, String number) {
        return target.user() != null || number.isEmpty() ? target : target.withUser(number);
    }
}
