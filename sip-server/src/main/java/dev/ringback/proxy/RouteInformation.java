package dev.ringback.proxy;

import dev.ringback.admission.Domains;
import dev.ringback.header.HeaderName;
import dev.ringback.header.route.Route;
import dev.ringback.message.SipRequest;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes our own addresses out of a request's route: RFC 3261 §16.4.
final class RouteInformation {
    /// The parameter of our Record-Route URIs that carries the [RelayToken].
    static final String TOKEN = "rt";

    private final Domains domains;
    private final RelayToken tokens;

    RouteInformation(Domains domains, RelayToken tokens) {
        this.domains = domains;
        this.tokens = tokens;
    }

    /// A request whose route no longer names us.
    ///
    /// @param request the request as it is to be routed
    /// @param grant what the Record-Route of ours permits that it came on
    record Routed(SipRequest request, Grant grant) {}

    /// Undoes a strict router's rewriting and removes the Route values that are ours, both of them
    /// where we wrote two.
    Routed preprocess(SipRequest request) {
        boolean strict =
                token(request.requestUri()) != null && domains.serves(request.requestUri());
        String token = strict ? token(request.requestUri()) : null;
        SipRequest routed = strict ? undoStrictRoute(request) : request;
        if (routed.has(HeaderName.ROUTE)) {
            List<Route> routes = routed.read(Route.FIELD).values();
            int ours = 0;
            while (ours < routes.size() && domains.serves(routes.get(ours).address().uri())) {
                String found = token(routes.get(ours).address().uri());
                token = found == null ? token : found;
                ours++;
            }
            routed = withoutFirst(routed, ours);
        }
        Grant grant =
                token == null || routed.to().tag() == null
                        ? Grant.NONE
                        : tokens.grant(token, routed.callId(), nextHop(routed));
        return new Routed(routed, grant);
    }

    /// The URI that says where a request goes next: its first Route, else its Request-URI.
    static Uri nextHop(SipRequest request) {
        Route first = request.has(HeaderName.ROUTE) ? request.read(Route.FIELD).first() : null;
        return first == null ? request.requestUri() : first.address().uri();
    }

    private static @Nullable String token(Uri uri) {
        return uri instanceof SipUri sip ? sip.parameter(TOKEN) : null;
    }

    private static SipRequest withoutFirst(SipRequest request, int count) {
        if (count == 0) {
            return request;
        }
        SipRequest.Builder builder = request.edit();
        for (int i = 0; i < count; i++) {
            builder.removeFirst(HeaderName.ROUTE);
        }
        return builder.build();
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
