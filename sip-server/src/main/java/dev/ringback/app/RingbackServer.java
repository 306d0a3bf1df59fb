package dev.ringback.app;

import dev.ringback.app.export.CallExports;
import dev.ringback.app.export.CallMemory;
import dev.ringback.app.record.GuardedArchive;
import dev.ringback.app.record.RecordedCalls;
import dev.ringback.app.source.ConfiguredUsers;
import dev.ringback.app.source.FileChange;
import dev.ringback.app.source.TlsFiles;
import dev.ringback.cluster.NodeAddress;
import dev.ringback.cluster.NodeLocation;
import dev.ringback.config.ConfigException;
import dev.ringback.config.ConfigSource;
import dev.ringback.config.Listen;
import dev.ringback.config.ServerConfig;
import dev.ringback.config.storage.ClusterConfig;
import dev.ringback.config.storage.FolderLock;
import dev.ringback.echo.EchoMedia;
import dev.ringback.identity.VerifiedPeers;
import dev.ringback.location.LocationService;
import dev.ringback.meter.Meters;
import dev.ringback.runtime.MonotonicClock;
import dev.ringback.runtime.SipRuntime;
import dev.ringback.socket.Backend;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.Transport;
import dev.ringback.stir.Stir;
import dev.ringback.subscribers.MemorySubscribers;
import dev.ringback.subscribers.SubscriberStore;
import dev.ringback.tls.TlsContext;
import dev.ringback.tls.TlsIdentity;
import dev.ringback.transport.Traffic;
import dev.ringback.transport.TransportContext;
import dev.ringback.websocket.WebPassage;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
    private final Observers observers;
    private final Kept kept;
    private final LongSupplier clock;
    private final Versions versions;
    private final AtomicReference<@Nullable Instant> draining;
    private final Outlets outlets;
    private final Thread housekeeper;

    private RingbackServer(Parts parts, SipRuntime runtime) {
        this.runtime = runtime;
        this.observers = parts.observers;
        this.kept = parts.kept;
        this.clock = parts.clock::now;
        this.versions = parts.versions;
        this.draining = parts.draining;
        this.outlets = parts.outlets;
        kept.subscribers.tell(versions::takeUsers);
        this.housekeeper = Thread.ofVirtual().name("housekeeper").start(this::keepHouse);
    }

    /// What a server is made of before it has sockets.
    private record Parts(
            Observers observers,
            Kept kept,
            MonotonicClock clock,
            Versions versions,
            AtomicReference<@Nullable Instant> draining,
            Outlets outlets) {}

    /// What it has besides SIP.
    ///
    /// @param media the sound of the echo
    /// @param web the way of browsers through its WebSocket ports
    private record Outlets(EchoMedia media, WebPassage web) {}

    /// What outlives a process.
    private record Kept(
            LocationService location,
            SubscribersWatch subscribers,
            GuardedArchive archive,
            Closeable folder) {
        static Kept open(ServerConfig config, Stores stores, LongSupplier clock)
                throws IOException {
            Deque<Closeable> opened = new ArrayDeque<>();
            boolean all = false;
            try {
                Closeable folder = FolderLock.takeWhereWritable(config.data());
                opened.push(folder);
                LocationService location = RingbackServer.location(config, stores, clock);
                opened.push(location::close);
                SubscriberStore store = stores.subscribers(config.storage());
                GuardedArchive archive =
                        GuardedArchive.open(() -> stores.archive(config.storage()));
                Kept kept = new Kept(location, new SubscribersWatch(store), archive, folder);
                all = true;
                return kept;
            } finally {
                while (!all && !opened.isEmpty()) {
                    opened.pop().close();
                }
            }
        }

        void close() {
            location.close();
            subscribers.close();
            archive.close();
            try {
                folder.close();
            } catch (IOException e) {
                LOG.debug("the lock of the data folder: {}", e.getMessage());
            }
        }
    }

    /// Starts a server. When this returns it accepts traffic.
    ///
    /// @throws dev.ringback.runtime.ListenException when a socket cannot be had
    /// @throws IOException when the users cannot be read
    public static RingbackServer start(ServerConfig config) throws IOException {
        return start(config, EchoMedia.NONE, Stores.MEMORY);
    }

    /// Starts a server whose echo has sound and whose bindings may outlive it. When this returns it
    /// accepts traffic. Its routing is read again when its file changes.
    ///
    /// @param media the sound; closed with the server
    /// @param stores opens the store of bindings, which is closed with the server
    /// @throws dev.ringback.runtime.ListenException when a socket cannot be had
    /// @throws IOException when the users cannot be read, or a store cannot be opened
    public static RingbackServer start(ServerConfig config, EchoMedia media, Stores stores)
            throws IOException {
        return start(config, ConfigSource.routingOf(config, System.getenv()), media, stores);
    }

    /// Starts a server that reads its whole configuration again when that changes. When this
    /// returns it accepts traffic.
    ///
    /// @param config what was read first
    /// @param source where it can be read from again
    /// @param media the sound; closed with the server
    /// @param stores opens the store of bindings, which is closed with the server
    /// @throws dev.ringback.runtime.ListenException when a socket cannot be had
    /// @throws IOException when the users cannot be read, or a store cannot be opened
    public static RingbackServer start(
            ServerConfig config, ConfigSource source, EchoMedia media, Stores stores)
            throws IOException {
        MonotonicClock clock = new MonotonicClock();
        Kept kept = Kept.open(config, stores, clock::now);
        boolean started = false;
        try {
            RingbackServer server = start(config, source, media, kept, clock);
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
            ServerConfig config,
            ConfigSource source,
            EchoMedia media,
            Kept kept,
            MonotonicClock clock)
            throws IOException {
        WatchedSources sources = new WatchedSources(config.limits().sources());
        BanWatch bans =
                config.data() == null ? null : new BanWatch(new BanFile(config.data()), sources);
        AtomicReference<@Nullable SipRuntime> started = new AtomicReference<>();
        Assembly assembly =
                new Assembly(
                        kept.location,
                        new Assembly.Outside(
                                sources, media, proved(started), SecretFile.routes(config)));
        CallMemory memory =
                CallMemory.of(
                        config.storage().calls(), Assembly.shards(config), kept.archive, clock);
        WebPassage web = new WebPassage();
        Observers observers =
                new Observers(new Counters(), new Meters(clock::now), memory, sources, bans);
        Parts parts =
                new Parts(
                        observers,
                        kept,
                        clock,
                        new Versions(config, source, assembly, sources, kept.subscribers),
                        new AtomicReference<>(),
                        new Outlets(media, web));
        List<ShardCore> shards = new ArrayList<>();
        SipRuntime runtime =
                SipRuntime.start(
                        RuntimeSettings.of(
                                config,
                                clock,
                                parts.observers,
                                sources,
                                new TransportContext.Secure(
                                        parts.versions.tls(),
                                        RuntimeSettings.webSockets(config),
                                        Map.of(),
                                        web)),
                        _ -> {
                            ShardCore shard =
                                    new ShardCore(
                                            parts.versions::begin,
                                            parts.versions::current,
                                            observers.counters(),
                                            () -> parts.draining.get() != null);
                            shards.add(shard);
                            return shard;
                        });
        started.set(runtime);
        memory.begin(config.storage().calls(), runtime.listenPoints());
        if (config.network().push().webhook() != null && !config.storage().location().elsewhere()) {
            EarlierPhones phones = new EarlierPhones(kept.location, shards);
            Thread.ofVirtual()
                    .name("earlier-phones")
                    .start(() -> look(() -> phones.remind(runtime, clock.now())));
        }
        return new RingbackServer(parts, runtime);
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
        TlsContext.Prepared _ = TlsFiles.read(config.network().sockets().tls(), null);
        Stir _ = Versions.stir(config, new StirFiles());
        SecretFile.check(config);
        return known(config, stores).size();
    }

    /// The users and domains that a server would know at its start.
    static MemorySubscribers known(ServerConfig config, Stores stores) throws IOException {
        return new MemorySubscribers(stores.glance(config.storage()))
                .with(ConfiguredUsers.of(config));
    }

    /// Proves who it is with this certificate from now on, instead of what the configuration names.
    public void useCertificate(TlsIdentity identity) {
        versions.useCertificate(identity);
    }

    /// Reads configuration, users, rules and certificates anew, and puts all of it in force as one
    /// version. Transactions that are under way end by the version on which they began.
    ///
    /// @return the version that is in force now
    /// @throws ConfigException where the configuration cannot be used; nothing has changed then
    /// @throws IOException where something that it names cannot be used; nothing has changed then,
    ///     and the message is for the operator
    public ServerStatus.Version reload() throws ConfigException, IOException {
        ServerVersion version = versions.reload();
        followCalls();
        return told(version);
    }

    /// Changes the file of the configuration and puts it in force, both as one version.
    ///
    /// @throws ConfigException where the configuration cannot be used; the file is as before then
    /// @throws IOException where something that it names cannot be used; the file is as before then
    public ServerStatus.Version reload(FileChange change) throws ConfigException, IOException {
        ServerVersion version = versions.reload(change);
        followCalls();
        return told(version);
    }

    /// The version that is in force.
    public ServerStatus.Version version() {
        return told(versions.current());
    }

    private static ServerStatus.Version told(ServerVersion version) {
        return new ServerStatus.Version(
                version.number(), version.since(), version.users().size(), version.pending());
    }

    /// What it shows peers to prove who it is.
    public List<TlsIdentity> identities() {
        return versions.tls().settings().identities();
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
        return versions.current().users().size();
    }

    /// How many bindings it holds.
    public long bindings() {
        return kept.location.size();
    }

    /// What it has done so far.
    public ServerCounts counts() {
        return observers.counters().counts(received());
    }

    /// What its shards have counted.
    public Meters meters() {
        return observers.meters();
    }

    /// How many stream connections it has now, by their transports.
    public Map<Transport, Long> connections() {
        return runtime.connections();
    }

    /// How many messages it could not read so far, by the fixed words that say why.
    public Map<String, Long> parseErrors() {
        return observers.counters().parseErrors();
    }

    /// About how many calls are up now.
    public long callsUp() {
        return observers.counters().callsUp();
    }

    /// The way of browsers that ask one of its WebSocket ports for a page.
    public WebPassage web() {
        return outlets.web;
    }

    /// What it has thrown away so far, by the fixed words that say why.
    public Map<String, Long> drops() {
        return observers.counters().drops();
    }

    /// The sources from which it takes nothing now, the one whose ban ends last first.
    public List<BannedSource> bans() {
        return observers.sources().bans();
    }

    /// Ends the ban of a source, which is then as one that was never banned.
    ///
    /// @param source the address, or for IPv6 any one of its network
    /// @return whether there was a ban
    public boolean liftBan(InetAddress source) {
        return observers.sources().lift(source);
    }

    /// How it is. Waits for its shards, a moment.
    public ServerStatus status() {
        long busy = 0;
        long open = 0;
        List<Open> shards = open();
        for (Open each : shards) {
            busy += each.busy;
            open += each.all;
        }
        ServerVersion version = versions.current();
        return new ServerStatus(
                told(version),
                new ServerStatus.Work(
                        busy,
                        open - busy,
                        observers.counters().callsUp(),
                        runtime.shards() - shards.size()),
                counts(),
                drops(),
                draining.get(),
                new ServerStatus.Store(
                        version.config().storage().kind(),
                        kept.location.size(),
                        kept.location.trouble()));
    }

    /// Its open transactions, by their kinds. Waits for its shards, a moment.
    public Map<String, Long> transactions() {
        long servers = 0;
        long clients = 0;
        long waiting = 0;
        for (Open each : open()) {
            servers += each.servers;
            clients += each.busy - each.servers;
            waiting += each.all - each.busy;
        }
        return Map.of("server", servers, "client", clients, "waiting", waiting);
    }

    /// The open transactions of a shard.
    private record Open(long servers, long busy, long all) {}

    /// Whether each of its shards does what it is told within two seconds.
    public boolean answers() {
        return open().size() == runtime.shards();
    }

    /// Those of each shard that tells in time.
    private List<Open> open() {
        List<CompletableFuture<@Nullable Open>> asked = new ArrayList<>();
        for (int i = 0; i < runtime.shards(); i++) {
            CompletableFuture<@Nullable Open> one = new CompletableFuture<>();
            runtime.execute(
                    i,
                    stack ->
                            one.complete(
                                    new Open(
                                            stack.busyServers(),
                                            stack.busyTransactions(),
                                            stack.transactionCount())));
            asked.add(one.completeOnTimeout(null, 2, TimeUnit.SECONDS));
        }
        List<Open> told = new ArrayList<>();
        for (CompletableFuture<@Nullable Open> one : asked) {
            Open open = one.join();
            if (open != null) {
                told.add(open);
            }
        }
        return told;
    }

    /// The configuration that is in force.
    public ServerConfig config() {
        return versions.current().config();
    }

    /// The users that it knows, and the domains of the store.
    public MemorySubscribers subscribers() {
        return versions.current().users();
    }

    /// The store of users, to change them. Its methods wait.
    public SubscriberStore store() {
        return kept.subscribers.store();
    }

    /// The domain of users that are written without one.
    public String domain() {
        return versions.current().config().served().getFirst();
    }

    /// The calls of late.
    public RecordedCalls calls() {
        return observers.memory().calls();
    }

    /// Whom it tells of its calls, and how they went.
    public CallExports exports() {
        return observers.memory().exports();
    }

    /// The table of bindings.
    public LocationService location() {
        return kept.location;
    }

    /// The monotonic nanoseconds in which the ends of bindings are said.
    public long now() {
        return clock.getAsLong();
    }

    /// Takes no new work from now on, which gets 503 with Retry-After. What is under way goes on.
    public void drain() {
        draining.compareAndSet(null, Instant.now());
    }

    /// Takes new work again.
    public void resume() {
        draining.set(null);
    }

    /// Takes no new work and waits until it has been quiet for a moment, at most that long.
    public void drain(Duration atMost) {
        drain();
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

    /// Closes its sockets, ends its threads and closes the store.
    @Override
    public void close() {
        housekeeper.interrupt();
        if (observers.bans() != null) {
            observers.bans().close();
        }
        runtime.close();
        observers.memory().exports().close();
        kept.close();
        outlets.media.close();
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
            LOG.error("what there is could not be read", e);
        }
    }

    private void followCalls() {
        exports().follow(versions.current().config().storage().calls());
    }

    private void keepHouse() {
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(HOUSEKEEPING.toNanos());
            look(versions::poll);
            look(this::followCalls);
            if (observers.bans() != null) {
                look(observers.bans()::poll);
            }
            runtime.execute(0, stack -> kept.location.sweep(stack.now(), SWEPT_AT_ONCE));
        }
    }
}
