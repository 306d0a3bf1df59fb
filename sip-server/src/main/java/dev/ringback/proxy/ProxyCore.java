package dev.ringback.proxy;

import dev.ringback.admission.Domains;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.feature.ProxyRequire;
import dev.ringback.locate.ServerHealth;
import dev.ringback.locate.ServerLocator;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Notice;
import dev.ringback.stack.SipStack;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.uri.SipUri;
import java.util.List;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/// The proxy of one shard: checks a request (RFC 3261 §16.3), resolves its route (§16.4) and
/// forwards it to targets that its caller determined (§16.5). It routes; [ResponseContext] and
/// [RequestForwarder] do the work.
public final class ProxyCore {
    private final SipStack stack;
    private final ServerLocator locator;
    private final RouteInformation routes;
    private final RequestForwarder forwarder;
    private final LoopCheck loops;

    /// @param stack the stack of the shard
    /// @param domains what is ours
    /// @param key the secret that signs our Record-Routes, the same on every shard
    public ProxyCore(SipStack stack, Domains domains, SecretKey key) {
        this.stack = stack;
        RelayToken tokens = new RelayToken(key);
        this.locator = new ServerLocator(stack, new ServerHealth());
        this.routes = new RouteInformation(domains, tokens);
        this.forwarder =
                new RequestForwarder(
                        stack, tokens, realm -> domains.serves(SipUri.of(false, null, realm, -1)));
        this.loops = new LoopCheck(stack.listenPoints());
    }

    /// A request without our own addresses in its route.
    ///
    /// @param message the request as it is to be routed
    /// @param grant what the route permits that we wrote into its dialog
    public record Routed(SipRequest message, Grant grant) {
        /// Whether it belongs to a dialog that was set up through us and goes where that dialog
        /// may.
        public boolean permitted() {
            return grant.given();
        }
    }

    /// Resolves the route, RFC 3261 §16.4.
    public Routed resolveRoute(SipRequest request) {
        RouteInformation.Routed routed = routes.preprocess(request);
        return new Routed(routed.request(), routed.grant());
    }

    /// The checks of RFC 3261 §16.3 that come before authentication, in its order.
    ///
    /// @return the response that refuses the request, or null where nothing is wrong
    public @Nullable SipResponse check(SipRequest request) {
        if (!(request.requestUri() instanceof SipUri)) {
            return refusal(request, 416).build();
        }
        if (request.maxForwards() == 0) {
            return refusal(request, 483).build();
        }
        if (loops.loops(request, LoopCheck.fingerprint(request))) {
            return refusal(request, 482).build();
        }
        if (request.has(HeaderName.PROXY_REQUIRE)) {
            List<String> unsupported = request.read(ProxyRequire.FIELD).values();
            return refusal(request, 420)
                    .add(HeaderName.UNSUPPORTED, String.join(", ", unsupported))
                    .build();
        }
        return null;
    }

    /// Forwards a request to its targets, group after group and in parallel within a group (RFC
    /// 3261 §16.6), and answers it (§16.7).
    ///
    /// @param server the request's transaction, not answered yet
    /// @param request what to forward
    /// @param targets where to; not empty
    /// @param fallback what to do when all of them failed
    public Forwarding forward(
            ServerTransaction server, ProxyRequest request, TargetSet targets, Fallback fallback) {
        if (request.message().method().equals(Method.INVITE)) {
            server.respond(SipResponse.replyTo(server.request(), 100).build());
        }
        return forwardAgain(server, request, targets, fallback);
    }

    /// As [#forward], for a request whose caller has heard from us before: without a 100.
    public Forwarding forwardAgain(
            ServerTransaction server, ProxyRequest request, TargetSet targets, Fallback fallback) {
        String fingerprint = LoopCheck.fingerprint(server.request());
        ResponseContext context = new ResponseContext(this, server, request, fingerprint);
        context.start(targets, fallback);
        return context;
    }

    /// Forwards an ACK for a 2xx, without any state (RFC 3261 §16.11), to where its dialog leads.
    public void forwardAck(SipRequest ack, Flow flow, Target target) {
        ProxyRequest request = new ProxyRequest(ack, flow, null, Grant.ENDS);
        locator.locate(
                RequestForwarder.nextHop(ack, target.uri()),
                located -> {
                    List<Hop> hops = located.everyHop();
                    String branch =
                            LoopCheck.branch(stack.ids().branch(), LoopCheck.fingerprint(ack));
                    SipRequest copy =
                            hops.isEmpty() || ack.maxForwards() == 0
                                    ? null
                                    : forwarder.forward(
                                            request, target.uri(), hops.getFirst(), branch);
                    if (copy == null) {
                        stack.tell(new Notice.Dropped("ack_without_way"));
                    } else {
                        stack.sendStateless(copy, hops.getFirst());
                    }
                });
    }

    SipStack stack() {
        return stack;
    }

    ServerLocator locator() {
        return locator;
    }

    RequestForwarder forwarder() {
        return forwarder;
    }

    private SipResponse.Builder refusal(SipRequest request, int status) {
        return SipResponse.replyTo(request, status).toTag(stack.ids().tag());
    }
}
