package dev.ringback.reaction;

import dev.ringback.cause.Cause;
import dev.ringback.message.SipResponse;

/// Who has a [Failover] done, and hears of it.
interface FailoverUser {
    /// The number of the sending that begins, from 1.
    int sends();

    /// Whether there may be one more sending.
    boolean maySend();

    /// Whether the next server is asked after this response.
    boolean leaves(SipResponse response);

    /// A provisional response came.
    void progress(SipResponse response, Sent sent);

    /// A 2xx came.
    void succeeded(SipResponse response, Sent sent);

    /// The last server, or the only one that is asked, refused.
    void refused(SipResponse response, Sent sent);

    /// No server had anything to say.
    ///
    /// @param cause what became of the last one
    /// @param silent whether it was reached, as far as is known
    void lost(Cause cause, boolean silent);

    /// A server refused, and the next one is asked.
    void next(SipResponse response, Sent sent);

    /// A server failed, and the next one is asked.
    void next(Cause cause);
}
