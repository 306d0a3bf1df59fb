package dev.ringback.proxy;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.NameAddress;
import dev.ringback.header.address.Contact;
import dev.ringback.header.route.RecordRoute;
import dev.ringback.header.route.Route;
import dev.ringback.header.security.Credentials;
import dev.ringback.header.security.ProxyAuthorization;
import dev.ringback.message.SipRequest;
import dev.ringback.stack.Destination;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.Transport;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Makes the copy of a request that goes to one target: RFC 3261 §16.6. It differs from what came
/// in only in the Request-URI, Max-Forwards, Record-Route, Route, Via, and in credentials that were
/// meant for us.
final class RequestForwarder {
    private static final int DEFAULT_MAX_FORWARDS = 70;

    /// The methods whose requests can set up a dialog.
    private static final Set<Method> DIALOG_FORMING =
            Set.of(Method.INVITE, Method.SUBSCRIBE, Method.NOTIFY, Method.REFER);

    private final SipStack stack;
    private final RelayToken tokens;
    private final Predicate<String> ownRealm;

    RequestForwarder(SipStack stack, RelayToken tokens, Predicate<String> ownRealm) {
        this.stack = stack;
        this.tokens = tokens;
        this.ownRealm = ownRealm;
    }

    /// The URI that the request is sent by when it goes to this target: its first Route, or the
    /// target.
    static Uri nextHop(SipRequest request, Uri target) {
        return request.has(HeaderName.ROUTE) ? RouteInformation.nextHop(request) : target;
    }

    /// The copy for a target that is reached at this destination.
    ///
    /// @param request what is forwarded
    /// @param target the Request-URI of the copy
    /// @param to where it is sent
    /// @param branch the branch of our Via
    /// @return the copy, or null where we have no socket that can send it there
    @Nullable SipRequest forward(ProxyRequest request, Uri target, Destination to, String branch) {
        ListenPoint local = stack.localFor(to);
        if (local == null) {
            return null;
        }
        SipRequest original = request.message();
        int hops = original.maxForwards();
        SipRequest.Builder copy =
                original.edit()
                        .requestUri(target)
                        .set(
                                HeaderName.MAX_FORWARDS,
                                Integer.toString(hops < 0 ? DEFAULT_MAX_FORWARDS : hops - 1));
        if (original.has(HeaderName.PROXY_AUTHORIZATION)) {
            dropOwnCredentials(copy);
        }
        if (DIALOG_FORMING.contains(original.method())) {
            recordRoute(request, target, local, copy);
        }
        if (original.has(HeaderName.ROUTE)) {
            serveStrictRouter(original, target, copy);
        }
        return copy.addFirst(HeaderName.VIA, local.via(branch).toString()).build();
    }

    /// Credentials for our realm are spent here, RFC 3261 §22.3.
    private void dropOwnCredentials(SipRequest.Builder copy) {
        copy.removeIf(HeaderName.PROXY_AUTHORIZATION, this::isOwn);
    }

    private boolean isOwn(String line) {
        Credentials credentials = ProxyAuthorization.FIELD.parse(line);
        String realm = credentials == null ? null : credentials.parameter("realm");
        return realm != null && ownRealm.test(realm);
    }

    /// RFC 3261 §16.6 step 4; two values where the transport changes, RFC 5658 §3.
    private void recordRoute(
            ProxyRequest request, Uri target, ListenPoint out, SipRequest.Builder copy) {
        String token = token(request, target);
        ListenPoint in = stack.localFor(request.flow());
        if (in != null && in.transport() != out.transport()) {
            copy.addFirst(HeaderName.RECORD_ROUTE, recordRoute(in, token));
        }
        copy.addFirst(HeaderName.RECORD_ROUTE, recordRoute(out, token));
    }

    private String token(ProxyRequest request, Uri target) {
        SipRequest message = request.message();
        boolean anywhere =
                switch (request.grant()) {
                    case ANYWHERE -> true;
                    // never more than the dialog's own token permits
                    case ENDS -> false;
                    case NONE -> request.sender() != null;
                };
        return anywhere
                ? tokens.open(message.callId())
                : tokens.between(message.callId(), back(message), nextHop(message, target));
    }

    /// Where requests of the callee go: to the last proxy before us, else to the caller's Contact.
    private static Uri back(SipRequest request) {
        RecordRoute proxy =
                request.has(HeaderName.RECORD_ROUTE)
                        ? request.read(RecordRoute.FIELD).first()
                        : null;
        if (proxy != null) {
            return proxy.address().uri();
        }
        Contact contact = request.read(Contact.FIELD).first();
        NameAddress address = contact == null ? null : contact.address();
        return address == null ? request.from().uri() : address.uri();
    }

    private static String recordRoute(ListenPoint point, String token) {
        StringBuilder value =
                new StringBuilder(80)
                        .append("<sip:")
                        .append(point.advertisedHost())
                        .append(':')
                        .append(point.advertisedPort());
        if (point.transport() != Transport.UDP) {
            String name = point.transport().name().toLowerCase(Locale.ROOT);
            value.append(";transport=").append(name);
        }
        return value.append(";lr;")
                .append(RouteInformation.TOKEN)
                .append('=')
                .append(token)
                .append('>')
                .toString();
    }

    /// A first Route without `lr` is a strict router: it wants itself as Request-URI and the target
    /// at the end of the route, RFC 3261 §16.6 step 6.
    private static void serveStrictRouter(
            SipRequest original, Uri target, SipRequest.Builder copy) {
        Route first = original.read(Route.FIELD).first();
        if (first != null && first.address().uri() instanceof SipUri uri && !uri.lr()) {
            copy.removeFirst(HeaderName.ROUTE)
                    .add(HeaderName.ROUTE, "<" + target + ">")
                    .requestUri(uri);
        }
    }
}
