package dev.ringback.paging;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.NameAddress;
import dev.ringback.header.dialog.CSeq;
import dev.ringback.header.route.Route;
import dev.ringback.message.SipRequest;
import dev.ringback.stack.Ids;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.util.List;

/// Makes requests outside of dialogs that form none, and are done with one answer: MESSAGE (RFC
/// 3428 §4) and OPTIONS (RFC 3261 §11.1).
public final class OneShot {
    /// The most octets of a MESSAGE that may meet a datagram on its way: RFC 3428 §8.
    public static final int LARGEST_MESSAGE = 1300;

    private OneShot() {}

    /// An OPTIONS without Via. It has no body, and asks for session descriptions.
    ///
    /// @param target whom it asks
    /// @param from who asks; a tag is added
    public static SipRequest.Builder options(Uri target, NameAddress from, Ids ids) {
        return request(Method.OPTIONS, target, from, ids).set(HeaderName.ACCEPT, "application/sdp");
    }

    /// A MESSAGE without Via. It has no Contact: RFC 3428 §4 (it forms no dialog).
    ///
    /// @param target for whom it is
    /// @param from who sends it; a tag is added
    /// @param type what the body is, such as `text/plain;charset=utf-8`
    public static SipRequest.Builder message(
            Uri target, NameAddress from, Ids ids, String type, byte[] body) {
        return request(Method.MESSAGE, target, from, ids).body(type, body);
    }

    /// Whether a MESSAGE is longer than may go over a datagram, and nothing says that it will not:
    /// neither its Request-URI nor its first Route asks for a stream.
    ///
    /// @param message the message with its Via
    /// @param routes the proxies that it will pass where it has no Route
    public static boolean tooLong(SipRequest message, List<NameAddress> routes) {
        if (message.size() <= LARGEST_MESSAGE) {
            return false;
        }
        Route first = message.read(Route.FIELD).first();
        Uri direct = routes.isEmpty() ? message.requestUri() : routes.getFirst().uri();
        Uri next = first == null ? direct : first.address().uri();
        return !(next instanceof SipUri sip) || !stream(sip);
    }

    private static boolean stream(SipUri uri) {
        String transport = uri.transportParameter();
        return uri.secure() || (transport != null && !transport.equalsIgnoreCase("udp"));
    }

    /// A request outside of dialogs without Via: RFC 3261 §8.1.1. To is the target without its
    /// parameters.
    public static SipRequest.Builder request(Method method, Uri target, NameAddress from, Ids ids) {
        return SipRequest.builder(method, target)
                .set(HeaderName.MAX_FORWARDS, "70")
                .set(HeaderName.FROM, from.withParameter("tag", ids.tag()).toString())
                .set(HeaderName.TO, NameAddress.of(named(target)).toString())
                .set(HeaderName.CALL_ID, ids.callId())
                .set(HeaderName.CSEQ, new CSeq(1, method).toString());
    }

    private static Uri named(Uri target) {
        return target instanceof SipUri sip ? sip.withoutHeaders().withoutParameters() : target;
    }
}
