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
import dev.ringback.routing.Queues;
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
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Puts together what the shards share: for each version from its [Draft], and from what outlives
/// versions, which is here.
final class Assembly {
    private static final Duration NONCE_LIFETIME = Duration.ofMinutes(5);
    private static final int NONCES = 65_536;
    private static final int KEY_BYTES = 32;

    private final LocationService location;
    private final Outside outside;
    private final NonceFactory nonces = new NonceFactory(random(), NONCE_LIFETIME);
    private final NonceCounts counts = new NonceCounts(NONCES);
    private final Queues queues = new Queues();
    private @Nullable WrongTries tries;
    private @Nullable Webhook webhook;
    private @Nullable Controlled controlled;

    /// One whose echo has no sound, and whose sources are not watched.
    Assembly(LocationService location) {
        this(
                location,
                new Outside(
                        Sources.UNWATCHED,
                        EchoMedia.NONE,
                        VerifiedPeers.NONE,
                        new SecretKeySpec(random(), "HmacSHA256")));
    }

    /// @param outside what reaches out of the server
    Assembly(LocationService location, Outside outside) {
        this.location = location;
        this.outside = outside;
    }

    /// What reaches out of the server.
    ///
    /// @param sources hears how sources behave
    /// @param media the sound of the echo
    /// @param peers knows what the far ends of connections proved
    /// @param routes the key that signs routes and addresses of devices
    record Outside(Sources sources, EchoMedia media, VerifiedPeers peers, SecretKey routes) {}

    /// Overload control as it was made for a configuration.
    private record Controlled(OverloadConfig config, OverloadSettings settings) {}

    /// What goes into a version.
    ///
    /// @param config all that is configured
    /// @param users who the users are, and which domains there are besides
    /// @param stir what signs and verifies
    record Draft(ServerConfig config, MemorySubscribers users, Stir stir) {}

    /// The services of a server that listens there.
    synchronized ServerServices services(Draft draft, List<ListenPoint> points) {
        ServerConfig config = draft.config();
        Domains domains =
                new Domains(config.domains(), reachable(config, points), draft.users()::has);
        return new ServerServices(
                domains,
                new Trust(
                        admission(draft, domains),
                        border(config, domains),
                        draft.stir(),
                        config.access().trust().telling().from(config.served().getFirst())),
                location,
                new ServerSettings(
                        config.service().mode(),
                        directory(config),
                        registrar(config),
                        new EchoService(config.service().echo(), outside.media()),
                        ProxySettings.defaults()
                                .withRecurse(config.routing().recurse())
                                .with(overload(config)),
                        load(config)),
                outside.routes(),
                new Routing(config.routing().router(), queues));
    }

    private Border border(ServerConfig config, Domains domains) {
        return new Border(
                config.access().trust().identity().rules(config.served().getFirst(), outside.peers),
                domains::serves);
    }

    /// The own addresses, and the groups that are heard.
    private static Set<HostPort> reachable(ServerConfig config, List<ListenPoint> points) {
        Set<HostPort> reachable = new LinkedHashSet<>(Reachable.at(points));
        config.network().listen().stream()
                .filter(Listen::group)
                .forEach(group -> reachable.add(new HostPort(group.host(), group.port())));
        return reachable;
    }

    private Admission admission(Draft draft, Domains domains) {
        ServerConfig config = draft.config();
        if (!config.access().required()) {
            return Admission.open(domains, policy(config));
        }
        DigestServer digest =
                new DigestServer(config.access().algorithms(), nonces, counts, domains::signs);
        return Admission.withDigest(domains, draft.users(), digest, policy(config));
    }

    private AdmissionPolicy policy(ServerConfig config) {
        String first = config.served().getFirst();
        List<ThirdParty> thirdParties =
                config.access().thirdParties().stream().map(right -> right(right, first)).toList();
        int most = config.access().tries();
        WrongTries known = tries;
        tries =
                known == null
                        ? new WrongTries(most, new SecureRandom().nextLong())
                        : known.with(most);
        return new AdmissionPolicy(thirdParties, tries, outside.sources);
    }

    private static ThirdParty right(ServerConfig.ThirdParty right, String first) {
        UserName whose = right.whose();
        return new ThirdParty(right.who().in(first), whose == null ? null : whose.in(first));
    }

    private RegistrarSettings registrar(ServerConfig config) {
        ServerConfig.Registrar bounds = config.registrar();
        return new RegistrarSettings(
                new Lifetimes(bounds.minExpires(), bounds.maxExpires(), bounds.maxExpires()),
                bounds.maxContacts(),
                bounds.maxBinding(),
                bounds.path(),
                bounds.serviceRoute(),
                push(config));
    }

    private PushSettings push(ServerConfig config) {
        PushConfig push = config.network().push();
        if (push.webhook() == null) {
            return PushSettings.NONE;
        }
        Webhook known = webhook;
        webhook = known == null ? new Webhook(push) : known.with(push);
        return new PushSettings(webhook, push.timeout());
    }

    private static Directory directory(ServerConfig config) {
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

    /// The same as before where it is configured as before: by that what was learnt stays.
    private OverloadSettings overload(ServerConfig config) {
        OverloadConfig configured = config.limits().protection().overload();
        if (configured == null) {
            return OverloadSettings.off();
        }
        Controlled known = controlled;
        if (known == null || !known.config().equals(configured)) {
            known = new Controlled(configured, overload(config, configured));
            controlled = known;
        }
        return known.settings();
    }

    private static OverloadSettings overload(ServerConfig config, OverloadConfig configured) {
        return new OverloadSettings(
                configured::knows,
                configured.algorithms(),
                configured.target(),
                configured.validity(),
                shards(config));
    }

    /// A quarter of the heap for transactions, shared by the shards.
    private static LoadSettings load(ServerConfig config) {
        long heap = Runtime.getRuntime().maxMemory();
        return LoadSettings.defaults()
                .with(config.limits().transactions(), heap / 4 / shards(config));
    }

    /// How many shards there are.
    static int shards(ServerConfig config) {
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
