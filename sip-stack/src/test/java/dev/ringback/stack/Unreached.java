package dev.ringback.stack;

import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.transaction.ServerTransaction;

/// A core that nothing reaches: what comes is dropped.
public final class Unreached implements TransactionUser {
    /// One of them.
    public Unreached() {}

    @Override
    public void request(ServerTransaction transaction) {}

    @Override
    public void ack(SipRequest ack, Flow flow) {}

    @Override
    public void response(SipResponse response, Flow flow) {}
}
