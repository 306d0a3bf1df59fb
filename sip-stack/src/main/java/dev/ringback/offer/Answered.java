package dev.ringback.offer;

import dev.ringback.sdp.SessionDescription;
import java.util.List;

/// What the media side makes of an offer, RFC 3264 §6.
public sealed interface Answered {
    /// It takes it.
    ///
    /// @param answer the answer
    record Accepted(SessionDescription answer) implements Answered {}

    /// It cannot take any of it: 488, or 606 where no endpoint of the user can.
    ///
    /// @param warning a warn-code of RFC 3261 §20.43: 300 to 307, 330, 331, 370, 399
    /// @param text what the warning says
    /// @param capabilities what it could take (RFC 3264 §9), for the body of the refusal
    record Unacceptable(int warning, String text, List<SessionDescription> capabilities)
            implements Answered {
        /// Copies the list.
        public Unacceptable {
            capabilities = List.copyOf(capabilities);
        }
    }
}
