package dev.ringback.core;

import dev.ringback.cause.Cause;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Ids;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.transaction.ServerTransactionUser;

/// A caller that gives up while nobody works for it but a store.
record GivenUp(ServerTransaction transaction, Ids ids) implements ServerTransactionUser {
    @Override
    public void cancelled(SipRequest cancel) {
        transaction.respond(
                SipResponse.replyTo(transaction.request(), 487).toTag(ids.tag()).build(),
                new Cause.Cancelled());
    }

    @Override
    public boolean hearsEnd() {
        return false;
    }
}
