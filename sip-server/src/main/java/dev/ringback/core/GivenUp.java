package dev.ringback.core;

import dev.ringback.cause.Cause;
import dev.ringback.cause.CauseGraph;
import dev.ringback.cause.Finding;
import dev.ringback.cause.Store;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Ids;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.transaction.ServerTransactionUser;

/// A caller that gives up while nobody works for it but a store, or whose request has no time left
/// meanwhile.
///
/// @param late what it waits for, as the cause of having waited too long
record GivenUp(ServerTransaction transaction, Ids ids, Cause late)
        implements ServerTransactionUser {
    /// While a store looks for bindings.
    ///
    /// @param whose of whom
    static GivenUp lookingFor(ServerTransaction transaction, Ids ids, Object whose) {
        return new GivenUp(
                transaction,
                ids,
                new Cause.StoreAnswered(Store.LOCATION, Finding.TIMED_OUT, whose.toString()));
    }

    @Override
    public void cancelled(SipRequest cancel) {
        transaction.respond(
                SipResponse.replyTo(transaction.request(), 487).toTag(ids.tag()).build(),
                new Cause.Cancelled());
    }

    @Override
    public void failed(Failure failure) {
        if (transaction.ended()) {
            transaction.note(
                    CauseGraph.NO_ATTEMPT,
                    switch (failure) {
                        case NOT_ANSWERED, NO_ACK -> late;
                        case NOT_SENT ->
                                new Cause.TransportFailed(transaction.flow(), "response not sent");
                    });
            transaction.leaveUnanswered();
        }
    }

    @Override
    public boolean hearsEnd() {
        return false;
    }
}
