package dev.ringback.proxy;

import dev.ringback.admission.Domains;
import dev.ringback.flow.FlowFault;
import dev.ringback.flow.FlowTokens;
import dev.ringback.flow.FlowUse;
import dev.ringback.header.HeaderName;
import dev.ringback.header.route.Route;
import dev.ringback.message.SipRequest;
import dev.ringback.stack.Flow;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.Transport;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes our own addresses out of a request's route: RFC 3261 §16.4.
final class RouteInformation {
    /// The parameter of our Record-Route URIs that carries the [RelayToken].
    static final String TOKEN = "rt";

    /// The parameter that carries the token of a flow, RFC 5626 §5.2.
    static final String FLOW = "ft";

    /// How many values we write into one Record-Route.
    private static final int MOST_OWN = 2;

    private final Domains domains;
    private final RelayToken tokens;
    private final FlowTokens flows;

    RouteInformation(Domains domains, RelayToken tokens, FlowTokens flows) {
        this.domains = domains;
        this.tokens = tokens;
        this.flows = flows;
    }

    /// Undoes a strict router's rewriting, takes a `maddr` that is ours out of the Request-URI, and
    /// removes the Route values that are ours, both of them where we wrote two (RFC 5658 §5).
    ///
    /// @param request the request as it came
    /// @param flow how it came
    /// @param here where it came in; null where that is no listening point of ours
    ProxyCore.Routed preprocess(SipRequest request, Flow flow, @Nullable ListenPoint here) {
        boolean strict = isOurs(request.requestUri()) && domains.serves(request.requestUri());
        Uri last = strict ? request.requestUri() : null;
        String token = strict ? parameter(last, TOKEN) : null;
        SipRequest routed = withoutOwnMaddr(strict ? undoStrictRoute(request) : request, here);
        if (routed.has(HeaderName.ROUTE)) {
            List<Route> routes = routed.read(Route.FIELD).values();
            int ours = 0;
            while (ours < routes.size() && domains.serves(routes.get(ours).address().uri())) {
                last = routes.get(ours).address().uri();
                String found = parameter(last, TOKEN);
                token = found == null ? token : found;
                ours++;
            }
            routed = withoutFirst(routed, ours);
        }
        Grant grant =
                token == null || routed.to().tag() == null
                        ? Grant.NONE
                        : tokens.grant(token, routed.callId(), nextHop(routed));
        return withFlow(new ProxyCore.Routed(routed, grant, null, FlowFault.NONE), last, flow);
    }

    /// The last one of our Route values belongs to the side to which the request goes, since each
    /// side has its own: what that one names is the way there. RFC 5626 §5.3, where the token of a
    /// Path is a permission by itself, and means nothing in what comes from its own flow.
    private ProxyCore.Routed withFlow(ProxyCore.Routed routed, @Nullable Uri last, Flow source) {
        String token = parameter(last, FLOW);
        if (token == null) {
            return routed;
        }
        SipRequest message = routed.message();
        return switch (flows.read(token)) {
            case FlowTokens.Faulty(FlowFault fault) -> {
                // of a dialog: who has another way to its far end may try that
                boolean known = fault == FlowFault.GONE && !(last instanceof SipUri u && u.ob());
                yield new ProxyCore.Routed(
                        message, routed.grant(), null, known ? FlowFault.NONE : fault);
            }
            case FlowTokens.Named(FlowUse use, boolean path) -> {
                boolean outgoing = path && use.flow().equals(source);
                Grant grant = path && routed.grant() == Grant.NONE ? Grant.ENDS : routed.grant();
                yield outgoing || message.has(HeaderName.ROUTE) || !grant.given()
                        ? routed
                        : new ProxyCore.Routed(message, grant, use, FlowFault.NONE);
            }
        };
    }

    /// The URI that says where a request goes next: its first Route, else its Request-URI.
    static Uri nextHop(SipRequest request) {
        Route first = request.has(HeaderName.ROUTE) ? request.read(Route.FIELD).first() : null;
        return first == null ? request.requestUri() : first.address().uri();
    }

    private static boolean isOurs(Uri uri) {
        return parameter(uri, TOKEN) != null || parameter(uri, FLOW) != null;
    }

    private static @Nullable String parameter(@Nullable Uri uri, String name) {
        return uri instanceof SipUri sip ? sip.parameter(name) : null;
    }

    /// Without the first Route values, in one copy where there are more than we write ourselves:
    /// one for each of thousands would keep the shard busy with a single datagram.
    private static SipRequest withoutFirst(SipRequest request, int count) {
        if (count > MOST_OWN) {
            SipRequest.Builder copy = request.edit();
            for (int i = 0; i < count; i++) {
                copy.removeFirst(HeaderName.ROUTE);
            }
            return copy.build();
        }
        SipRequest rest = request;
        for (int i = 0; i < count; i++) {
            rest = rest.withoutFirst(HeaderName.ROUTE);
        }
        return rest;
    }

    /// A `maddr` that names us says nothing more once the request is where it points to; one that
    /// points to another port or transport of ours still has to go there.
    private SipRequest withoutOwnMaddr(SipRequest request, @Nullable ListenPoint here) {
        if (here == null
                || !(request.requestUri() instanceof SipUri uri)
                || uri.maddr() == null
                || !domains.serves(SipUri.of(false, null, uri.maddr(), uri.port()))) {
            return request;
        }
        Transport named =
                uri.transportParameter() == null
                        ? (uri.secure() ? Transport.TLS : Transport.UDP)
                        : Transport.named(uri.transportParameter());
        int port = uri.port() < 0 && named != null ? named.defaultPort() : uri.port();
        if (named != here.transport() || port != here.advertisedPort()) {
            return request;
        }
        SipUri stripped = uri.withoutParameter("maddr").withoutParameter("transport").withPort(-1);
        return request.edit().requestUri(stripped).build();
    }

    private static SipRequest undoStrictRoute(SipRequest request) {
        List<Route> routes = request.read(Route.FIELD).values();
        if (routes.isEmpty()) {
            return request;
        }
        SipRequest.Builder builder =
                request.edit()
                        .requestUri(routes.getLast().address().uri())
                        .remove(HeaderName.ROUTE);
        for (Route route : routes.subList(0, routes.size() - 1)) {
            builder.add(HeaderName.ROUTE, route.address().toString());
        }
        return builder.build();
    }
}
