package dev.ringback.sip;

import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Signs and encrypts what an agent sends, and opens what it gets: RFC 3261 §23. Called on the
/// stack's thread: it must answer at once. Module `sip-smime` implements it.
public interface BodyProtection {
    /// The types of body that the agent takes because it can open them.
    List<String> types();

    /// A request of ours that is about to leave, each time that it is sent. What is not to be
    /// protected it leaves as it is.
    ///
    /// @param request complete, with its Via, but for an ACK of a 2xx
    void outgoing(SipRequest.Builder request);

    /// A response of ours that is about to leave, complete.
    ///
    /// @param request what it answers, as it came
    default void outgoing(SipResponse.Builder response, SipRequest request) {}

    /// A message that came.
    Opened incoming(SipMessage message);

    /// A peer could not decipher a request of ours and answers 493, perhaps with its certificate.
    ///
    /// @param response the 493
    /// @return whether it makes sense to send the request again: [#outgoing] is asked again then
    boolean undecipherable(SipResponse response);

    /// What a message turned out to be.
    sealed interface Opened {
        /// It can be used.
        ///
        /// @param message the message with its inner body; the same where it was not protected
        record Usable(SipMessage message) implements Opened {}

        /// It is encrypted for somebody else: 493 with our certificate (§23.2).
        ///
        /// @param certificate the body of the 493; null where we have none
        record Undecipherable(@Nullable Body certificate) implements Opened {}

        /// It was changed on its way, its signer is not to be relied on, or it is secured in a way
        /// that is not known here.
        ///
        /// @param status the response code for it
        /// @param reason what is wrong, for the reason phrase
        record Refused(int status, String reason) implements Opened {}
    }
}
