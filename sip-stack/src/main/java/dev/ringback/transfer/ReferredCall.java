package dev.ringback.transfer;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.header.address.AcceptContact;
import dev.ringback.header.address.ReferTo;
import dev.ringback.header.address.ReferredBy;
import dev.ringback.header.address.RejectContact;
import dev.ringback.header.address.RequestDisposition;
import dev.ringback.header.dialog.Replaces;
import dev.ringback.header.feature.Require;
import dev.ringback.header.notice.Subject;
import dev.ringback.message.SipRequest;
import dev.ringback.session.CallRequest;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The call that a REFER asks for: RFC 3515 §2.4.3, RFC 3892 §2.2.
///
/// @param target the value of Refer-To
/// @param referrer the value of Referred-By; null where there is none
/// @param from who calls, without tag
public record ReferredCall(ReferTo target, @Nullable ReferredBy referrer, NameAddress from) {
    /// What a stranger may write into our INVITE.
    private static final List<HeaderField<?>> HARMLESS =
            List.of(
                    Replaces.FIELD,
                    Require.FIELD,
                    Subject.FIELD,
                    AcceptContact.FIELD,
                    RejectContact.FIELD,
                    RequestDisposition.FIELD);

    /// Where the INVITE goes: the target without its headers and its method.
    public Uri uri() {
        return target.uri() instanceof SipUri sip
                ? sip.withoutHeaders().withoutParameter("method")
                : target.uri();
    }

    /// The call, without media.
    public CallRequest request() {
        return CallRequest.to(uri(), from).with(this::write);
    }

    /// Writes into the INVITE what the REFER says.
    public void write(SipRequest.Builder invite) {
        HARMLESS.forEach(field -> copy(field, invite));
        if (referrer != null) {
            invite.set(HeaderName.REFERRED_BY, referrer.toString());
        }
    }

    /// What cannot be read is left out.
    private <T> void copy(HeaderField<T> field, SipRequest.Builder invite) {
        List<T> values = target.embedded(field);
        if (!values.isEmpty()) {
            invite.setAll(field, values);
        }
    }
}
