package dev.ringback.it.why;

import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.runtime.Core;
import dev.ringback.stack.Flow;
import dev.ringback.stack.SipStack;
import dev.ringback.transaction.ServerTransaction;

/// A core that does nothing with what reaches it.
final class NoCore implements Core {
    @Override
    public void start(SipStack stack, int shard) {}

    @Override
    public void request(ServerTransaction transaction) {}

    @Override
    public void ack(SipRequest ack, Flow flow) {}

    @Override
    public void response(SipResponse response, Flow flow) {}
}
