package dev.ringback.runtime;

import dev.ringback.resolver.DnsResolver;
import dev.ringback.socket.Binder;
import dev.ringback.socket.BoundSocket;
import dev.ringback.socket.ListenAddress;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Input;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.StackConfig;
import dev.ringback.stack.Transport;
import dev.ringback.transport.Traffic;
import dev.ringback.transport.TransportContext;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stacks on real sockets: the event loops, the shards on them and all that is open. Its methods
/// may be called from any thread, but [#start] and [#close] not from a shard's.
public final class SipRuntime implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SipRuntime.class);
    private static final long CLOSE_MILLIS = 2_000;

    private final EventLoopGroup loops;
    private final ShardContext context;
    private final List<ListenPoint> listenPoints;
    private final AtomicBoolean closed = new AtomicBoolean();

    private SipRuntime(EventLoopGroup loops, ShardContext context, List<ListenPoint> listenPoints) {
        this.loops = loops;
        this.context = context;
        this.listenPoints = List.copyOf(listenPoints);
    }

    /// Binds every listen address, makes a shard's core for each loop, and opens for traffic.
    ///
    /// @throws ListenException where an address cannot be had; nothing stays open then
    public static SipRuntime start(RuntimeConfig config, CoreFactory cores) throws ListenException {
        Binder binder = new Binder(config.backend());
        EventLoopGroup loops =
                new MultiThreadIoEventLoopGroup(
                        config.shards(),
                        new DefaultThreadFactory("ringback-shard", true),
                        binder.loops());
        List<SingleThreadEventLoop> each = new ArrayList<>();
        List<List<BoundSocket>> bound = new ArrayList<>();
        for (EventExecutor loop : loops) {
            each.add((SingleThreadEventLoop) loop);
            bound.add(new ArrayList<>());
        }
        try {
            bindAll(config, binder, each, bound);
            bindGroups(config, binder, each.getFirst(), bound.getFirst());
            SipRuntime runtime = assemble(config, loops, bound.getFirst());
            for (int i = 0; i < each.size(); i++) {
                runtime.addShard(i, config, cores, each.get(i), bound.get(i));
            }
            runtime.open();
            return runtime;
        } catch (ListenException | RuntimeException | Error e) {
            bound.forEach(sockets -> sockets.forEach(BoundSocket::close));
            shutDown(loops);
            throw e;
        }
    }

    /// Every shard gets a socket for every address; the first one decides what a port 0 becomes.
    private static void bindAll(
            RuntimeConfig config,
            Binder binder,
            List<SingleThreadEventLoop> loops,
            List<List<BoundSocket>> bound)
            throws ListenException {
        boolean groups = config.listen().stream().anyMatch(ListenAddress::group);
        for (ListenAddress listen : config.listen()) {
            if (listen.group()) {
                continue;
            }
            try {
                Binder.Sharing first =
                        loops.size() == 1 && !groups ? Binder.Sharing.ALONE : Binder.Sharing.FIRST;
                BoundSocket socket = binder.bind(loops.getFirst(), listen, first);
                bound.getFirst().add(socket);
                ListenAddress real = new ListenAddress(listen.transport(), socket.local());
                for (int i = 1; i < loops.size(); i++) {
                    bound.get(i).add(binder.bind(loops.get(i), real, Binder.Sharing.JOIN));
                }
            } catch (IOException e) {
                throw new ListenException(listen, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ListenException(listen, e);
            }
        }
    }

    /// The first shard hears the groups, on the networks of the other sockets.
    private static void bindGroups(
            RuntimeConfig config,
            Binder binder,
            SingleThreadEventLoop loop,
            List<BoundSocket> bound)
            throws ListenException {
        for (ListenAddress listen : config.listen()) {
            if (listen.group()) {
                try {
                    bound.add(binder.bindGroup(loop, listen, Networks.of(config.listen())));
                } catch (IOException e) {
                    throw new ListenException(listen, e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new ListenException(listen, e);
                }
            }
        }
    }

    private static SipRuntime assemble(
            RuntimeConfig config, EventLoopGroup loops, List<BoundSocket> sockets) {
        TransportContext transport =
                new TransportContext(
                        config.backend(),
                        config.transportLimits(),
                        config.parseLimits(),
                        config.secure());
        ShardContext context =
                new ShardContext(
                        new Shards(config.shards()),
                        config.clock(),
                        transport,
                        new DnsResolver(config.dns()),
                        new ShardContext.Observers(
                                config.notices(), config.tap(), config.watches(), config.gate()),
                        config.mailbox());
        List<ListenPoint> points = new ArrayList<>();
        sockets.stream()
                .filter(socket -> !socket.group())
                .forEach(socket -> points(config, socket).forEach(points::add));
        config.outgoing().forEach(own -> points.add(Advertised.outgoing(own)));
        return new SipRuntime(loops, context, points);
    }

    private static Stream<ListenPoint> points(RuntimeConfig config, BoundSocket socket) {
        ListenPoint main = Advertised.point(socket.transport(), socket.local(), config.advertise());
        ListenPoint loopback = config.everyAddress() ? Advertised.loopback(main) : main;
        boolean same = loopback.advertisedHost().equals(main.advertisedHost());
        return same ? Stream.of(main) : Stream.of(main, loopback);
    }

    private void addShard(
            int index,
            RuntimeConfig config,
            CoreFactory cores,
            SingleThreadEventLoop loop,
            List<BoundSocket> bound) {
        StackConfig stackConfig =
                new StackConfig(
                        config.timers(),
                        listenPoints,
                        new SecureIds(),
                        context.clock().wallClockAtStart());
        Core core = cores.create(index);
        SipStack stack = new SipStack(stackConfig, core);
        Shard shard = new Shard(index, context, loop, stack, bound);
        context.shards().add(shard);
        core.watch(shard.backlog());
        core.start(stack, index);
    }

    private void open() {
        context.shards().forEach(shard -> shard.onLoop(shard.transport()::start));
        LOG.info("listening on {} with {} shards", listenPoints, context.shards().size());
    }

    /// What is listened on, with real ports, in the order of the configuration.
    public List<ListenPoint> listenPoints() {
        return listenPoints;
    }

    /// How many shards there are.
    public int shards() {
        return context.shards().size();
    }

    /// The number of the shard that owns a call.
    public int shardOf(String callId) {
        return context.shards().indexOf(callId);
    }

    /// Runs an action in its turn on the shard that owns a call.
    public void execute(String callId, Consumer<SipStack> action) {
        execute(shardOf(callId), action);
    }

    /// Runs an action in its turn on a shard's stack; it is lost where the runtime is closed.
    public void execute(int shard, Consumer<SipStack> action) {
        Shard on = context.shards().at(shard);
        on.post(new Input.Command(() -> action.accept(on.stack())));
    }

    /// The domains that the far end of a flow proved with its certificate, in lower case: RFC 5922
    /// §7. None where it showed none.
    public Set<String> provedDomains(Flow flow) {
        return context.transport().table().domains(flow);
    }

    /// What passed the sockets so far.
    public Traffic.Counts traffic() {
        return context.transport().traffic().counts();
    }

    /// How many stream connections there are now, of the transports that have such.
    public Map<Transport, Long> connections() {
        return context.transport().traffic().open();
    }

    /// Stops accepting connections. What is open, and datagrams, go on until [#close].
    public void drain() {
        context.shards().forEach(shard -> shard.onLoop(shard.transport()::stopAccepting));
    }

    /// Closes every socket and ends the loops, within 2 s.
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            context.shards().forEach(shard -> shard.onLoop(shard.transport()::close));
            shutDown(loops);
            context.transport().close();
            context.resolver().close();
        }
    }

    private static void shutDown(EventLoopGroup loops) {
        Future<?> end = loops.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        if (!end.awaitUninterruptibly(CLOSE_MILLIS + 500)) {
            LOG.warn("event loops did not end within {} ms", CLOSE_MILLIS);
        }
    }
}
