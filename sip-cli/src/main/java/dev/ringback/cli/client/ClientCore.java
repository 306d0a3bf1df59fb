package dev.ringback.cli.client;

import dev.ringback.cause.Cause;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.runtime.Core;
import dev.ringback.stack.Flow;
import dev.ringback.stack.SipStack;
import dev.ringback.transaction.ServerTransaction;

/// The core of a command that only asks: whatever it is asked itself it refuses.
final class ClientCore implements Core {
    private String tag = "cli";

    @Override
    public void start(SipStack stack, int shard) {
        tag = stack.ids().tag();
    }

    @Override
    public void request(ServerTransaction transaction) {
        transaction.respond(
                SipResponse.replyTo(transaction.request(), 480).toTag(tag).build(),
                new Cause.Decided("a client answers nobody"));
    }

    @Override
    public void ack(SipRequest ack, Flow flow) {}

    @Override
    public void response(SipResponse response, Flow flow) {}
}
