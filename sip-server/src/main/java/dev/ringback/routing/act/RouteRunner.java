package dev.ringback.routing.act;

import dev.ringback.admission.Admission;
import dev.ringback.admission.Decision;
import dev.ringback.admission.Domains;
import dev.ringback.header.HeaderName;
import dev.ringback.location.LocationService;
import dev.ringback.location.Waiting;
import dev.ringback.proxy.ProxyCore;
import dev.ringback.proxy.Target;
import dev.ringback.registrar.Gruus;
import dev.ringback.routing.Router;
import dev.ringback.routing.Routing;
import dev.ringback.routing.RoutingRequest;
import dev.ringback.routing.Source;
import dev.ringback.stack.SipStack;
import java.util.Optional;
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
    /// @param registry the bindings of our users
    /// @param routing who decides
    /// @param proxy the proxy of the shard
    /// @param defaultWay what happens to requests that nothing is decided about
    public record Parts(
            Domains domains,
            Admission admission,
            Registry registry,
            Routing routing,
            ProxyCore proxy,
            DefaultWay defaultWay) {}

    /// The bindings of our users, and who waits for them.
    public record Registry(LocationService location, Waiting waiting) {}

    /// A runner on the stack of a shard.
    public RouteRunner(SipStack stack, Parts parts) {
        this.stack = stack;
        this.parts = parts;
    }

    /// Decides about a request and does it, now or when a store has said what there is to know.
    ///
    /// @param undecided what else is done, where there is nothing to decide
    public void run(Incoming incoming, Runnable undecided) {
        Router router = parts.routing().router();
        boolean device = Gruus.isGruu(incoming.message().requestUri());
        if (router.isEmpty() || device || incoming.routed().permitted()) {
            undecided.run();
            return;
        }
        Decision proof = proof(incoming);
        Registry registry = parts.registry();
        KnownBindings known =
                new KnownBindings(registry.location(), registry.waiting(), stack::now);
        RoutingRequest request = request(incoming, proof, known);
        Suspension suspension = new Suspension(stack, parts.defaultWay(), incoming.transaction());
        known.decide(
                () -> Optional.ofNullable(router.decide(request, parts.routing().trace())),
                suspension.then(
                        found ->
                                found.ifPresentOrElse(
                                        decided ->
                                                new Errand(
                                                                stack,
                                                                parts,
                                                                incoming,
                                                                new Errand.Question(
                                                                        request, proof, known),
                                                                decided.cause())
                                                        .run(decided.route()),
                                        undecided)));
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

    private RoutingRequest request(
            Incoming incoming, @Nullable Decision proof, KnownBindings known) {
        var identity = proof instanceof Decision.Admit(var user) ? user : incoming.identity();
        boolean ours = parts.domains().responsibleFor(incoming.message().requestUri());
        return new RoutingRequest(
                incoming.message(),
                Source.of(incoming.transaction().flow()),
                parts.admission().proves() ? identity : null,
                ours ? parts.domains().domainOf(incoming.message().requestUri()) : null,
                aor -> !Target.of(known.of(aor)).isEmpty());
    }
}
