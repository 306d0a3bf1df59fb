package dev.ringback.transfer;

import dev.ringback.dialog.Dialog;
import dev.ringback.dialog.DialogId;
import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.header.dialog.Replaces;
import dev.ringback.message.SipRequest;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import org.jspecify.annotations.Nullable;

/// What a REFER asks for: RFC 3515 §2.1, RFC 3892 §2.1, RFC 4488 §4. Immutable.
///
/// @param target whom the peer shall call, with the headers that its INVITE shall have
/// @param referrer who says so, for Referred-By; null to say nothing
/// @param told whether the peer shall tell how it goes; where not, it may still do so
public record ReferPlan(Uri target, @Nullable NameAddress referrer, boolean told) {
    /// The option-tag of RFC 4488.
    public static final String NO_SUBSCRIPTION = "norefersub";

    private static final String NO_TAG = "0";

    /// A blind transfer.
    public static ReferPlan blind(Uri target, @Nullable NameAddress referrer) {
        return new ReferPlan(target, referrer, true);
    }

    /// An attended transfer: the peer takes our place in a call that we have (RFC 5589 §7). The
    /// target of the REFER is the contact of the other end of that call.
    ///
    /// @param dialog the confirmed dialog of that call
    public static ReferPlan attended(Dialog dialog, @Nullable NameAddress referrer) {
        Uri target = dialog.remoteTarget();
        if (target instanceof SipUri sip) {
            DialogId id = dialog.id();
            Replaces replaces = Replaces.of(id.callId(), tag(id.remoteTag()), tag(id.localTag()));
            target =
                    sip.withoutHeaders()
                            .withHeader(HeaderName.REPLACES.canonical(), replaces.toString())
                            .withHeader(HeaderName.REQUIRE.canonical(), Replacements.TAG);
        }
        return new ReferPlan(target, referrer, true);
    }

    private static String tag(String tag) {
        return tag.isEmpty() ? NO_TAG : tag;
    }

    /// This without a subscription.
    public ReferPlan untold() {
        return new ReferPlan(target, referrer, false);
    }

    void write(SipRequest.Builder refer) {
        refer.set(HeaderName.REFER_TO, NameAddress.of(target).toString());
        if (referrer != null) {
            refer.set(HeaderName.REFERRED_BY, referrer.toString());
        }
        if (!told) {
            refer.set(HeaderName.REFER_SUB, "false").set(HeaderName.SUPPORTED, NO_SUBSCRIPTION);
        }
    }
}
