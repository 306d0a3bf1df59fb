package dev.ringback.routing.act;

import dev.ringback.admission.Admission;
import dev.ringback.admission.Decision;
import dev.ringback.admission.Domains;
import dev.ringback.header.HeaderName;
import dev.ringback.location.LocationService;
import dev.ringback.proxy.ProxyCore;
import dev.ringback.proxy.Target;
import dev.ringback.registrar.Gruus;
import dev.ringback.routing.Decided;
import dev.ringback.routing.Router;
import dev.ringback.routing.Routing;
import dev.ringback.routing.RoutingRequest;
import dev.ringback.routing.Source;
import dev.ringback.stack.SipStack;
import org.jspecify.annotations.Nullable;

/// Asks the routing of a shard about each request that was admitted, and starts what it decides:
/// between admission and the lookup, RFC 3261 §16.5. What belongs to a dialog that was set up
/// through us goes the way of its dialog and is not asked about.
public final class RouteRunner {
    private final SipStack stack;
    private final Parts parts;

    /// What routes are run with.
    ///
    /// @param domains what is ours
    /// @param admission who sent what
    /// @param location the bindings of our users
    /// @param routing who decides
    /// @param proxy the proxy of the shard
    /// @param defaultWay what happens to requests that nothing is decided about
    public record Parts(
            Domains domains,
            Admission admission,
            LocationService location,
            Routing routing,
            ProxyCore proxy,
            DefaultWay defaultWay) {}

    /// A runner on the stack of a shard.
    public RouteRunner(SipStack stack, Parts parts) {
        this.stack = stack;
        this.parts = parts;
    }

    /// Decides about a request and does it.
    ///
    /// @return whether there was anything to decide; where not, nothing was done, and the request
    ///     goes the default way
    public boolean run(Incoming incoming) {
        Router router = parts.routing().router();
        boolean device = Gruus.isGruu(incoming.message().requestUri());
        if (router.isEmpty() || device || incoming.routed().permitted()) {
            return false;
        }
        Decision proof = proof(incoming);
        RoutingRequest request = request(incoming, proof);
        Decided decided = router.decide(request, parts.routing().trace());
        if (decided == null) {
            return false;
        }
        new Errand(stack, parts, incoming, request, proof, decided.cause()).run(decided.route());
        return true;
    }

    /// What a stranger's credentials prove; null where there is nothing to look at, or where
    /// admission has looked already.
    private @Nullable Decision proof(Incoming incoming) {
        boolean unknown =
                incoming.identity() == null
                        && parts.admission().proves()
                        && incoming.message().has(HeaderName.PROXY_AUTHORIZATION);
        return unknown
                ? parts.admission()
                        .identify(
                                incoming.message(),
                                incoming.transaction().flow(),
                                stack.wallClock())
                : null;
    }

    private RoutingRequest request(Incoming incoming, @Nullable Decision proof) {
        var identity = proof instanceof Decision.Admit(var user) ? user : incoming.identity();
        boolean ours = parts.domains().responsibleFor(incoming.message().requestUri());
        return new RoutingRequest(
                incoming.message(),
                Source.of(incoming.transaction().flow()),
                parts.admission().proves() ? identity : null,
                ours ? parts.domains().domainOf(incoming.message().requestUri()) : null,
                aor -> !Target.of(parts.location().bindings(aor, stack.now())).isEmpty());
    }
}
