package dev.ringback.sip;

import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;

/// Signs and encrypts what an agent sends, and opens what it gets: RFC 3261 §23. Called on the
/// stack's thread: it must answer at once. Module `sip-smime` implements it.
public interface BodyProtection {
    /// A request of ours before it is sent; what it does not protect it gives back as it is.
    ///
    /// @param request the request without Via
    SipRequest.Builder outgoing(SipRequest.Builder request);

    /// A response of ours before it is sent.
    default SipResponse.Builder outgoing(SipResponse.Builder response) {
        return response;
    }

    /// A message that came.
    Opened incoming(SipMessage message);

    /// What a message turned out to be.
    sealed interface Opened {
        /// It can be used.
        ///
        /// @param message the message with its inner body; the same where it was not protected
        record Readable(SipMessage message) implements Opened {}

        /// It is encrypted for somebody else: 493 with our certificate (§21.4.26).
        ///
        /// @param certificate the body of the 493
        record Undecipherable(Body certificate) implements Opened {}

        /// It was changed on its way, or its signature is wrong.
        ///
        /// @param status the response code for it
        /// @param reason what is wrong
        record Refused(int status, String reason) implements Opened {}
    }
}
