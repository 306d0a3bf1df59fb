package dev.ringback.testkit.agent;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.NameAddress;
import dev.ringback.header.address.Contact;
import dev.ringback.header.route.RecordRoute;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.uri.Uri;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One side's half of a dialog, RFC 3261 §12: what it needs to make requests.
final class CallDialog {
    final CallBook.DialogName name;
    private final String from;
    private final String to;
    private final Uri remoteTarget;
    private final List<NameAddress> routes;
    private long sequence;

    @Nullable SipRequest ack;
    boolean ended;

    private CallDialog(
            CallBook.DialogName name,
            String from,
            String to,
            Uri remoteTarget,
            List<NameAddress> routes,
            long sequence) {
        this.name = name;
        this.from = from;
        this.to = to;
        this.remoteTarget = remoteTarget;
        this.routes = routes;
        this.sequence = sequence;
    }

    /// The caller's half, from its INVITE and a 2xx (§12.1.2).
    static CallDialog caller(SipRequest invite, SipResponse ok) {
        return new CallDialog(
                nameOf(ok),
                value(ok, HeaderName.FROM),
                value(ok, HeaderName.TO),
                target(ok, invite.requestUri()),
                recorded(ok).reversed(),
                invite.cSeq().number());
    }

    /// The callee's half, from an INVITE and its own 2xx (§12.1.1).
    static CallDialog callee(SipRequest invite, SipResponse ok) {
        return new CallDialog(
                nameOf(ok),
                value(ok, HeaderName.TO),
                value(ok, HeaderName.FROM),
                target(invite, invite.from().uri()),
                recorded(invite),
                0);
    }

    /// Where the next request of this dialog goes: the first route, or the remote target. Routers
    /// are loose.
    Uri nextHop() {
        return routes.isEmpty() ? remoteTarget : routes.getFirst().uri();
    }

    /// A new request with the next CSeq number.
    SipRequest.Builder request(Method method) {
        sequence++;
        return build(method, sequence);
    }

    /// The ACK of this dialog's 2xx: the number of the INVITE (§13.2.2.4).
    SipRequest.Builder acknowledgement() {
        return build(Method.ACK, sequence);
    }

    private SipRequest.Builder build(Method method, long number) {
        SipRequest.Builder builder = SipRequest.builder(method, remoteTarget);
        for (NameAddress route : routes) {
            builder.add(HeaderName.ROUTE, route.toString());
        }
        return builder.set(HeaderName.MAX_FORWARDS, "70")
                .set(HeaderName.FROM, from)
                .set(HeaderName.TO, to)
                .set(HeaderName.CALL_ID, name.callId())
                .set(HeaderName.CSEQ, number + " " + method.name());
    }

    static CallBook.DialogName nameOf(SipMessage message) {
        return new CallBook.DialogName(
                message.callId(), tag(message.from().tag()), tag(message.to().tag()));
    }

    private static Uri target(SipMessage message, Uri otherwise) {
        Contact contact = message.read(Contact.FIELD).first();
        return contact != null && contact.uri() != null ? contact.uri() : otherwise;
    }

    private static List<NameAddress> recorded(SipMessage message) {
        return message.read(RecordRoute.FIELD).values().stream().map(RecordRoute::address).toList();
    }

    private static String value(SipMessage message, HeaderName name) {
        return Objects.requireNonNull(message.value(name));
    }

    private static String tag(@Nullable String tag) {
        return tag == null ? "" : tag;
    }
}
