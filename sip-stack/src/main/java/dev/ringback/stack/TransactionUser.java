package dev.ringback.stack;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Reply;
import dev.ringback.header.route.Via;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.transaction.ServerTransaction;
import org.jspecify.annotations.Nullable;

/// The core above the transactions (RFC 3261 §5): a user agent, proxy or registrar. Called on the
/// stack's thread only.
public interface TransactionUser {
    /// Asked about each new request before it gets a transaction, and not about a CANCEL that
    /// matches an INVITE. Who has too much to do refuses here, which costs no state (RFC 3261
    /// §8.2.7).
    ///
    /// @return the final response, its To tag made without state; null to go on
    default @Nullable Reply refuse(SipRequest request, Flow flow) {
        return null;
    }

    /// Whether answers to what comes from there must be hardly larger than it: over UDP, from who
    /// may have written another's address into it ([dev.ringback.amplification.AnswerSize]).
    /// [ServerTransaction#trust] ends that for a request.
    default boolean boundsAnswers(Flow flow) {
        return false;
    }

    /// The top Via of the responses to a request whose Via offers overload control, RFC 7339 §5.2.
    /// Asked for each response.
    ///
    /// @param offer the top Via of the request, stamped
    /// @param flow how the request came
    default Via told(Via offer, Flow flow) {
        return offer;
    }

    /// A final response as its client gets it: with what the client may know of the cause.
    ///
    /// @param cause what decided it
    /// @param flow how the request came
    default SipResponse explained(SipResponse response, Cause cause, Flow flow) {
        return response;
    }

    /// A new request, also a CANCEL that matches no INVITE. Retransmissions never come here.
    void request(ServerTransaction transaction);

    /// An ACK that matches no transaction: one for a 2xx, which travels end to end (RFC 3261
    /// §17.1.1.3).
    void ack(SipRequest ack, Flow flow);

    /// A response that answers no request of ours. It must not be forwarded (RFC 6026 §8.2).
    void response(SipResponse response, Flow flow);

    /// A further 2xx to an INVITE whose 2xx go upstream by themselves
    /// ([dev.ringback.transaction.ClientTransaction#relayTo]), as it shall go there.
    ///
    /// @param response the response without our Via
    /// @param to the flow on which the INVITE came
    default SipResponse relayed(SipResponse response, Flow to) {
        return response;
    }

    /// A flow is no more: its connection ended, or nothing answered a keep-alive on it (RFC 5626
    /// §4.4). What was sent on it and waits for a response is told by its own transaction.
    ///
    /// @param flow the flow, one of any shard
    /// @param reason what ended it
    default void flowClosed(Flow flow, String reason) {}
}
