package dev.ringback.session;

import dev.ringback.message.SipRequest;
import dev.ringback.reaction.Sent;
import dev.ringback.useragent.UserAgentCore;
import org.jspecify.annotations.Nullable;

/// The ACK of one 2xx: sent when the 2xx came, and once more for each repetition of it. RFC 3261
/// §13.2.2.4.
final class Acknowledgement {
    private final UserAgentCore core;
    private @Nullable Sent sent;

    Acknowledgement(UserAgentCore core) {
        this.core = core;
    }

    /// Sends it.
    ///
    /// @param ack the ACK without Via
    /// @param invite the INVITE as it was sent
    void send(SipRequest.Builder ack, SipRequest invite) {
        core.sender().acknowledge(ack, invite, found -> sent = found);
    }

    /// The 2xx came again. While the way is still being looked for, nothing is sent: the next
    /// repetition will be.
    void repeat() {
        if (sent != null) {
            core.stack().sendStateless(sent.request(), sent.to());
        }
    }
}
