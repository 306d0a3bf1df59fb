package dev.ringback.app;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Policy;
import dev.ringback.cause.Reply;
import dev.ringback.core.ServerCore;
import dev.ringback.core.ServerServices;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.runtime.Core;
import dev.ringback.stack.Backlog;
import dev.ringback.stack.Flow;
import dev.ringback.stack.LateUser;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.Priority;
import dev.ringback.stack.SipStack;
import dev.ringback.transaction.ServerTransaction;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The server's core on one shard of the runtime: counts, and while the server drains turns new
/// work away.
final class ShardCore extends LateUser implements Core {
    /// Seconds after which another server, or this one started anew, may be tried.
    private static final String RETRY_AFTER = "10";

    private final Function<List<ListenPoint>, ServerServices> services;
    private final Counters counters;
    private final BooleanSupplier draining;
    private Backlog backlog = Backlog.NONE;

    ShardCore(
            Function<List<ListenPoint>, ServerServices> services,
            Counters counters,
            BooleanSupplier draining) {
        this.services = services;
        this.counters = counters;
        this.draining = draining;
    }

    @Override
    public void watch(Backlog outside) {
        backlog = outside;
    }

    @Override
    public void start(SipStack shardStack, int shard) {
        become(new ServerCore(shardStack, services.apply(shardStack.listenPoints()), backlog));
    }

    @Override
    public @Nullable Reply refuse(SipRequest request, Flow flow) {
        return draining.getAsBoolean() && Priority.of(request) != Priority.ONGOING
                ? shuttingDown(request)
                : super.refuse(request, flow);
    }

    private static Reply shuttingDown(SipRequest request) {
        return new Reply(
                SipResponse.replyTo(request, 503)
                        .statelessTag()
                        .reason("Server Is Shutting Down")
                        .set(HeaderName.RETRY_AFTER, RETRY_AFTER)
                        .build(),
                new Cause.Denied(Policy.SHUTTING_DOWN));
    }

    @Override
    public void request(ServerTransaction transaction) {
        SipRequest request = transaction.request();
        super.request(transaction);
        count(request, transaction.answered());
    }

    /// A request that only led to a challenge comes a second time and is counted then.
    private void count(SipRequest request, boolean answered) {
        if (request.method().equals(Method.REGISTER)) {
            if (request.has(HeaderName.AUTHORIZATION)) {
                counters.registrations.increment();
            }
        } else if (request.method().equals(Method.INVITE) && request.to().tag() == null) {
            if (!answered || request.has(HeaderName.PROXY_AUTHORIZATION)) {
                counters.calls.increment();
            }
        }
    }
}
