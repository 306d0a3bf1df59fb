package dev.ringback.transfer;

import dev.ringback.message.SipResponse;
import dev.ringback.reaction.SipFailure;

/// What becomes of a REFER of ours: RFC 3515 §2.4.
public sealed interface TransferEvent {
    /// The peer will do it.
    ///
    /// @param response its 2xx
    /// @param told whether it will tell how that goes: it need not where we said so (RFC 4488)
    record Accepted(SipResponse response, boolean told) implements TransferEvent {}

    /// How far the peer's request got.
    ///
    /// @param status 100 to 199
    /// @param reason the phrase beside it; may be empty
    record Progress(int status, String reason) implements TransferEvent {}

    /// What the peer's request came to. Nothing follows.
    ///
    /// @param status 200 to 699: below 300 it went well
    /// @param reason the phrase beside it; may be empty
    record Done(int status, String reason) implements TransferEvent {
        /// Whether the peer reached whom we named.
        public boolean success() {
            return status < 300;
        }
    }

    /// The peer does not do it. Nothing follows.
    ///
    /// @param failure why
    record Refused(SipFailure failure) implements TransferEvent {}

    /// Nobody tells any more how it goes. Nothing follows.
    ///
    /// @param why in a few words
    record Lost(String why) implements TransferEvent {}
}
