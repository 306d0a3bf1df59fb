package dev.ringback.config;

import dev.ringback.auth.DigestAlgorithm;
import dev.ringback.config.control.ControlConfig;
import dev.ringback.config.push.PushConfig;
import dev.ringback.config.secure.TlsConfig;
import dev.ringback.config.secure.WebSocketConfig;
import dev.ringback.config.storage.StorageConfig;
import dev.ringback.config.trust.TrustConfig;
import dev.ringback.config.web.ConsoleConfig;
import dev.ringback.config.web.WebConfig;
import dev.ringback.core.Mode;
import dev.ringback.guard.GuardSettings;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.registrar.PathRule;
import dev.ringback.stack.Transport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts a [ServerConfig] together: defaults first, then the file, then the options, and a check of
/// the whole at the end.
public final class ServerConfigBuilder {
    private static final List<String> LISTEN = List.of("udp:*:5060", "tcp:*:5060");

    private List<String> domains = List.of();
    private List<Listen> listen = List.of();
    private @Nullable String advertise;
    private TlsConfig tls = TlsConfig.NONE;
    private boolean ownCertificate;
    private WebSocketConfig webSocket = WebSocketConfig.STANDARD;
    private int shards;
    private PushConfig push = PushConfig.NONE;
    private ServerConfig.Dns dns = new ServerConfig.Dns(List.of(), Duration.ofSeconds(3));
    private ServerConfig.Service service = ServerConfig.Service.STANDARD;
    private boolean authRequired = true;
    private List<DigestAlgorithm> algorithms =
            List.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5);
    private int tries = 5;
    private List<ServerConfig.ThirdParty> thirdParties = List.of();
    private TrustConfig trust = TrustConfig.NONE;
    private final List<ServerConfig.User> users = new ArrayList<>();
    private ServerConfig.Registrar registrar =
            new ServerConfig.Registrar(
                    Duration.ofSeconds(60),
                    Duration.ofHours(1),
                    10,
                    4096,
                    PathRule.SUPPORTED,
                    List.of());
    private ServerConfig.Limits limits =
            new ServerConfig.Limits(
                    65_536,
                    65_536,
                    2048,
                    256,
                    10_000_000,
                    new ServerConfig.Protection(GuardSettings.defaults(), null));
    private ServerConfig.Routing routing = ServerConfig.Routing.NONE;
    private StorageConfig storage = StorageConfig.STANDARD;
    private ControlConfig control = ControlConfig.STANDARD;
    private WebConfig web = WebConfig.STANDARD;

    ServerConfigBuilder() {}

    /// The served domains, instead of those before.
    public ServerConfigBuilder domains(List<String> names) {
        domains = List.copyOf(names);
        return this;
    }

    /// How phones are woken, instead of what was before.
    public ServerConfigBuilder push(PushConfig config) {
        push = config;
        return this;
    }

    /// How phones are woken, as it is now.
    public PushConfig push() {
        return push;
    }

    /// The certificates, instead of those before.
    public ServerConfigBuilder tls(TlsConfig certificates) {
        tls = certificates;
        return this;
    }

    /// The certificates as they are now.
    public TlsConfig tls() {
        return tls;
    }

    /// Whoever starts the server gives it a certificate that is in no file.
    public ServerConfigBuilder ownCertificate() {
        ownCertificate = true;
        return this;
    }

    /// Who may open a WebSocket.
    public ServerConfigBuilder webSocket(WebSocketConfig admitted) {
        webSocket = admitted;
        return this;
    }

    /// What the server does with requests for its users.
    public ServerConfigBuilder service(ServerConfig.Service what) {
        service = what;
        return this;
    }

    /// What the server does with requests for its users, as it is now.
    public ServerConfig.Service service() {
        return service;
    }

    /// The sockets, instead of those before.
    public ServerConfigBuilder listen(List<Listen> sockets) {
        listen = List.copyOf(sockets);
        return this;
    }

    /// Whether any socket was named.
    public boolean listens() {
        return !listen.isEmpty();
    }

    /// Where operators reach the server.
    public ServerConfigBuilder control(ControlConfig socket) {
        control = socket;
        return this;
    }

    /// Where operators reach the server, as it is now.
    public ControlConfig control() {
        return control;
    }

    /// Sets what is offered to browsers and to Prometheus.
    public ServerConfigBuilder web(WebConfig offered) {
        web = offered;
        return this;
    }

    /// What is offered to browsers and to Prometheus.
    public WebConfig web() {
        return web;
    }

    /// The host that peers are told to use.
    public ServerConfigBuilder advertise(@Nullable String host) {
        advertise = host;
        return this;
    }

    /// The number of event loops, 0 for the runtime's choice.
    public ServerConfigBuilder shards(int count) {
        shards = count;
        return this;
    }

    /// Who is asked about names.
    public ServerConfigBuilder dns(ServerConfig.Dns resolvers) {
        dns = resolvers;
        return this;
    }

    /// Who is asked about names, as it is now.
    public ServerConfig.Dns dns() {
        return dns;
    }

    /// Whether own users must prove who they are.
    public ServerConfigBuilder authRequired(boolean required) {
        authRequired = required;
        return this;
    }

    /// The digest algorithms to offer, the preferred one first.
    public ServerConfigBuilder algorithms(List<DigestAlgorithm> offered) {
        algorithms = List.copyOf(offered);
        return this;
    }

    /// How many wrong credentials in a row are too many.
    public ServerConfigBuilder tries(int most) {
        tries = most;
        return this;
    }

    /// Who may register for whom, instead of those before.
    public ServerConfigBuilder thirdParties(List<ServerConfig.ThirdParty> rights) {
        thirdParties = List.copyOf(rights);
        return this;
    }

    /// Whose word counts.
    public ServerConfigBuilder trust(TrustConfig whose) {
        trust = whose;
        return this;
    }

    /// Whose word counts, as it is now.
    public TrustConfig trust() {
        return trust;
    }

    /// One more user that is not in the data folder.
    public ServerConfigBuilder user(ServerConfig.User user) {
        users.add(user);
        return this;
    }

    /// The bounds of registrations.
    public ServerConfigBuilder registrar(ServerConfig.Registrar bounds) {
        registrar = bounds;
        return this;
    }

    /// The bounds of registrations as they are now.
    public ServerConfig.Registrar registrar() {
        return registrar;
    }

    /// The sizes above which messages are refused.
    public ServerConfigBuilder limits(ServerConfig.Limits sizes) {
        limits = sizes;
        return this;
    }

    /// The sizes as they are now.
    public ServerConfig.Limits limits() {
        return limits;
    }

    /// What decides where requests go.
    public ServerConfigBuilder routing(ServerConfig.Routing deciders) {
        routing = deciders;
        return this;
    }

    /// What decides where requests go, as it is now.
    public ServerConfig.Routing routing() {
        return routing;
    }

    /// The folder of what outlives a restart, or null to keep nothing.
    public ServerConfigBuilder data(@Nullable Path folder) {
        storage = storage.withData(folder);
        return this;
    }

    /// What outlives a restart, instead of what was before.
    public ServerConfigBuilder storage(StorageConfig kept) {
        storage = kept;
        return this;
    }

    /// What outlives a restart, as it is now.
    public StorageConfig storage() {
        return storage;
    }

    /// The configuration.
    ///
    /// @throws ConfigException when its parts do not fit together
    public ServerConfig build() throws ConfigException {
        List<Listen> sockets = listen;
        if (sockets.isEmpty()) {
            sockets = LISTEN.stream().map(Listen::parse).toList();
        }
        Set<String> seen = new HashSet<>();
        for (Listen socket : sockets) {
            if (socket.transport().secure() && tls.certificates().isEmpty() && !ownCertificate) {
                throw new ConfigException(
                        "'"
                                + socket
                                + "' needs a certificate: tls: {certificate: cert.pem, key:"
                                + " key.pem}; 'ringback cert' makes one for trying out");
            }
            if (!seen.add(socket.toString())) {
                throw new ConfigException("'" + socket + "' is listed twice in listen");
            }
        }
        checkGroups(sockets);
        if (storage.location().elsewhere() && storage.cluster().among(sockets) == null) {
            throw new ConfigException(
                    "location: "
                            + storage.location()
                            + " needs cluster: {node: \"udp:ADDRESS:PORT\"}, where the other"
                            + " servers reach this one");
        }
        if (service.mode() == Mode.STATELESS && authRequired && storage.location().elsewhere()) {
            throw new ConfigException(
                    "mode: stateless with passwords needs bindings in memory: location: embedded"
                            + " or memory");
        }
        if (registrar.minExpires().compareTo(registrar.maxExpires()) > 0) {
            throw new ConfigException("registrar: min-expires is longer than max-expires");
        }
        ServerConfig config =
                new ServerConfig(
                        new ServerConfig.Network(
                                domains,
                                new ServerConfig.Sockets(
                                        sockets, advertise, tls, webSocket, control, web),
                                shards,
                                dns,
                                service,
                                push),
                        new ServerConfig.Access(
                                authRequired, algorithms, tries, users, thirdParties, trust),
                        registrar,
                        limits,
                        routing,
                        storage);
        checkUsers(config.served());
        checkConsole(sockets);
        checkCalls();
        return config;
    }

    /// Nobody's token travels over networks in the clear by mistake.
    private void checkConsole(List<Listen> sockets) throws ConfigException {
        ConsoleConfig console = web.console();
        boolean safe =
                console.loopback()
                        || console.plain()
                        || (!tls.certificates().isEmpty() && !besideSip(sockets, console));
        if (console.on() && !safe) {
            throw new ConfigException(
                    "console: other machines reach it, so it needs a certificate (tls:), or plain:"
                            + " true behind a proxy that has one");
        }
    }

    /// Whether browsers come by a WebSocket port without TLS.
    private static boolean besideSip(List<Listen> sockets, ConsoleConfig console) {
        return sockets.stream()
                .anyMatch(
                        each ->
                                each.transport() == Transport.WS
                                        && each.port() == console.listen().getPort());
    }

    /// What is not remembered cannot be kept or told.
    private void checkCalls() throws ConfigException {
        String needy = storage.calls().needy();
        if (needy != null && !storage.calls().on()) {
            throw new ConfigException(needy + " needs calls in memory: calls: {memory: 64MiB}");
        }
        if (storage.calls().archive().keep() != null && storage.data() == null) {
            throw new ConfigException("calls: keep needs a data folder");
        }
    }

    /// Answers to what comes by multicast leave from a socket of our own.
    private static void checkGroups(List<Listen> sockets) throws ConfigException {
        boolean own = sockets.stream().anyMatch(each -> each.udp() && !each.group());
        for (Listen socket : sockets) {
            if (socket.group() && !(socket.udp() && own)) {
                throw new ConfigException(
                        "'"
                                + socket
                                + "' is a multicast group: those are heard over udp, beside"
                                + " another udp socket such as udp:*:5060");
            }
        }
    }

    private void checkUsers(List<String> served) throws ConfigException {
        for (ServerConfig.User user : users) {
            checkServed(user, user.domain(), served);
        }
        for (ServerConfig.ThirdParty right : thirdParties) {
            checkServed(right.who(), right.who().domain(), served);
            if (right.whose() != null) {
                checkServed(right.whose(), right.whose().domain(), served);
            }
        }
        checkNames(served);
    }

    /// A user that has moved is not gone, and no alias.
    private void checkNames(List<String> served) throws ConfigException {
        List<UserName> names = new ArrayList<>(service.gone());
        names.addAll(service.moved().keySet());
        names.addAll(service.aliases().keySet());
        Set<AddressOfRecord> seen = new HashSet<>();
        for (UserName name : names) {
            checkServed(name, name.domain(), served);
            if (!seen.add(name.in(served.getFirst()))) {
                throw new ConfigException(
                        "user " + name + " is in more than one of aliases, moved and gone");
            }
        }
    }

    private static void checkServed(Object user, @Nullable String domain, List<String> served)
            throws ConfigException {
        if (domain != null && !served.contains(domain)) {
            throw new ConfigException(
                    "user "
                            + user
                            + ": the domain is not served ("
                            + String.join(", ", served)
                            + ")");
        }
    }
}
