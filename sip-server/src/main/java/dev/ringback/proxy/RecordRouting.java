package dev.ringback.proxy;

import dev.ringback.flow.FlowRule;
import dev.ringback.flow.FlowTokens;
import dev.ringback.flow.FlowUse;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.NameAddress;
import dev.ringback.header.address.Contact;
import dev.ringback.header.feature.Supported;
import dev.ringback.header.route.RecordRoute;
import dev.ringback.header.route.Via;
import dev.ringback.message.SipRequest;
import dev.ringback.stack.Destination;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.Transport;
import dev.ringback.uri.Uri;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Keeps us on the path of a dialog: RFC 3261 §16.6 step 4. Two values where the request leaves by
/// another transport, address or port than it came by, so that each side finds us where it can
/// reach us and no response has to be rewritten: RFC 5658 §5.
///
/// Requests within a dialog get them too where they can refresh it: an endpoint that lost its
/// memory learns the route anew.
final class RecordRouting {
    /// The methods whose requests can set up or refresh a dialog.
    private static final Set<Method> DIALOG_FORMING =
            Set.of(Method.INVITE, Method.SUBSCRIBE, Method.NOTIFY, Method.REFER);

    private final SipStack stack;
    private final RelayToken tokens;
    private final FlowTokens flows;

    /// Where a copy goes.
    ///
    /// @param target the place
    /// @param to where it is sent
    /// @param out by where it leaves
    record Way(Target target, Destination to, ListenPoint out) {}

    RecordRouting(SipStack stack, RelayToken tokens, FlowTokens flows) {
        this.stack = stack;
        this.tokens = tokens;
        this.flows = flows;
    }

    static boolean due(Method method) {
        return DIALOG_FORMING.contains(method);
    }

    /// Writes our values above those of others.
    ///
    /// Where a side is reached by its flow, its value names that flow, and there are two values, so
    /// that the last one that a request passes is that of the side to which it goes (RFC 5626
    /// §5.3).
    ///
    /// @param request what is forwarded
    /// @param way where the copy goes
    /// @param copy the copy
    void write(ProxyRequest request, Way way, SipRequest.Builder copy) {
        String token = RouteInformation.TOKEN + '=' + token(request, way.target());
        String caller = named(callersFlow(request));
        String callee = named(calleesFlow(way));
        ListenPoint in = stack.localFor(request.flow());
        boolean two = !caller.isEmpty() || !callee.isEmpty();
        boolean secure = secure(request.message(), way.target());
        if (in != null && (two || !samePlace(in, way.out()))) {
            boolean both = secure && in.transport().secure();
            copy.addFirst(HeaderName.RECORD_ROUTE, value(in, both, token + caller));
        }
        copy.addFirst(HeaderName.RECORD_ROUTE, value(way.out(), secure, token + callee));
    }

    /// Keeps us on the way to a client that registers elsewhere and whose next hop we are: RFC 5626
    /// §5.1, RFC 3327 §5.2.
    ///
    /// @param request the REGISTER
    /// @param out by where it leaves
    /// @param copy the copy
    void writePath(ProxyRequest request, ListenPoint out, SipRequest.Builder copy) {
        SipRequest message = request.message();
        Contact contact = message.read(Contact.FIELD).first();
        if (contact == null || message.read(Via.FIELD).values().size() != 1) {
            return;
        }
        Uri uri = contact.uri();
        boolean outbound = contact.regId() > 0;
        boolean path =
                message.read(Supported.FIELD).values().stream().anyMatch("path"::equalsIgnoreCase);
        boolean reached = uri != null && FlowRule.of(message, uri, request.flow()) != null;
        if (outbound || (path && reached)) {
            String own = RouteInformation.FLOW + '=' + flows.inPath(request.flow());
            copy.addFirst(HeaderName.PATH, value(out, false, outbound ? "ob;" + own : own));
        }
    }

    private String named(@Nullable FlowUse use) {
        return use == null ? "" : ';' + RouteInformation.FLOW + '=' + flows.inDialog(use);
    }

    /// The flow by which the caller is reached; none where another proxy is in between.
    private static @Nullable FlowUse callersFlow(ProxyRequest request) {
        SipRequest message = request.message();
        Contact contact =
                message.has(HeaderName.RECORD_ROUTE) ? null : message.read(Contact.FIELD).first();
        NameAddress address = contact == null ? null : contact.address();
        return address == null ? null : FlowRule.of(message, address.uri(), request.flow());
    }

    private static @Nullable FlowUse calleesFlow(Way way) {
        FlowUse use = way.target().flow();
        return use != null && use.flow().equals(way.to()) ? use : null;
    }

    private static boolean samePlace(ListenPoint in, ListenPoint out) {
        return in.transport() == out.transport()
                && in.advertisedPort() == out.advertisedPort()
                && in.advertisedHost().equals(out.advertisedHost());
    }

    /// Whether the Request-URI of the copy is a SIPS URI, or the first value of its Route.
    private static boolean secure(SipRequest request, Target target) {
        return target.uri().secure() || target.nextHop(request).secure();
    }

    private String token(ProxyRequest request, Target target) {
        SipRequest message = request.message();
        boolean anywhere =
                switch (request.grant()) {
                    case ANYWHERE -> true;
                    // never more than the dialog's own token permits
                    case ENDS -> false;
                    case NONE -> request.sender() != null;
                };
        if (anywhere) {
            return tokens.open(message.callId());
        }
        // a proxy of a path need not stay in the dialog
        List<Uri> ends =
                target.path().isEmpty()
                        ? List.of(back(message), target.nextHop(message))
                        : List.of(back(message), target.nextHop(message), target.uri());
        return tokens.among(message.callId(), ends);
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

    /// SIPS only where the request goes to a SIPS URI: RFC 3261 §16.6 step 4. Of a SIPS URI `ws`
    /// is WSS, RFC 7118 §5.
    ///
    /// Deviation: of a SIP URI over TLS `transport=tls` is written, which RFC 5658 §6.2 forbids; an
    /// address and a port say it in no other way, and telephones know no other (ADR 0038).
    private static String value(ListenPoint point, boolean secure, String parameters) {
        Transport transport = point.transport();
        StringBuilder value =
                new StringBuilder(80)
                        .append(secure ? "<sips:" : "<sip:")
                        .append(point.advertisedHost())
                        .append(':')
                        .append(point.advertisedPort());
        if (transport == Transport.WSS && secure) {
            value.append(";transport=ws");
        } else if (transport != Transport.UDP && !secure) {
            value.append(";transport=").append(transport.uriParameter());
        }
        return value.append(";lr;").append(parameters).append('>').toString();
    }
}
