package dev.ringback.transaction;

import dev.ringback.message.SipResponse;
import dev.ringback.stack.Flow;

/// Who sent a request and hears what becomes of it.
public interface ClientTransactionUser {
    /// A response arrived: any provisional one, one final one, and for an INVITE every 2xx that
    /// follows a 2xx.
    void response(ClientTransaction transaction, SipResponse response);

    /// No final response will come.
    void failed(ClientTransaction transaction, ClientFailure failure);

    /// The connection ended on which this INVITE was sent, after a provisional response: nothing
    /// more comes of it, unless the far end opens another one.
    ///
    /// @param flow the flow that is no more
    default void flowClosed(ClientTransaction transaction, Flow flow) {}

    /// Whether it has to hear what becomes of a transaction after its final response: that an ACK
    /// could not be sent, and the end. Where nobody has to, little is kept of a transaction that
    /// only waits for repetitions.
    default boolean hearsEnd() {
        return true;
    }

    /// The transaction is over and forgotten.
    default void terminated(ClientTransaction transaction) {}
}
