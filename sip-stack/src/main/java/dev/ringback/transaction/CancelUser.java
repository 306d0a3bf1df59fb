package dev.ringback.transaction;

import dev.ringback.message.SipResponse;

/// Waits for the answer to a CANCEL, which changes nothing: the INVITE's own final response tells
/// the outcome (RFC 3261
/// §9.1).
final class CancelUser implements ClientTransactionUser {
    static final CancelUser INSTANCE = new CancelUser();

    private CancelUser() {}

    @Override
    public void response(ClientTransaction transaction, SipResponse response) {}

    @Override
    public void failed(ClientTransaction transaction, ClientFailure failure) {}
}
