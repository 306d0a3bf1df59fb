package dev.ringback.paging;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.NameAddress;
import dev.ringback.header.dialog.CSeq;
import dev.ringback.message.SipRequest;
import dev.ringback.stack.Ids;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;

/// Makes requests outside of dialogs that form none, and are done with one answer: MESSAGE (RFC
/// 3428 §4) and OPTIONS (RFC 3261 §11.1).
public final class OneShot {
    /// The most octets of a MESSAGE that may meet a datagram on its way: RFC 3428 §8.
    public static final int LARGEST_MESSAGE = 1300;

    /// What our own Via and the credentials may add to a request before it is sent.
    private static final int RESERVE = 100;

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

    /// How many octets a MESSAGE is too long for a way on which nobody knows whether a datagram
    /// must take it; 0 where it fits. RFC 3428 §8.
    ///
    /// @param message the message without Via
    public static int excess(SipRequest.Builder message) {
        SipRequest whole =
                message.set(HeaderName.VIA, "SIP/2.0/UDP ringback.invalid;branch=z9hG4bK0").build();
        message.remove(HeaderName.VIA);
        return Math.max(0, whole.size() + RESERVE - LARGEST_MESSAGE);
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
