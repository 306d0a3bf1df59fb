package dev.ringback.app;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Policy;
import dev.ringback.core.ServerCore;
import dev.ringback.core.ServerServices;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.runtime.Core;
import dev.ringback.stack.Flow;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.SipStack;
import dev.ringback.transaction.ServerTransaction;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The server's core on one shard of the runtime: counts, and while the server drains turns new
/// work away.
final class ShardCore implements Core {
    /// Seconds after which another server, or this one started anew, may be tried.
    private static final String RETRY_AFTER = "10";

    private final Function<List<ListenPoint>, ServerServices> services;
    private final Counters counters;
    private final BooleanSupplier draining;
    private @Nullable SipStack stack;
    private @Nullable ServerCore core;

    ShardCore(
            Function<List<ListenPoint>, ServerServices> services,
            Counters counters,
            BooleanSupplier draining) {
        this.services = services;
        this.counters = counters;
        this.draining = draining;
    }

    @Override
    public void start(SipStack shardStack, int shard) {
        stack = shardStack;
        core = new ServerCore(shardStack, services.apply(shardStack.listenPoints()));
    }

    @Override
    public void request(ServerTransaction transaction) {
        if (draining.getAsBoolean() && transaction.request().to().tag() == null) {
            turnAway(transaction);
            return;
        }
        SipRequest request = transaction.request();
        core().request(transaction);
        count(request, transaction.answered());
    }

    @Override
    public void ack(SipRequest ack, Flow flow) {
        core().ack(ack, flow);
    }

    @Override
    public void response(SipResponse response, Flow flow) {
        core().response(response, flow);
    }

    private ServerCore core() {
        return Objects.requireNonNull(core, "the shard has not started");
    }

    private void turnAway(ServerTransaction transaction) {
        String tag = Objects.requireNonNull(stack, "the shard has not started").ids().tag();
        transaction.respond(
                SipResponse.replyTo(transaction.request(), 503)
                        .toTag(tag)
                        .reason("Server Is Shutting Down")
                        .set(HeaderName.RETRY_AFTER, RETRY_AFTER)
                        .build(),
                new Cause.Denied(Policy.SHUTTING_DOWN));
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
