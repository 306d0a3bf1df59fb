package dev.ringback.offer;

import dev.ringback.sdp.SessionDescription;
import org.jspecify.annotations.Nullable;

/// The media side of one session, which makes and takes session descriptions. Called on the stack's
/// thread: it must answer at once (sockets are open before).
public interface MediaControl {
    /// A new offer, or the present description with a new version: RFC 3264 §5, §8.
    ///
    /// @param wish what the session should become
    SessionDescription offer(Wish wish);

    /// The answer to an offer of the peer, RFC 3264 §6.
    Answered answer(SessionDescription offer);

    /// What makes an answer of the peer useless. That it has the streams of the offer was seen
    /// before.
    ///
    /// @param offer our offer
    /// @param answer the peer's answer
    /// @return null where it can be agreed on
    default @Nullable String fault(SessionDescription offer, SessionDescription answer) {
        return null;
    }

    /// An offer came in the 2xx of an INVITE of ours that had none; its answer goes into the ACK.
    /// Who has to ask somebody else for the answer first, as a third party that connects two others
    /// does (RFC 3725), runs `then` later: [#answer] is called then. The peer repeats its 2xx
    /// meanwhile, for 32 s at most. Where the call is ended before, [#answer] is called at once.
    ///
    /// @param then to be run on the stack's thread, once
    default void consider(SessionDescription offer, Runnable then) {
        then.run();
    }

    /// Offer and answer are exchanged: from now on media flow like this.
    ///
    /// @param agreed what was agreed
    void agreed(Agreed agreed);

    /// The last exchange failed: what was agreed before holds on (RFC 3261 §14.1).
    default void rejected() {}

    /// An offer within what the peer says that it can do, after 488 or 606.
    ///
    /// @param capabilities what the peer wrote into its refusal; null where it wrote nothing
    /// @return null where there is no such offer
    default @Nullable SessionDescription narrower(@Nullable SessionDescription capabilities) {
        return null;
    }

    /// The session is over.
    void closed();

    /// What a new offer is for.
    enum Wish {
        /// Media in both directions.
        TALK,
        /// The peer is put on hold: RFC 3264 §8.4.
        HOLD,
        /// Nothing changes: a refresh (RFC 4028 §7.4), or an offer that the peer asks for.
        SAME
    }

    /// What both sides agreed on.
    ///
    /// @param local the own description
    /// @param remote the peer's
    /// @param offered whether the own one was the offer
    record Agreed(SessionDescription local, SessionDescription remote, boolean offered) {}
}
