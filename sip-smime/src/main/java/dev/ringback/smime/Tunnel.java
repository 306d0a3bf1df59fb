package dev.ringback.smime;

import dev.ringback.body.BodyPart;
import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.header.Parameters;
import dev.ringback.header.content.ContentType;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.uri.SipUri;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Sends a whole message as the body of itself, so that its header fields are signed or encrypted
/// as well: RFC 3261 §23.4. What comes out of one is read with [Tunnelled].
///
/// ```java
/// BodyPart inner = Tunnel.of(request);
/// SipRequest outer = Tunnel.around(Tunnel.anonymous(request), Signing.sign(inner, key, now));
/// ```
public final class Tunnel {
    /// What tells of the sender and nothing to the network: §23.4.1.2. The other fields of that
    /// list (Require, Supported, Expires and so on) steer user agents, ours too, which act by the
    /// outer message only.
    static final List<HeaderName> TELLING =
            List.of(
                    HeaderName.SUBJECT,
                    HeaderName.REPLY_TO,
                    HeaderName.ORGANIZATION,
                    HeaderName.ALERT_INFO,
                    HeaderName.ERROR_INFO,
                    HeaderName.IN_REPLY_TO,
                    HeaderName.USER_AGENT,
                    HeaderName.SERVER);

    private Tunnel() {}

    /// A message with its body as a `message/sip`, octet for octet: what is to be signed or
    /// encrypted. It should have a Date (§23.4.1).
    public static BodyPart of(SipMessage message) {
        return BodyPart.of(ContentType.of("message", "sip"), message.toBytes());
    }

    /// Some header fields of a message as a `message/sipfrag` (RFC 3893 §2): From, To, Call-ID,
    /// CSeq, Contact and Date, those that say who calls whom when. Without its body, so that the
    /// rest can be seen and changed on the way.
    public static BodyPart identity(SipMessage message) {
        List<HeaderName> names =
                List.of(
                        HeaderName.FROM,
                        HeaderName.TO,
                        HeaderName.CALL_ID,
                        HeaderName.CSEQ,
                        HeaderName.CONTACT,
                        HeaderName.DATE);
        StringBuilder text = new StringBuilder(256);
        for (HeaderName name : names) {
            for (String value : message.values(name)) {
                text.append(name).append(": ").append(value).append("\r\n");
            }
        }
        text.append("\r\n");
        return BodyPart.of(
                ContentType.of("message", "sipfrag"),
                text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /// A request with another body: the one that secures it.
    public static SipRequest around(SipRequest outer, BodyPart secured) {
        SipRequest.Builder builder = outer.edit();
        Entities.put(builder, secured);
        return builder.build();
    }

    /// A response with another body: the one that secures it.
    public static SipResponse around(SipResponse outer, BodyPart secured) {
        SipResponse.Builder builder = outer.edit();
        Entities.put(builder, secured);
        return builder.build();
    }

    /// A request that does not say who sends it, for the outside of a tunnel: an anonymous From
    /// with the same tag (§23.4.3, RFC 3323 §4.1.1.3), and nothing of what else tells of the
    /// sender. Contact, Via and Call-ID stay, since answers have to arrive.
    public static SipRequest anonymous(SipRequest request) {
        String tag = request.from().tag();
        Parameters parameters = tag == null ? Parameters.NONE : Parameters.NONE.with("tag", tag);
        SipUri uri = SipUri.of(false, "anonymous", "anonymous.invalid", -1);
        NameAddress from = new NameAddress("Anonymous", uri, parameters);
        SipRequest.Builder builder = request.edit().set(HeaderName.FROM, from.toString());
        TELLING.forEach(builder::remove);
        return builder.build();
    }
}
