package dev.ringback.transaction;

import dev.ringback.header.dialog.CSeq;
import dev.ringback.message.SipRequest;
import org.jspecify.annotations.Nullable;

/// What two requests have in common that are one request on two ways: RFC 3261 §8.2.2.2.
///
/// @param callId the Call-ID
/// @param fromTag the tag in From; null where a client of RFC 2543 wrote none
/// @param sequence the CSeq
record MergeKey(String callId, @Nullable String fromTag, CSeq sequence) {
    static MergeKey of(SipRequest request) {
        return new MergeKey(request.callId(), request.from().tag(), request.cSeq());
    }
}
