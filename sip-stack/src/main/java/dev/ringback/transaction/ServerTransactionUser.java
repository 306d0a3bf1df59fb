package dev.ringback.transaction;

import dev.ringback.message.SipRequest;

/// Who answers a server transaction. Attach it with [ServerTransaction#attach] to hear what happens
/// to the transaction.
public interface ServerTransactionUser {
    /// What is told by [#failed].
    enum Failure {
        /// Nothing was answered before the client's Timer F ended, RFC 4320 §4.2.
        NOT_ANSWERED,
        /// The ACK of the final response never came: Timer H.
        NO_ACK,
        /// The last response did not reach the client.
        NOT_SENT
    }

    /// The client cancelled this INVITE before a final response; the CANCEL is answered already
    /// (RFC 3261 §9.2).
    default void cancelled(SipRequest cancel) {}

    /// An ACK arrived: for the non-2xx final response, or in the Accepted state for a 2xx.
    default void acknowledged(SipRequest ack) {}

    /// The last response did not reach the client, or its ACK never came, or nothing was answered
    /// in time.
    default void failed(Failure failure) {}

    /// The connection ended on which this INVITE came, before a final response was given. Responses
    /// go to the place that its Via names (RFC 3261 §18.2.2), where somebody may or may not listen.
    default void flowClosed() {}

    /// A fault of our own has answered this request with 500: what else runs for it has to end.
    default void faulted() {}

    /// Whether it has to hear what becomes of a transaction after its final response: the ACK,
    /// failures, and the end. Where nobody has to, little is kept of a transaction that only waits
    /// for repetitions.
    default boolean hearsEnd() {
        return true;
    }

    /// The transaction is over and forgotten.
    default void terminated() {}
}
