package dev.ringback.core;

import dev.ringback.cause.Reply;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Flow;
import dev.ringback.stack.TransactionUser;
import dev.ringback.transaction.ServerTransaction;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Stands in for a core that can only be made once its stack exists.
final class Late implements TransactionUser {
    @Nullable TransactionUser delegate;

    @Override
    public @Nullable Reply refuse(SipRequest request, Flow flow) {
        return Objects.requireNonNull(delegate).refuse(request, flow);
    }

    @Override
    public void request(ServerTransaction transaction) {
        Objects.requireNonNull(delegate).request(transaction);
    }

    @Override
    public void ack(SipRequest ack, Flow flow) {
        Objects.requireNonNull(delegate).ack(ack, flow);
    }

    @Override
    public void response(SipResponse response, Flow flow) {
        Objects.requireNonNull(delegate).response(response, flow);
    }
}
