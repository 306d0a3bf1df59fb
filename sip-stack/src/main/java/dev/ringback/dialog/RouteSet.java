package dev.ringback.dialog;

import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.header.route.RecordRoute;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.util.ArrayList;
import java.util.List;

/// The proxies that the requests of a dialog pass, in order: RFC 3261 §12.1 and §12.2.1.1.
/// Immutable.
///
/// @param routes the addresses as they were recorded, with every parameter
public record RouteSet(List<NameAddress> routes) {
    /// Copies the list.
    public RouteSet {
        routes = List.copyOf(routes);
    }

    /// That of a caller: the Record-Route of the response from its end, §12.1.2. Values that cannot
    /// be read are left out.
    public static RouteSet ofResponse(SipMessage response) {
        return new RouteSet(recorded(response).reversed());
    }

    /// That of a callee: the Record-Route of the request from its beginning, §12.1.1.
    public static RouteSet ofRequest(SipRequest request) {
        return new RouteSet(recorded(request));
    }

    /// Whether the first proxy is a strict router, of RFC 2543: its URI has no `lr`.
    public boolean strict() {
        return !routes.isEmpty() && !loose(routes.getFirst().uri());
    }

    /// Writes Request-URI and Route of a request to a remote target, §12.2.1.1.
    public void apply(SipRequest.Builder request, Uri target) {
        request.remove(HeaderName.ROUTE);
        List<NameAddress> written = routes;
        if (strict()) {
            written = new ArrayList<>(routes.subList(1, routes.size()));
            written.add(NameAddress.of(target));
            request.requestUri(routes.getFirst().uri());
        } else {
            request.requestUri(target);
        }
        for (NameAddress route : written) {
            request.add(HeaderName.ROUTE, route.toString());
        }
    }

    private static boolean loose(Uri uri) {
        return !(uri instanceof SipUri sip) || sip.lr();
    }

    private static List<NameAddress> recorded(SipMessage message) {
        return message.read(RecordRoute.FIELD).values().stream().map(RecordRoute::address).toList();
    }
}
