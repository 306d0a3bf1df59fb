package dev.ringback.app;

import dev.ringback.admission.Admission;
import dev.ringback.admission.AdmissionPolicy;
import dev.ringback.admission.Domains;
import dev.ringback.admission.HostPort;
import dev.ringback.admission.ThirdParty;
import dev.ringback.admission.WrongTries;
import dev.ringback.auth.DigestServer;
import dev.ringback.auth.NonceCounts;
import dev.ringback.auth.NonceFactory;
import dev.ringback.config.Listen;
import dev.ringback.config.ServerConfig;
import dev.ringback.config.UserName;
import dev.ringback.config.limits.OverloadConfig;
import dev.ringback.config.push.PushConfig;
import dev.ringback.core.LoadSettings;
import dev.ringback.core.ServerServices;
import dev.ringback.core.ServerSettings;
import dev.ringback.core.Trust;
import dev.ringback.echo.EchoMedia;
import dev.ringback.echo.EchoService;
import dev.ringback.guard.Sources;
import dev.ringback.identity.Border;
import dev.ringback.identity.VerifiedPeers;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.LocationService;
import dev.ringback.overload.OverloadSettings;
import dev.ringback.proxy.ProxySettings;
import dev.ringback.push.PushSettings;
import dev.ringback.redirect.Directory;
import dev.ringback.registrar.Lifetimes;
import dev.ringback.registrar.RegistrarSettings;
import dev.ringback.routing.Router;
import dev.ringback.routing.Routing;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stir.Stir;
import dev.ringback.subscribers.MemorySubscribers;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Puts together what the shards share, once the sockets are bound and so the own addresses known.
final class Assembly {
    private static final Duration NONCE_LIFETIME = Duration.ofMinutes(5);
    private static final int NONCES = 65_536;
    private static final int KEY_BYTES = 32;

    private final ServerConfig config;
    private final MemorySubscribers subscribers;
    private final LocationService location;
    private final Supplier<Router> routing;
    private final Outside outside;
    private final SecureRandom random = new SecureRandom();
    private @Nullable ServerServices services;

    /// One whose echo has no sound, and whose sources are not watched.
    Assembly(
            ServerConfig config,
            MemorySubscribers subscribers,
            LocationService location,
            Supplier<Router> routing) {
        this(
                config,
                subscribers,
                location,
                routing,
                new Outside(
                        Sources.UNWATCHED,
                        Stir.NONE,
                        EchoMedia.NONE,
                        VerifiedPeers.NONE,
                        new SecretKeySpec(random(), "HmacSHA256")));
    }

    /// @param routing who decides where requests go, now
    /// @param outside what reaches out of the server
    Assembly(
            ServerConfig config,
            MemorySubscribers subscribers,
            LocationService location,
            Supplier<Router> routing,
            Outside outside) {
        this.config = config;
        this.subscribers = subscribers;
        this.location = location;
        this.routing = routing;
        this.outside = outside;
    }

    /// What reaches out of the server.
    ///
    /// @param sources hears how sources behave
    /// @param stir what signs and verifies
    /// @param media the sound of the echo
    /// @param peers knows what the far ends of connections proved
    /// @param routes the key that signs routes and addresses of devices
    record Outside(
            Sources sources, Stir stir, EchoMedia media, VerifiedPeers peers, SecretKey routes) {}

    /// The services of a server that listens there: the same for every shard.
    synchronized ServerServices services(List<ListenPoint> points) {
        if (services == null) {
            Domains domains = new Domains(config.domains(), reachable(points), subscribers::has);
            services =
                    new ServerServices(
                            domains,
                            new Trust(admission(domains), border(domains), outside.stir),
                            location,
                            new ServerSettings(
                                    config.service().mode(),
                                    directory(),
                                    registrar(),
                                    new EchoService(config.service().echo(), outside.media()),
                                    ProxySettings.defaults()
                                            .withRecurse(config.routing().recurse())
                                            .with(overload()),
                                    load()),
                            outside.routes(),
                            new Routing(routing));
        }
        return services;
    }

    private Border border(Domains domains) {
        return new Border(
                config.access().trust().identity().rules(config.served().getFirst(), outside.peers),
                domains::serves);
    }

    /// The own addresses, and the groups that are heard.
    private Set<HostPort> reachable(List<ListenPoint> points) {
        Set<HostPort> reachable = new LinkedHashSet<>(Reachable.at(points));
        config.network().listen().stream()
                .filter(Listen::group)
                .forEach(group -> reachable.add(new HostPort(group.host(), group.port())));
        return reachable;
    }

    private Admission admission(Domains domains) {
        if (!config.access().required()) {
            return Admission.open(domains, policy());
        }
        DigestServer digest =
                new DigestServer(
                        config.access().algorithms(),
                        new NonceFactory(random(), NONCE_LIFETIME),
                        new NonceCounts(NONCES),
                        domains::signs);
        return Admission.withDigest(domains, subscribers, digest, policy());
    }

    private AdmissionPolicy policy() {
        String first = config.served().getFirst();
        List<ThirdParty> thirdParties =
                config.access().thirdParties().stream().map(right -> right(right, first)).toList();
        return new AdmissionPolicy(
                thirdParties,
                new WrongTries(config.access().tries(), random.nextLong()),
                outside.sources);
    }

    private static ThirdParty right(ServerConfig.ThirdParty right, String first) {
        UserName whose = right.whose();
        return new ThirdParty(right.who().in(first), whose == null ? null : whose.in(first));
    }

    private RegistrarSettings registrar() {
        ServerConfig.Registrar bounds = config.registrar();
        return new RegistrarSettings(
                new Lifetimes(bounds.minExpires(), bounds.maxExpires(), bounds.maxExpires()),
                bounds.maxContacts(),
                bounds.maxBinding(),
                bounds.path(),
                bounds.serviceRoute(),
                push());
    }

    private PushSettings push() {
        PushConfig push = config.network().push();
        return push.webhook() == null
                ? PushSettings.NONE
                : new PushSettings(new Webhook(push), push.timeout());
    }

    private Directory directory() {
        ServerConfig.Service service = config.service();
        String first = config.served().getFirst();
        Map<AddressOfRecord, Directory.Entry> entries = new HashMap<>();
        service.gone().forEach(user -> entries.put(user.in(first), new Directory.Entry.Gone()));
        service.moved()
                .forEach((user, to) -> entries.put(user.in(first), new Directory.Entry.Moved(to)));
        service.aliases()
                .forEach(
                        (name, users) ->
                                entries.put(
                                        name.in(first),
                                        new Directory.Entry.Alias(
                                                users.stream().map(u -> u.in(first)).toList())));
        return new Directory(entries, service.ambiguity());
    }

    private OverloadSettings overload() {
        OverloadConfig configured = config.limits().protection().overload();
        return configured == null
                ? OverloadSettings.off()
                : new OverloadSettings(
                        configured::knows,
                        configured.algorithms(),
                        configured.target(),
                        configured.validity(),
                        shards());
    }

    /// A quarter of the heap for transactions, shared by the shards.
    private LoadSettings load() {
        long heap = Runtime.getRuntime().maxMemory();
        return LoadSettings.defaults().with(config.limits().transactions(), heap / 4 / shards());
    }

    private int shards() {
        int configured = config.network().shards();
        return configured > 0
                ? configured
                : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    private static byte[] random() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }
}
