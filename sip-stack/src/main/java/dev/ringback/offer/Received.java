package dev.ringback.offer;

import dev.ringback.header.HeaderName;
import dev.ringback.header.notice.Warning;
import dev.ringback.message.SipResponse;
import dev.ringback.sdp.SessionDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a message of the peer means for the session description: RFC 3264, RFC 6337.
public sealed interface Received {
    /// Nothing: it has no description, or one that counts for nothing here.
    record Nothing() implements Received {}

    /// An offer that is taken. Its answer is in the next message that can carry it:
    /// [OfferAnswer#send].
    ///
    /// @param offer what the peer offers
    /// @param answer what we shall answer
    record Offered(SessionDescription offer, SessionDescription answer) implements Received {}

    /// The answer to our offer, or a preview of it: the media side knows.
    ///
    /// @param answer the peer's answer
    record Answer(SessionDescription answer) implements Received {}

    /// The request has to be refused: 400, 488, 491 or 500. What was agreed before holds on.
    ///
    /// @param status the response code
    /// @param reason a phrase for it; null for the usual one
    /// @param warning more about it; null where there is none
    /// @param capabilities what we could take (RFC 3264 §9); null where that does not matter
    record Refused(
            int status,
            @Nullable String reason,
            @Nullable Warning warning,
            @Nullable SessionDescription capabilities)
            implements Received {
        private static final int MOST_SECONDS = 10;

        static Refused of(int status) {
            return new Refused(status, null, null, null);
        }

        static Refused of(Answered.Unacceptable why) {
            List<SessionDescription> able = why.capabilities();
            return new Refused(
                    488,
                    null,
                    new Warning(why.warning(), "ringback", why.text()),
                    able.isEmpty() ? null : able.getFirst());
        }

        /// Writes what goes with it into the response: Retry-After with 500 (RFC 3261 §14.2, RFC
        /// 3311 §5.2), Warning and body with 488.
        ///
        /// @param response a response with this status
        /// @param seed any number, from which the seconds of Retry-After are taken
        public void write(SipResponse.Builder response, int seed) {
            if (reason != null) {
                response.reason(reason);
            }
            if (status == 500) {
                int seconds = Math.floorMod(seed, MOST_SECONDS + 1);
                response.set(HeaderName.RETRY_AFTER, Integer.toString(seconds));
            }
            if (warning != null) {
                response.set(Warning.FIELD, warning);
            }
            if (capabilities != null) {
                response.body(OfferAnswer.TYPE, capabilities.toBytes());
            }
        }
    }

    /// A response or ACK that leaves the session without an agreement: it has to end. Where it has
    /// an offer that cannot be taken, the next message still answers it and refuses each stream
    /// (RFC 6337 §2.3).
    ///
    /// @param why what is wrong
    record Broken(String why) implements Received {}
}
