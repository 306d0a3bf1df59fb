package dev.ringback.stack;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Reply;
import dev.ringback.header.route.Via;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.transaction.ServerTransaction;
import org.jspecify.annotations.Nullable;

/// Stands in for a transaction user that can only be made once its stack exists. Nothing may reach
/// the stack before [#become].
public class LateUser implements TransactionUser {
    private @Nullable TransactionUser user;

    /// One that is nobody yet.
    public LateUser() {}

    /// Passes everything on to a user from now on.
    public final void become(TransactionUser real) {
        user = real;
    }

    @Override
    public @Nullable Reply refuse(SipRequest request, Flow flow) {
        return user().refuse(request, flow);
    }

    @Override
    public boolean boundsAnswers(Flow flow) {
        return user().boundsAnswers(flow);
    }

    @Override
    public Via told(Via offer, Flow flow) {
        return user().told(offer, flow);
    }

    @Override
    public SipResponse explained(SipResponse response, Cause cause, Flow flow) {
        return user().explained(response, cause, flow);
    }

    private TransactionUser user() {
        if (user == null) {
            throw new IllegalStateException("there is no transaction user yet");
        }
        return user;
    }

    @Override
    public void request(ServerTransaction transaction) {
        user().request(transaction);
    }

    @Override
    public void ack(SipRequest ack, Flow flow) {
        user().ack(ack, flow);
    }

    @Override
    public void response(SipResponse response, Flow flow) {
        user().response(response, flow);
    }

    @Override
    public SipResponse relayed(SipResponse response, Flow to) {
        return user().relayed(response, to);
    }

    @Override
    public void flowClosed(Flow flow, String reason) {
        user().flowClosed(flow, reason);
    }
}
