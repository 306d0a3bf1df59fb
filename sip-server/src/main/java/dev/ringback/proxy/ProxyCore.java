package dev.ringback.proxy;

import dev.ringback.admission.Domains;
import dev.ringback.cause.Reply;
import dev.ringback.flow.FlowFault;
import dev.ringback.flow.FlowTokens;
import dev.ringback.flow.FlowUse;
import dev.ringback.header.Method;
import dev.ringback.identity.Border;
import dev.ringback.locate.ServerHealth;
import dev.ringback.locate.ServerLocator;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.overload.OverloadClient;
import dev.ringback.overload.OverloadSettings;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Notice;
import dev.ringback.stack.SipStack;
import dev.ringback.stir.Signer;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.uri.SipUri;
import java.util.function.Predicate;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/// The proxy of one shard: checks a request (RFC 3261 §16.3), resolves its route (§16.4) and
/// forwards it to targets that its caller determined (§16.5). It routes; [Validation],
/// [RouteInformation], [ResponseContext] and [RequestForwarder] do the work.
public final class ProxyCore {
    private final SipStack stack;
    private final Domains domains;
    private final ProxySettings settings;
    private final Bounds bounds;
    private final ServerLocator locator;
    private final OverloadClient overload;
    private final RouteInformation routes;
    private final RequestForwarder forwarder;
    private final LoopCheck loops;
    private final Validation validation;
    private final AckForwarder acks;
    private final @Nullable StatelessProxy stateless;

    /// @param stack the stack of the shard
    /// @param domains what is ours
    /// @param key the secret that signs our Record-Routes, the same on every shard
    /// @param settings the limits and switches
    /// @param bounds where requests may go, and what of them
    public ProxyCore(
            SipStack stack, Domains domains, SecretKey key, ProxySettings settings, Bounds bounds) {
        this(stack, domains, key, settings, bounds, new Neighbours(stack));
    }

    /// @param stack the stack of the shard
    /// @param domains what is ours
    /// @param key the secret that signs our Record-Routes, the same on every shard
    /// @param settings the limits and switches
    /// @param bounds where requests may go, and what of them
    /// @param neighbours what the shard knows of the servers around it
    public ProxyCore(
            SipStack stack,
            Domains domains,
            SecretKey key,
            ProxySettings settings,
            Bounds bounds,
            Neighbours neighbours) {
        this.stack = stack;
        this.domains = domains;
        this.settings = settings;
        this.bounds = bounds;
        RelayToken tokens = new RelayToken(key);
        FlowTokens flows = new FlowTokens(key);
        Predicate<String> ownRealm = realm -> domains.serves(SipUri.of(false, null, realm, -1));
        this.locator = new ServerLocator(stack, neighbours.health);
        this.routes = new RouteInformation(domains, tokens, flows);
        this.overload =
                neighbours.overload(
                        settings.stateless() ? OverloadSettings.off() : settings.overload());
        this.forwarder =
                new RequestForwarder(
                        stack,
                        new RecordRouting(stack, tokens, flows),
                        new RequestForwarder.Peers(ownRealm, overload),
                        bounds);
        this.loops = new LoopCheck(stack.listenPoints());
        this.validation =
                new Validation(
                        loops,
                        () -> stack.ids().tag(),
                        new Validation.Offers(bounds.border().servesPrivacy(), tls(stack)));
        this.acks = new AckForwarder(stack, locator, forwarder, settings.mostBreadth());
        this.stateless =
                settings.stateless()
                        ? new StatelessProxy(stack, locator, forwarder, key, settings.mostBreadth())
                        : null;
    }

    private static boolean tls(SipStack stack) {
        return stack.listenPoints().stream().anyMatch(point -> point.transport().secure());
    }

    /// What a shard knows of the servers around it: who fails, and who asked us to hold back. It
    /// outlives the settings of a proxy.
    public static final class Neighbours {
        private final SipStack stack;
        private final ServerHealth health = new ServerHealth();
        private @Nullable OverloadSettings shared;
        private @Nullable OverloadClient held;

        /// Nothing is known yet.
        public Neighbours(SipStack stack) {
            this.stack = stack;
        }

        /// What we hold back; nothing after the settings have changed.
        private OverloadClient overload(OverloadSettings settings) {
            OverloadClient client = held;
            if (client == null || !settings.equals(shared)) {
                client = new OverloadClient(settings, stack.ids().secret());
                held = client;
                shared = settings;
            }
            return client;
        }
    }

    /// Where requests may go, and what of them.
    ///
    /// @param reach where the senders of requests may go
    /// @param border what strangers may say and learn
    /// @param signer what signs for our users
    public record Bounds(Reach reach, Border border, Signer signer) {
        /// Bounds without a border to speak of.
        public Bounds(Reach reach) {
            this(reach, Border.plain(), Signer.NONE);
        }
    }

