package dev.ringback.routing.act;

import dev.ringback.admission.Domains;
import dev.ringback.header.HeaderName;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.message.SipRequest;
import dev.ringback.proxy.Target;
import dev.ringback.proxy.TargetSet;
import dev.ringback.redirect.Directory;
import dev.ringback.routing.Handling;
import dev.ringback.routing.HeaderEdit;
import dev.ringback.routing.Onward;
import dev.ringback.routing.Route;
import dev.ringback.routing.RoutingRequest;
import dev.ringback.routing.Step;
import dev.ringback.routing.Trace;
import dev.ringback.uri.SipUri;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Resolves routes: looks up users, makes header edits, fills in what a target leaves open. Sends
/// nothing, so `ringback explain` shows what it finds. Any thread may use it.
public final class RouteResolver {
    private final Domains domains;
    private final Function<AddressOfRecord, List<Binding>> bindings;
    private final Directory directory;

    /// @param domains what is ours
    /// @param bindings those of a user of ours
    /// @param directory the other names of our users
    public RouteResolver(
            Domains domains,
            Function<AddressOfRecord, List<Binding>> bindings,
            Directory directory) {
        this.domains = domains;
        this.bindings = bindings;
        this.directory = directory;
    }

    /// What a route means for a request.
    ///
    /// @param trace hears of lookups, targets, edits and fallbacks
    public Plan resolve(Route route, RoutingRequest request, Trace trace) {
        return switch (route) {
            case Route.Reply reply -> new Plan.Answer(reply);
            case Route.Redirect redirect -> new Plan.Elsewhere(redirect);
            case Route.Challenge challenge -> new Plan.Ask(challenge.next());
            case Route.Queue queue -> new Plan.Wait(queue);
            case Onward onward -> {
                Places places = new Places(trace);
                switch (onward) {
                    case Route.Lookup lookup -> places.lookUp(lookup, request);
                    case Route.Forward forward ->
                            places.add(forward.target(), Target.MOST_PREFERRED, false, request);
                    case Route.Fork fork -> {
                        for (Route.Leg leg : fork.legs()) {
                            places.add(leg.uri(), leg.q(), true, request);
                        }
                    }
                }
                Handling handling = onward.handling();
                tell(handling, trace);
                yield new Plan.Send(
                        edited(request.message(), onward),
                        TargetSet.byPreference(places.targets),
                        places.nobody,
                        handling);
            }
        };
    }

    private static void tell(Handling handling, Trace trace) {
        if (trace.wanted()) {
            handling.edits().forEach(edit -> trace.add(new Step.HeaderEdited(edit)));
            handling.fallbacks()
                    .forEach(then -> trace.add(new Step.FallbackReady(then.on(), then.route())));
        }
    }

    /// The request with the edits of a route. One that names its target also takes the place of the
    /// caller's Route, which would lead elsewhere.
    private static SipRequest edited(SipRequest request, Onward onward) {
        boolean named = !(onward instanceof Route.Lookup lookup) || lookup.user() != null;
        boolean reroute = named && request.has(HeaderName.ROUTE);
        List<HeaderEdit> edits = onward.handling().edits();
        if (edits.isEmpty() && !reroute) {
            return request;
        }
        SipRequest.Builder copy = request.edit();
        if (reroute) {
            copy.remove(HeaderName.ROUTE);
        }
        edits.forEach(edit -> edit.apply(copy));
        return copy.build();
    }

    /// The targets of a route, as they are found.
    private final class Places {
        private final Trace trace;
        private final List<Target> targets = new ArrayList<>();
        private @Nullable AddressOfRecord nobody;

        Places(Trace trace) {
            this.trace = trace;
        }

        /// The default way, or another user of ours.
        void lookUp(Route.Lookup lookup, RoutingRequest request) {
            AddressOfRecord user = lookup.user();
            AddressOfRecord wanted = user == null ? request.target() : user;
            boolean here = user != null || !request.message().has(HeaderName.ROUTE);
            if (wanted != null && here) {
                bindings(wanted, -1);
            } else {
                take(Target.of(request.uri()));
            }
        }

        /// A target that a route names. In a fork its preference is that of all it stands for.
        void add(SipUri target, int q, boolean fork, RoutingRequest request) {
            String user = target.user() == null ? request.user() : target.user();
            SipUri whole = user.isEmpty() ? target : target.withUser(user);
            AddressOfRecord ours =
                    domains.responsibleFor(whole) ? domains.addressOfRecord(whole) : null;
            if (ours == null) {
                take(Target.of(whole).preferred(q));
            } else {
                bindings(ours, fork ? q : -1);
            }
        }

        /// @param q the preference of all of them, or -1 for the one that each was registered with
        private void bindings(AddressOfRecord asked, int q) {
            AddressOfRecord user =
                    directory.find(asked) instanceof Directory.Found.User(AddressOfRecord aor)
                            ? aor
                            : asked;
            List<Binding> bindings = RouteResolver.this.bindings.apply(user);
            if (trace.wanted()) {
                trace.add(new Step.UserLookedUp(user, bindings.size()));
            }
            List<Target> registered = Target.of(bindings);
            if (registered.isEmpty()) {
                nobody = nobody == null ? user : nobody;
                if (trace.wanted()) {
                    trace.add(new Step.TargetLeftOut(user.uri(), Step.Exclusion.NOT_REGISTERED));
                }
            }
            for (Target target : registered) {
                take(q < 0 ? target : target.preferred(q));
            }
        }

        private void take(Target target) {
            if (trace.wanted()) {
                boolean known = targets.stream().anyMatch(t -> t.uri().equivalent(target.uri()));
                trace.add(
                        known
                                ? new Step.TargetLeftOut(target.uri(), Step.Exclusion.REPEATED)
                                : new Step.TargetTaken(target.uri(), target.q()));
            }
            targets.add(target);
        }
    }
}
