package dev.ringback.message;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.NameAddress;
import dev.ringback.header.address.Contact;
import dev.ringback.header.route.RecordRoute;
import dev.ringback.header.route.Route;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which addresses of a user agent's messages have to be SIPS URIs: RFC 3261 §8.1.1.8 and §12.1.1,
/// RFC 5630 §5.1. What is none yet becomes one; nothing becomes less than it is.
public final class SipsAddresses {
    private SipsAddresses() {}

    /// A request of a user agent as it may leave: for a SIPS URI all of its Route and its Contact
    /// are SIPS; where the first Route alone is, its Contact is. The Contacts of a REGISTER are its
    /// own matter.
    public static SipRequest leaving(SipRequest request) {
        boolean asked = request.requestUri().secure();
        if (!asked && !request.has(HeaderName.ROUTE)) {
            return request;
        }
        List<Route> routes = request.read(Route.FIELD).values();
        boolean first = !routes.isEmpty() && routes.getFirst().address().uri().secure();
        SipRequest routed = asked && !routes.isEmpty() ? routed(request, routes) : request;
        boolean contact = (asked || first) && !request.method().equals(Method.REGISTER);
        return contact ? reached(routed) : routed;
    }

    private static SipRequest routed(SipRequest request, List<Route> routes) {
        if (routes.stream().allMatch(route -> route.address().uri().secure())) {
            return request;
        }
        SipRequest.Builder copy = request.edit().remove(HeaderName.ROUTE);
        routes.forEach(route -> copy.add(HeaderName.ROUTE, secured(route.address()).toString()));
        return copy.build();
    }

    private static SipRequest reached(SipRequest request) {
        List<Contact> contacts = request.read(Contact.FIELD).values();
        NameAddress only = contacts.size() == 1 ? contacts.getFirst().address() : null;
        return only == null || only.uri().secure()
                ? request
                : request.edit().set(HeaderName.CONTACT, secured(only).toString()).build();
    }

    /// The Contact of the answer to a request that sets up or refreshes a dialog: §12.1.1. SIPS
    /// where the Request-URI is, or the first Record-Route, or without one the Contact.
    public static NameAddress answering(SipRequest request, NameAddress contact) {
        Uri back = nextBack(request);
        boolean sips = request.requestUri().secure() || (back != null && back.secure());
        return sips ? secured(contact) : contact;
    }

    private static @Nullable Uri nextBack(SipRequest request) {
        if (request.has(HeaderName.RECORD_ROUTE)) {
            RecordRoute proxy = request.read(RecordRoute.FIELD).first();
            return proxy == null ? null : proxy.address().uri();
        }
        Contact contact = request.read(Contact.FIELD).first();
        return contact == null ? null : contact.uri();
    }

    /// An address as a SIPS URI, in which `transport=tls` has nothing more to say; what is no SIP
    /// URI stays as it is.
    public static NameAddress secured(NameAddress address) {
        if (!(address.uri() instanceof SipUri sip) || sip.secure()) {
            return address;
        }
        SipUri plain =
                "tls".equalsIgnoreCase(sip.transportParameter())
                        ? sip.withoutParameter("transport")
                        : sip;
        return new NameAddress(address.displayName(), plain.withSecure(true), address.parameters());
    }
}
