package dev.ringback.testkit;

import dev.ringback.cause.Reply;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Flow;
import dev.ringback.stack.TransactionUser;
import dev.ringback.transaction.ServerTransaction;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Stands in for a transaction user that can only be made once its stack exists.
final class LateUser implements TransactionUser {
    private @Nullable TransactionUser user;

    void become(TransactionUser real) {
        user = real;
    }

    @Override
    public @Nullable Reply refuse(SipRequest request, Flow flow) {
        return Objects.requireNonNull(user).refuse(request, flow);
    }

    @Override
    public void request(ServerTransaction transaction) {
        Objects.requireNonNull(user).request(transaction);
    }

    @Override
    public void ack(SipRequest ack, Flow flow) {
        Objects.requireNonNull(user).ack(ack, flow);
    }

    @Override
    public void response(SipResponse response, Flow flow) {
        Objects.requireNonNull(user).response(response, flow);
    }
}
