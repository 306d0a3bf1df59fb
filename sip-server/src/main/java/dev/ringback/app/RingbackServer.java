package dev.ringback.app;

import dev.ringback.cluster.NodeAddress;
import dev.ringback.cluster.NodeLocation;
import dev.ringback.config.Listen;
import dev.ringback.config.ServerConfig;
import dev.ringback.config.storage.ClusterConfig;
import dev.ringback.config.trust.TrustConfig;
import dev.ringback.echo.EchoMedia;
import dev.ringback.identity.VerifiedPeers;
import dev.ringback.location.LocationService;
import dev.ringback.runtime.MonotonicClock;
import dev.ringback.runtime.SipRuntime;
import dev.ringback.socket.Backend;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stir.Stir;
import dev.ringback.subscribers.MemorySubscribers;
import dev.ringback.subscribers.Snapshot;
import dev.ringback.subscribers.Subscriber;
import dev.ringback.subscribers.SubscriberStore;
import dev.ringback.tls.TlsContext;
import dev.ringback.tls.TlsIdentity;
import dev.ringback.transport.Traffic;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running server: registrar, proxy and echo on real sockets. Its methods may be called from any
/// thread.
public final class RingbackServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RingbackServer.class);
    private static final Duration HOUSEKEEPING = Duration.ofSeconds(1);
    private static final int SWEPT_AT_ONCE = 2_000;
    private static final Duration QUIET = Duration.ofMillis(250);
    private static final Duration STEP = Duration.ofMillis(25);

    private final SipRuntime runtime;
    private final Counters counters;
    private final WatchedSources sources;
    private final @Nullable BanWatch bans;
    private final LocationService location;
    private final SubscribersWatch subscribers;
    private final AtomicBoolean draining;
    private final TlsContext tls;
    private final EchoMedia media;
    private final Thread housekeeper;

    private RingbackServer(Parts parts, SipRuntime runtime, EchoMedia media) {
        this.media = media;
        this.runtime = runtime;
        this.counters = parts.observers.counters;
        this.sources = parts.observers.sources;
        this.bans = parts.observers.bans;
        this.location = parts.kept.location;
        this.subscribers = parts.kept.subscribers;
        this.draining = parts.draining;
        this.tls = parts.tls;
        this.housekeeper =
                Thread.ofVirtual().name("housekeeper").start(() -> keepHouse(parts.watches));
    }

    /// What a server is made of before it has sockets.
    private record Parts(
            Observers observers,
            Kept kept,
            AtomicBoolean draining,
            TlsContext tls,
            List<Runnable> watches) {}

    /// What outlives a process.
    private record Kept(LocationService location, SubscribersWatch subscribers) {
        static Kept open(ServerConfig config, Stores stores, LongSupplier clock)
                throws IOException {
            List<Subscriber> configured = configuredUsers(config);
            LocationService location = RingbackServer.location(config, stores, clock);
            boolean opened = false;
            try {
                SubscriberStore store = stores.subscribers(config.storage());
                Kept kept = new Kept(location, new SubscribersWatch(store, configured));
                opened = true;
                return kept;
            } finally {
                if (!opened) {
                    location.close();
                }
            }
        }

        void close() {
            location.close();
            subscribers.close();
        }
    }

    /// Who hears what happens.
    private record Observers(Counters counters, WatchedSources sources, @Nullable BanWatch bans) {}

    /// Starts a server. When this returns it accepts traffic.
    ///
    /// @throws dev.ringback.runtime.ListenException when a socket cannot be had
    /// @throws IOException when the users cannot be read
    public static RingbackServer start(ServerConfig config) throws IOException {
        return start(config, EchoMedia.NONE, Stores.MEMORY);
    }

    /// Starts a server whose echo has sound, and whose users and bindings may outlive it. When this
    /// returns it accepts traffic.
    ///
    /// @param media the sound; closed with the server
    /// @param stores opens the stores, which are closed with the server
    /// @throws dev.ringback.runtime.ListenException when a socket cannot be had
    /// @throws IOException when a store cannot be opened or read
    public static RingbackServer start(ServerConfig config, EchoMedia media, Stores stores)
            throws IOException {
        MonotonicClock clock = new MonotonicClock();
        Kept kept = Kept.open(config, stores, clock::now);
        boolean started = false;
        try {
            RingbackServer server = start(config, media, kept, clock);
            started = true;
            return server;
        } finally {
            if (!started) {
                kept.close();
            }
        }
    }

    /// The store of bindings, as this node sees it where there may be others.
    private static LocationService location(ServerConfig config, Stores stores, LongSupplier clock)
            throws IOException {
        ClusterConfig cluster = config.storage().cluster();
        Listen self = cluster.among(config.network().listen());
        if (self == null || !config.storage().location().elsewhere()) {
            return stores.location(config.storage(), clock);
        }
        NodeAddress node =
                NodeAddress.of(self.transport(), self.address(), SecretFile.routes(config));
        LocationService store = stores.location(config.storage(), clock);
        return new NodeLocation(store, node, cluster.sharing(), stores.nodes(store, node.name()));
    }

    private static RingbackServer start(
            ServerConfig config, EchoMedia media, Kept kept, MonotonicClock clock)
            throws IOException {
        List<Runnable> watches = new ArrayList<>();
        RoutingWatch routing = new RoutingWatch(config.routing(), System.getenv());
        watches.add(routing::poll);
        TlsWatch tls = new TlsWatch(config.network().sockets().tls());
        watches.add(tls::poll);
        WatchedSources sources = new WatchedSources(config.limits().sources());
        BanWatch bans =
                config.data() == null ? null : new BanWatch(new BanFile(config.data()), sources);
        if (bans != null) {
            watches.add(bans::poll);
        }
        Parts parts =
                new Parts(
                        new Observers(new Counters(), sources, bans),
                        kept,
                        new AtomicBoolean(),
                        tls.context(),
                        List.copyOf(watches));
        Counters counters = parts.observers.counters;
        AtomicReference<@Nullable SipRuntime> started = new AtomicReference<>();
        Assembly assembly =
                new Assembly(
                        config,
                        kept.subscribers.users(),
                        kept.location,
                        routing,
                        new Assembly.Outside(
                                sources,
                                stir(config),
                                media,
                                proved(started),
                                SecretFile.routes(config)));
        SipRuntime runtime =
                SipRuntime.start(
                        RuntimeSettings.of(config, clock, counters, sources, parts.tls),
                        _ -> new ShardCore(assembly::services, counters, parts.draining::get));
        started.set(runtime);
        return new RingbackServer(parts, runtime, media);
    }

    /// What peers prove over TLS; nothing until the sockets are open.
    private static VerifiedPeers proved(AtomicReference<@Nullable SipRuntime> started) {
        return flow -> {
            SipRuntime runtime = flow.transport().secure() ? started.get() : null;
            return runtime == null ? Set.of() : runtime.provedDomains(flow);
        };
    }

    /// Checks what can be checked without sockets: that the users and the certificates can be read.
    /// Changes nothing in the store.
    ///
    /// @return the number of users
    /// @throws IOException when they cannot
    public static int check(ServerConfig config, Stores stores) throws IOException {
        TlsWatch _ = new TlsWatch(config.network().sockets().tls());
        Stir _ = stir(config);
        SecretFile.check(config);
        return known(config, stores).size();
    }

    private static Stir stir(ServerConfig config) throws IOException {
        TrustConfig trust = config.access().trust();
        String first = config.served().getFirst();
        return StirFiles.read(
                trust.stir(), trust.identity().rules(first, VerifiedPeers.NONE).identities());
    }

    /// The users and domains that a server would know at its start.
    static MemorySubscribers known(ServerConfig config, Stores stores) throws IOException {
        Snapshot stored = stores.glance(config.storage());
        MemorySubscribers known = new MemorySubscribers(stored.subscribers());
        configuredUsers(config).forEach(known::put);
        known.domains(stored.domains());
        return known;
    }

    private static List<Subscriber> configuredUsers(ServerConfig config) {
        String first = config.served().getFirst();
        return config.access().users().stream()
                .map(
                        user ->
                                Subscriber.withPassword(
                                        user.name(),
                                        user.domain() == null ? first : user.domain(),
                                        user.password()))
                .toList();
    }

    /// Proves who it is with this certificate from now on, instead of what the configuration names.
    public void useCertificate(TlsIdentity identity) {
        tls.reload(tls.settings().withIdentities(List.of(identity)));
    }

    /// Where it is heard, with real ports.
    public List<ListenPoint> listenPoints() {
        return runtime.listenPoints();
    }

    /// The kind of its sockets: `epoll` or `nio`.
    public String backend() {
        return Backend.preferred().name().toLowerCase(Locale.ROOT);
    }

    /// How many users it knows.
    public int users() {
        return subscribers.users().size();
    }

    /// How many bindings it holds.
    public long bindings() {
        return location.size();
    }

    /// What it has done so far.
    public ServerCounts counts() {
        return counters.counts(received());
    }

    /// What it has thrown away so far, by the fixed words that say why.
    public Map<String, Long> drops() {
        return counters.drops();
    }

    /// The sources from which it takes nothing now, the one whose ban ends last first.
    public List<BannedSource> bans() {
        return sources.bans();
    }

    /// Ends the ban of a source, which is then as one that was never banned.
    ///
    /// @param source the address, or for IPv6 any one of its network
    /// @return whether there was a ban
    public boolean liftBan(InetAddress source) {
        return sources.lift(source);
    }

    /// Takes no new work and waits until it has been quiet for a moment, at most that long.
    public void drain(Duration atMost) {
        draining.set(true);
        runtime.drain();
        long end = System.nanoTime() + atMost.toNanos();
        long quietSince = System.nanoTime();
        long seen = received();
        while (System.nanoTime() - end < 0
                && System.nanoTime() - quietSince < QUIET.toNanos()
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(STEP.toNanos());
            long now = received();
            if (now != seen) {
                seen = now;
                quietSince = System.nanoTime();
            }
        }
    }

    /// Closes its sockets, ends its threads and closes the stores.
    @Override
    public void close() {
        housekeeper.interrupt();
        if (bans != null) {
            bans.close();
        }
        runtime.close();
        location.close();
        subscribers.close();
        media.close();
    }

    private long received() {
        Traffic.Counts traffic = runtime.traffic();
        return traffic.datagramsIn() + traffic.streamMessages().in();
    }

    /// A fault in one of them stops none of the others.
    private static void look(Runnable watch) {
        try {
            watch.run();
        } catch (RuntimeException e) {
            LOG.error("what has changed could not be read", e);
        }
    }

    private void keepHouse(List<Runnable> watches) {
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(HOUSEKEEPING.toNanos());
            watches.forEach(RingbackServer::look);
            runtime.execute(0, stack -> location.sweep(stack.now(), SWEPT_AT_ONCE));
        }
    }
}
