package dev.ringback.dialog;

import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import org.jspecify.annotations.Nullable;

/// What names a dialog on one side: RFC 3261 §12.
///
/// @param callId the Call-ID
/// @param localTag the own tag
/// @param remoteTag the peer's tag; empty where the peer is so old that it has none
public record DialogId(String callId, String localTag, String remoteTag) {
    /// The dialog that a request from the peer belongs to: our tag is in To.
    public static DialogId received(SipRequest request) {
        return new DialogId(request.callId(), tag(request.to().tag()), tag(request.from().tag()));
    }

    /// The dialog that a response from the peer belongs to, or forms: our tag is in From.
    public static DialogId received(SipResponse response) {
        return new DialogId(
                response.callId(), tag(response.from().tag()), tag(response.to().tag()));
    }

    /// The dialog as the peer names it.
    public DialogId mirrored() {
        return new DialogId(callId, /* localTag= */ remoteTag, /* remoteTag= */ localTag);
    }

    /// Whether a message stands in a dialog at all, or forms one: its To has a tag.
    public static boolean named(SipMessage message) {
        return message.to().tag() != null;
    }

    private static String tag(@Nullable String tag) {
        return tag == null ? "" : tag;
    }
}