    /// A request without our own addresses in its route.
    ///
    /// @param message the request as it is to be routed
    /// @param grant what the route permits that we wrote into its dialog
    /// @param flow the flow that the route names as the way to its target (RFC 5626 §5.3); null
    ///   where it names none
    /// @param fault what is wrong with the flow that it names
    public record Routed(SipRequest message, Grant grant, @Nullable FlowUse flow, FlowFault fault) {
        /// Where it goes: to its Request-URI, by the flow where there is one.
        public Target target() {
            return Target.of(message.requestUri(), flow);
        }

        /// The same way for another form of the request.
        public Routed with(SipRequest other) {
            return new Routed(other, grant, flow, fault);
        }

        /// Whether it belongs to a dialog that was set up through us and goes where that dialog
        /// may.
        public boolean permitted() {
            return grant.given();
        }
    }

    /// Resolves the route, RFC 3261 §16.4.
    ///
    /// @param request the request as it came
    /// @param flow how it came
    public Routed resolveRoute(SipRequest request, Flow flow) {
        return routes.preprocess(request, flow, stack.localFor(flow));
    }

    /// The checks of RFC 3261 §16.3 that come before authentication, in its order.
    ///
    /// @param received the request as it came
    /// @param routed the same after §16.4
    /// @return the refusal, or null where nothing is wrong
    public @Nullable Reply check(SipRequest received, Routed routed) {
        return routed.fault() == FlowFault.NONE
                ? validation.check(received, routed.message())
                : validation.flow(received, routed.fault());
    }

    /// Whether a request ends here for want of hops and may yet be answered as if it were for us:
    /// an OPTIONS with Max-Forwards 0, RFC 3261 §16.3 step 3 and §11.
    public static boolean endsHere(SipRequest request) {
        return request.method().equals(Method.OPTIONS) && request.maxForwards() == 0;
    }

    /// Whether requests are forwarded without state, RFC 3261 §16.11.
    public boolean forgets() {
        return stateless != null;
    }

    /// A response that belongs to no transaction: goes on in the stateless mode alone.
    ///
    /// @param from how it came
    public void stray(SipResponse response, Flow from) {
        if (stateless == null) {
            stack.tell(new Notice.Dropped("stray_response"));
        } else {
            stateless.respond(response, from);
        }
    }

    /// Forwards a request to its targets, group after group and in parallel within a group (RFC
    /// 3261 §16.6), and answers it (§16.7). One that has more targets at once than it may have
    /// branches is answered 440, RFC 5393 §5.3.3.
    ///
    /// @param server the request's transaction, not answered yet
    /// @param request what to forward
    /// @param targets where to; not empty
    /// @param fallback what to do when all of them failed; never asked in the stateless mode, where
    ///     one target is all and the transaction over at once (§16.11)
    public Forwarding forward(
            ServerTransaction server, ProxyRequest request, TargetSet targets, Fallback fallback) {
        if (stateless != null && breadth(request.message()) > 0) {
            stateless.forward(server, request, targets);
            return Forwarding.FORGOTTEN;
        }
        if (request.message().method().equals(Method.INVITE)) {
            server.respond(SipResponse.replyTo(server.request(), 100).build());
        }
        return forwardAgain(server, request, targets, fallback);
    }

    /// As [#forward], for a request whose caller has heard from us before: without a 100.
    public Forwarding forwardAgain(
            ServerTransaction server, ProxyRequest request, TargetSet targets, Fallback fallback) {
        int breadth = breadth(request.message());
        ResponseContext context = new ResponseContext(this, server, request, breadth);
        if (targets.widest() > breadth) {
            server.respond(validation.tooBroad(server.request()));
        } else {
            context.start(targets, fallback);
        }
        return context;
    }

    /// Forwards an ACK for a 2xx, without any state (RFC 3261 §16.11), to where its dialog leads.
    public void forwardAck(SipRequest ack, Flow flow, Target target) {
        acks.forward(ack, flow, target);
    }

    /// Forwards an ACK in the stateless mode: to the target that its INVITE got.
    ///
    /// @param received the ACK as it came
    /// @param routed the same after [#resolveRoute]
    public void forwardAck(SipRequest received, Routed routed, Flow flow, TargetSet targets) {
        ProxyRequest request = new ProxyRequest(routed.message(), flow, null, routed.grant());
        if (stateless != null) {
            stateless.forwardAck(received, request, targets);
        }
    }

    SipStack stack() {
        return stack;
    }

    ProxySettings settings() {
        return settings;
    }

    ServerLocator locator() {
        return locator;
    }

    OverloadClient overload() {
        return overload;
    }

    RequestForwarder forwarder() {
        return forwarder;
    }

    LoopCheck loops() {
        return loops;
    }

    Reach reach() {
        return bounds.reach();
    }

    Border border() {
        return bounds.border();
    }

    int breadth(SipRequest request) {
        return Breadth.incoming(request, settings.mostBreadth());
    }

    /// Whether a redirection of this request is followed here: only for resources of ours (RFC 3261
    /// §16.5), and only so many in a row.
    boolean recurses(ProxyRequest request, int depth) {
        return settings.recurse()
                && depth < settings.deepestRedirect()
                && !request.grant().given()
                && domains.serves(request.message().requestUri());
    }
}
