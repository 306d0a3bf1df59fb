package dev.ringback.bench.load;

import dev.ringback.bench.socket.Endpoint;
import dev.ringback.bench.socket.Link;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.Reading;
import dev.ringback.header.address.Contact;
import dev.ringback.header.route.RecordRoute;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.UriContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes the requests in the dialog that a 2xx began, and finds where they go: RFC 3261 §12.2.1.1.
final class InDialog {
    private static final int PORT = 5060;

    private final Options options;
    private final Naming naming;
    private String lastHop = "";
    private @Nullable Endpoint lastEndpoint;

    InDialog(Options options, Naming naming) {
        this.options = options;
        this.naming = naming;
    }

    /// What is wrong with the route set or the Contact of a 2xx, or null.
    static @Nullable String fault(SipResponse response) {
        Reading<Contact> contact = response.read(Contact.FIELD);
        if (contact.values().size() != 1 || target(response) == null) {
            return "200 without the one Contact";
        }
        Reading<RecordRoute> routes = response.read(RecordRoute.FIELD);
        boolean loose = routes.values().stream().allMatch(route -> isLoose(route));
        return routes.problem() == null && loose ? null : "200 with a Record-Route without lr";
    }

    private static boolean isLoose(RecordRoute route) {
        return route.uri() instanceof SipUri uri && uri.lr();
    }

    private static @Nullable SipUri target(SipResponse response) {
        Contact contact = response.read(Contact.FIELD).first();
        return contact != null && contact.uri() instanceof SipUri uri ? uri : null;
    }

    /// The ACK for a 2xx in which [#fault] found nothing.
    byte[] ack(SipResponse response, int number) {
        return request(Method.ACK, 1, Naming.Leg.ACK, response, number);
    }

    /// The BYE that follows it.
    byte[] bye(SipResponse response, int number) {
        return request(Method.BYE, 2, Naming.Leg.BYE, response, number);
    }

    private byte[] request(
            Method method, int cSeq, Naming.Leg leg, SipResponse response, int number) {
        String branch = naming.branch(leg, Template.digits(number));
        SipUri target = target(response);
        if (target == null) {
            throw new IllegalStateException("not checked");
        }
        Draft request =
                new Draft(method + " " + target.permittedIn(UriContext.REQUEST_URI) + " SIP/2.0")
                        .line(HeaderName.VIA, Requests.via(options, branch));
        for (RecordRoute route : response.read(RecordRoute.FIELD).values().reversed()) {
            request.line(HeaderName.ROUTE, route.toString());
        }
        return request.line(HeaderName.MAX_FORWARDS, "70")
                .copy(HeaderName.FROM, response)
                .copy(HeaderName.TO, response)
                .copy(HeaderName.CALL_ID, response)
                .line(HeaderName.CSEQ, cSeq + " " + method)
                .end();
    }

    /// The ACK for a refusal, which is part of the INVITE's transaction: RFC 3261 §17.1.1.3.
    SipRequest refusalAck(SipRequest invite, SipResponse response) {
        return SipRequest.derived(Method.ACK, invite.requestUri())
                .copy(HeaderName.VIA, invite)
                .set(HeaderName.MAX_FORWARDS, "70")
                .copy(HeaderName.FROM, invite)
                .copy(HeaderName.TO, response)
                .copy(HeaderName.CALL_ID, invite)
                .set(HeaderName.CSEQ, "1 ACK")
                .build();
    }

    /// The way that a request takes: to the first Route, else to its target. A name that would have
    /// to be looked up leads to the server under test.
    Link hop(SipResponse response, Link line) {
        List<RecordRoute> routes = response.read(RecordRoute.FIELD).values();
        SipUri next =
                routes.isEmpty()
                        ? target(response)
                        : routes.getLast().uri() instanceof SipUri uri ? uri : null;
        if (next == null || line.reliable()) {
            return line;
        }
        String hop = next.hostText() + ':' + (next.port() < 0 ? PORT : next.port());
        if (!hop.equals(lastHop)) {
            lastHop = hop;
            lastEndpoint = Endpoint.find(hop);
        }
        return lastEndpoint == null ? line : line.towards(lastEndpoint);
    }
}
