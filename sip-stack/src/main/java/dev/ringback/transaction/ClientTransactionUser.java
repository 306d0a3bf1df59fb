package dev.ringback.transaction;

import dev.ringback.message.SipResponse;

/// Who sent a request and hears what becomes of it.
public interface ClientTransactionUser {
    /// A response arrived: any provisional one, one final one, and for an INVITE every 2xx that
    /// follows a 2xx.
    void response(ClientTransaction transaction, SipResponse response);

    /// No final response will come.
    void failed(ClientTransaction transaction, ClientFailure failure);

    /// The transaction is over and forgotten.
    default void terminated(ClientTransaction transaction) {}
}
