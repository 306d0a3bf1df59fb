package dev.ringback.dialog;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.NameAddress;
import dev.ringback.header.address.Contact;
import dev.ringback.header.dialog.CSeq;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.uri.Uri;
import java.util.Objects;

/// One side's half of a dialog: RFC 3261 §12. It knows what requests in the dialog look like and
/// which of the peer's are in order; what they do is for its usages. One thread.
public final class Dialog {
    private static final String MAX_FORWARDS = "70";

    private final DialogId id;
    private final String local;
    private final String remote;
    private final boolean secure;
    private final SequenceNumbers numbers;
    private RouteSet routes;
    private Uri remoteTarget;
    private State state;

    /// What a dialog can be.
    public enum State {
        /// Formed by a provisional response.
        EARLY,
        /// Formed or confirmed by a 2xx, or by a NOTIFY.
        CONFIRMED,
        /// Over: it makes no requests any more.
        TERMINATED
    }

    private Dialog(DialogId id, Ends ends, SequenceNumbers numbers, RouteSet routes, State state) {
        this.id = id;
        this.local = ends.local();
        this.remote = ends.remote();
        this.secure = ends.secure();
        this.numbers = numbers;
        this.routes = routes;
        this.remoteTarget = ends.target();
        this.state = state;
    }

    /// Who talks to whom: the values of From and To, and where the peer is.
    private record Ends(String local, String remote, Uri target, boolean secure) {}

    /// The caller's half, from its request and the response that forms the dialog: §12.1.2. Where
    /// the peer sent no Contact that can be read, it is reached where the request went.
    ///
    /// @param request the request as it was sent
    /// @param response 101 to 299, with a tag in To
    public static Dialog ofCaller(SipRequest request, SipResponse response) {
        return new Dialog(
                DialogId.received(response),
                new Ends(
                        value(request, HeaderName.FROM),
                        value(response, HeaderName.TO),
                        target(response, request.requestUri()),
                        request.requestUri().secure()),
                SequenceNumbers.sent(request.cSeq().number()),
                RouteSet.ofResponse(response),
                state(response));
    }

    /// The callee's half, from a request and the response that forms the dialog: §12.1.1.
    ///
    /// @param request the request as it came
    /// @param response 101 to 299, with our tag in To
    public static Dialog ofCallee(SipRequest request, SipResponse response) {
        return new Dialog(
                DialogId.received(response).mirrored(),
                new Ends(
                        value(response, HeaderName.TO),
                        value(request, HeaderName.FROM),
                        target(request, request.from().uri()),
                        request.requestUri().secure()),
                SequenceNumbers.heard(request.cSeq().number()),
                RouteSet.ofRequest(request),
                state(response));
    }

    /// The subscriber's half, where the first NOTIFY comes before the response, or forms a dialog
    /// of its own: RFC 6665 §4.4.1.
    ///
    /// @param subscribe the request as it was sent
    /// @param notify the NOTIFY that came
    public static Dialog ofNotify(SipRequest subscribe, SipRequest notify) {
        SequenceNumbers numbers = SequenceNumbers.sent(subscribe.cSeq().number());
        numbers.heardInOrder(notify.cSeq().number());
        return new Dialog(
                DialogId.received(notify),
                new Ends(
                        value(subscribe, HeaderName.FROM),
                        value(notify, HeaderName.FROM),
                        target(notify, subscribe.requestUri()),
                        subscribe.requestUri().secure()),
                numbers,
                RouteSet.ofRequest(notify),
                State.CONFIRMED);
    }

    /// What names it.
    public DialogId id() {
        return id;
    }

    /// What it is now.
    public State state() {
        return state;
    }

    /// Whether the request that formed it asked for a `sips` URI: §12.1.1.
    public boolean secure() {
        return secure;
    }

    /// The address that the peer is known by: the value of its From or To.
    public String remoteAddress() {
        return remote;
    }

    /// The own address: the value of our From or To.
    public String localAddress() {
        return local;
    }

    /// Where requests of this dialog are for: the peer's last Contact.
    public Uri remoteTarget() {
        return remoteTarget;
    }

    /// The proxies on the way.
    public RouteSet routes() {
        return routes;
    }

    /// The numbers of both sides.
    public SequenceNumbers numbers() {
        return numbers;
    }

    /// A 2xx confirms an early dialog: its route set is made anew, nothing else changes
    /// (§13.2.2.4).
    public void confirm(SipResponse response) {
        if (state == State.EARLY) {
            state = State.CONFIRMED;
            routes = RouteSet.ofResponse(response);
            refreshTarget(response);
        }
    }

    /// Our own 2xx, or the peer's ACK, confirms an early dialog.
    public void confirm() {
        if (state == State.EARLY) {
            state = State.CONFIRMED;
        }
    }

    /// Ends it.
    public void terminate() {
        state = State.TERMINATED;
    }

    /// Takes over where the peer is from a target refresh: a re-INVITE, UPDATE or SUBSCRIBE in the
    /// dialog, or the response to one (§12.2.1.2, §12.2.2, RFC 6141 §4). A message without a
    /// readable Contact changes nothing.
    public void refreshTarget(SipMessage message) {
        remoteTarget = target(message, remoteTarget);
    }

    /// A request in this dialog with the next number, without Via: §12.2.1.1. Not for ACK and
    /// CANCEL.
    public SipRequest.Builder request(Method method) {
        return build(method, numbers.next());
    }

    /// The ACK of a 2xx, without Via: §13.2.2.4.
    ///
    /// @param number the CSeq number of the INVITE
    public SipRequest.Builder acknowledgement(long number) {
        return build(Method.ACK, number);
    }

    private SipRequest.Builder build(Method method, long number) {
        SipRequest.Builder builder = SipRequest.derived(method, remoteTarget);
        routes.apply(builder, remoteTarget);
        return builder.set(HeaderName.MAX_FORWARDS, MAX_FORWARDS)
                .set(HeaderName.FROM, local)
                .set(HeaderName.TO, remote)
                .set(HeaderName.CALL_ID, id.callId())
                .set(HeaderName.CSEQ, new CSeq(number, method).toString());
    }

    private static State state(SipResponse response) {
        return response.finalResponse() ? State.CONFIRMED : State.EARLY;
    }

    private static Uri target(SipMessage message, Uri otherwise) {
        Contact contact = message.read(Contact.FIELD).first();
        NameAddress address = contact == null ? null : contact.address();
        return address == null ? otherwise : address.uri();
    }

    private static String value(SipMessage message, HeaderName name) {
        return Objects.requireNonNull(message.value(name), name.toString());
    }

    @Override
    public String toString() {
        return id + " " + state;
    }
}
