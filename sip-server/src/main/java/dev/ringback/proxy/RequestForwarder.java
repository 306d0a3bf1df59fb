package dev.ringback.proxy;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.route.Route;
import dev.ringback.header.route.Via;
import dev.ringback.header.security.Credentials;
import dev.ringback.header.security.ProxyAuthorization;
import dev.ringback.identity.Border;
import dev.ringback.identity.Departure;
import dev.ringback.message.SipRequest;
import dev.ringback.overload.OverloadClient;
import dev.ringback.stack.Destination;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.SipStack;
import dev.ringback.stir.Signer;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import dev.ringback.uri.UriContext;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Makes the copy of a request that goes to one target: RFC 3261 §16.6. It differs from what came
/// in only in the Request-URI, Max-Forwards, Max-Breadth (RFC 5393 §5.3.3), Record-Route, Route,
/// Via, in credentials that were meant for us, and in what the [Border] keeps back.
final class RequestForwarder {
    private static final int DEFAULT_MAX_FORWARDS = 70;
    private static final String OVERLOAD = "oc";

    private final SipStack stack;
    private final RecordRouting recordRouting;
    private final Peers peers;
    private final Border border;
    private final Signer signer;

    RequestForwarder(
            SipStack stack, RecordRouting recordRouting, Peers peers, ProxyCore.Bounds bounds) {
        this.stack = stack;
        this.recordRouting = recordRouting;
        this.peers = peers;
        this.border = bounds.border();
        this.signer = bounds.signer();
    }

    /// What concerns the neighbours of a copy.
    ///
    /// @param ownRealm whose credentials are spent here
    /// @param overload with whom overload is controlled
    record Peers(Predicate<String> ownRealm, OverloadClient overload) {}

    /// What strangers may say and learn.
    Border border() {
        return border;
    }

    /// A copy's own part of what it says of itself.
    ///
    /// @param branch the branch of our Via
    /// @param breadth its Max-Breadth
    /// @param full whether a signature of ours has to say all that it is over
    record Marks(String branch, int breadth, boolean full) {}

    /// The copy for a target that is reached at this destination.
    ///
    /// @param request what is forwarded
    /// @param target where it goes: the Request-URI of the copy, and what precedes its Route
    /// @param to where it is sent
    /// @param marks what the copy says of itself
    /// @return the copy, or null where we have no socket that can send it there
    @Nullable SipRequest forward(ProxyRequest request, Target target, Destination to, Marks marks) {
        ListenPoint local = stack.localFor(to);
        if (local == null) {
            return null;
        }
        SipRequest original = leaving(request, target, to, marks.full());
        Uri requestUri =
                target.uri() instanceof SipUri uri
                        ? uri.permittedIn(UriContext.REQUEST_URI)
                        : target.uri();
        int hops = original.maxForwards();
        SipRequest.Builder copy =
                original.edit()
                        .requestUri(requestUri)
                        .set(
                                HeaderName.MAX_FORWARDS,
                                Integer.toString(hops < 0 ? DEFAULT_MAX_FORWARDS : hops - 1))
                        .set(HeaderName.MAX_BREADTH, Integer.toString(marks.breadth()));
        if (original.has(HeaderName.PROXY_AUTHORIZATION)) {
            dropOwnCredentials(copy);
        }
        if (RecordRouting.due(original.method())) {
            recordRouting.write(request, new RecordRouting.Way(target, to, local), copy);
        }
        if (original.method().equals(Method.REGISTER)) {
            recordRouting.writePath(request, local, copy);
        }
        if (original.has(HeaderName.ROUTE)) {
            serveStrictRouter(original, requestUri, copy);
        }
        Via upstream = original.topVia();
        if (upstream.parameters().has(OVERLOAD)) {
            copy.replaceFirst(HeaderName.VIA, withoutOverload(upstream).toString());
        }
        String via = peers.overload.offered(local.viaText(marks.branch()), to);
        return copy.addFirst(HeaderName.VIA, via).build();
    }

    /// What the client offered to us is nobody else's business, RFC 7339 §5.6. Our responses have
    /// it again.
    private static Via withoutOverload(Via via) {
        return via.withoutParameter(OVERLOAD).withoutParameter("oc-algo");
    }

    private SipRequest leaving(ProxyRequest request, Target target, Destination to, boolean full) {
        if (border.idle() && signer.equals(Signer.NONE)) {
            return target.preloaded(request.message());
        }
        Departure departure = departure(request, target, to);
        SipRequest message = border.idle() ? departure.message() : border.leaving(departure);
        return signer.sign(
                new Signer.Signable(message, target.uri(), departure.sender(), full),
                stack.wallClock());
    }

    /// A request on its way to a target. Who sent what belongs to a dialog was proved at its
    /// beginning only.
    static Departure departure(ProxyRequest request, Target target, Destination to) {
        return new Departure(
                target.preloaded(request.message()),
                request.grant().given() ? null : request.sender(),
                target.nextHop(request.message()),
                to);
    }

    /// Credentials for our realm are spent here, RFC 3261 §22.3.
    private void dropOwnCredentials(SipRequest.Builder copy) {
        copy.removeIf(HeaderName.PROXY_AUTHORIZATION, this::isOwn);
    }

    private boolean isOwn(String line) {
        Credentials credentials = ProxyAuthorization.FIELD.parse(line);
        String realm = credentials == null ? null : credentials.parameter("realm");
        return realm != null && peers.ownRealm.test(realm);
    }

    /// A first Route without `lr` is a strict router: it wants itself as Request-URI and the target
    /// at the end of the route, RFC 3261 §16.6 step 6.
    private static void serveStrictRouter(
            SipRequest original, Uri target, SipRequest.Builder copy) {
        Route first = original.read(Route.FIELD).first();
        if (first != null && first.address().uri() instanceof SipUri uri && !uri.lr()) {
            copy.removeFirst(HeaderName.ROUTE)
                    .add(HeaderName.ROUTE, "<" + target + ">")
                    .requestUri(uri.permittedIn(UriContext.REQUEST_URI));
        }
    }
}
