package dev.ringback.app;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Policy;
import dev.ringback.cause.Reply;
import dev.ringback.core.ServerCore;
import dev.ringback.core.ShardMemory;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.location.AddressOfRecord;
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
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The server's core on one shard: takes the version that is in force when a request begins,
/// counts, and while the server drains turns new work away.
///
/// Each version has a [ServerCore] of its own on each shard. What waits holds on to the core that
/// it began with, and so to its version, until it ends; nobody has to look that up.
final class ShardCore extends LateUser implements Core {
    /// Seconds after which another server, or this one started anew, may be tried.
    private static final String RETRY_AFTER = "10";

    private final Function<List<ListenPoint>, ServerVersion> begin;
    private final Supplier<ServerVersion> current;
    private final Counters counters;
    private final BooleanSupplier draining;
    private Backlog backlog = Backlog.NONE;
    private @Nullable ShardMemory memory;

    /// The number of the version that new requests get.
    private int adopted;

    /// @param begin the version of the start, by the addresses at which it is heard
    /// @param current the version that is in force
    ShardCore(
            Function<List<ListenPoint>, ServerVersion> begin,
            Supplier<ServerVersion> current,
            Counters counters,
            BooleanSupplier draining) {
        this.begin = begin;
        this.current = current;
        this.counters = counters;
        this.draining = draining;
    }

    @Override
    public void watch(Backlog outside) {
        backlog = outside;
    }

    @Override
    public void start(SipStack shardStack, int shard) {
        ServerVersion first = begin.apply(shardStack.listenPoints());
        memory = new ShardMemory(shardStack, first.services().location(), backlog);
        adopt(first);
    }

    /// Works by a version from now on.
    private void adopt(ServerVersion version) {
        if (version.number() != adopted) {
            become(new ServerCore(version.services(), Objects.requireNonNull(memory)));
            adopted = version.number();
        }
    }

    /// Wakes the phones of users who are registered before their bindings end. On the shard's
    /// thread, after [#start].
    void remind(List<AddressOfRecord> users) {
        Objects.requireNonNull(memory).remind(users);
    }

    /// Comes before each [#request], in the same step: here a request gets its version.
    @Override
    public @Nullable Reply refuse(SipRequest request, Flow flow) {
        adopt(current.get());
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
        boolean invites = request.method().equals(Method.INVITE) && request.to().tag() == null;
        if (invites && (!answered || request.has(HeaderName.PROXY_AUTHORIZATION))) {
            counters.calls.increment();
        }
    }
}
