package dev.ringback.config;

import dev.ringback.auth.DigestAlgorithm;
import dev.ringback.config.control.ControlConfig;
import dev.ringback.config.limits.OverloadConfig;
import dev.ringback.config.push.PushConfig;
import dev.ringback.config.secure.TlsConfig;
import dev.ringback.config.secure.WebSocketConfig;
import dev.ringback.config.storage.StorageConfig;
import dev.ringback.config.trust.TrustConfig;
import dev.ringback.config.web.WebConfig;
import dev.ringback.core.Mode;
import dev.ringback.echo.EchoSettings;
import dev.ringback.guard.GuardSettings;
import dev.ringback.header.NameAddress;
import dev.ringback.redirect.Ambiguity;
import dev.ringback.registrar.PathRule;
import dev.ringback.routing.Router;
import dev.ringback.routing.rule.DialPlan;
import dev.ringback.routing.rule.RuleBook;
import dev.ringback.routing.script.ScriptDecider;
import dev.ringback.uri.Uri;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything that a server is told before it starts.
///
/// @param network what it is responsible for, and where it listens
/// @param access who may do what
/// @param registrar the bounds of registrations, RFC 3261 §10.3
/// @param limits the sizes above which messages are refused
/// @param routing what decides where requests go
/// @param storage what outlives a restart
public record ServerConfig(
        Network network,
        Access access,
        Registrar registrar,
        Limits limits,
        Routing routing,
        StorageConfig storage) {

    /// The folder of the users, or null for a server that keeps nothing.
    public @Nullable Path data() {
        return storage.data();
    }

    /// The file of the control socket, or null for a server without one.
    public @Nullable Path control() {
        return network.sockets().control().path(data());
    }

    /// The domains that are configured, in lower case; may be empty.
    public List<String> domains() {
        return network.domains();
    }

    /// The domains that it is responsible for, at least one.
    public List<String> served() {
        return domains().isEmpty() ? List.of("localhost") : domains();
    }

    /// What it does with requests for its users.
    public Service service() {
        return network.service();
    }

    /// A builder that holds the defaults.
    public static ServerConfigBuilder builder() {
        return new ServerConfigBuilder();
    }

    /// What the server is responsible for, and where it listens.
    ///
    /// @param domains the domains, in lower case; the first one also stands for its addresses
    /// @param sockets where it listens, and how
    /// @param shards the number of event loops, 0 for the runtime's choice
    /// @param dns who is asked about names
    /// @param service what it does with requests for its users
    /// @param push how sleeping phones are woken
    public record Network(
            List<String> domains,
            Sockets sockets,
            int shards,
            Dns dns,
            Service service,
            PushConfig push) {
        /// Copies the lists.
        public Network {
            domains = List.copyOf(domains);
        }

        /// The sockets, at least one.
        public List<Listen> listen() {
            return sockets.listen();
        }

        /// The host that peers are told to use, or null for the address that each of them reaches.
        public @Nullable String advertise() {
            return sockets.advertise();
        }
    }

    /// Where the server listens, and how.
    ///
    /// @param listen the sockets, at least one
    /// @param advertise the host that peers are told to use, or null for the address that each of
    ///   them reaches
    /// @param tls the certificates
    /// @param webSocket who may open a WebSocket
    /// @param control where operators reach it
    /// @param web what it offers to browsers and to Prometheus
    public record Sockets(
            List<Listen> listen,
            @Nullable String advertise,
            TlsConfig tls,
            WebSocketConfig webSocket,
            ControlConfig control,
            WebConfig web) {
        /// Copies the list.
        public Sockets {
            listen = List.copyOf(listen);
        }
    }

    /// Who is asked about names, RFC 3263.
    ///
    /// @param servers the name servers, the preferred one first; empty for those of the system
    /// @param timeout how long one question may take
    public record Dns(List<InetSocketAddress> servers, Duration timeout) {
        /// Copies the list.
        public Dns {
            servers = List.copyOf(servers);
        }
    }

    /// What the server does with requests for its users.
    ///
    /// @param mode whether it forwards them or sends the caller elsewhere
    /// @param aliases names that stand for one user or, ambiguously, for several
    /// @param moved users that have moved for good, and where to
    /// @param gone users that are gone for good
    /// @param ambiguity what a caller learns of a name of several users
    /// @param echo the manners of the user that answers calls
    public record Service(
            Mode mode,
            Map<UserName, List<UserName>> aliases,
            Map<UserName, Uri> moved,
            List<UserName> gone,
            Ambiguity ambiguity,
            EchoSettings echo) {
        /// A proxy for users without other names.
        public static final Service STANDARD =
                new Service(
                        Mode.PROXY,
                        Map.of(),
                        Map.of(),
                        List.of(),
                        Ambiguity.HIDE,
                        EchoSettings.defaults());

        /// Copies the collections.
        public Service {
            aliases = Map.copyOf(aliases);
            moved = Map.copyOf(moved);
            gone = List.copyOf(gone);
        }

        /// This with another echo.
        public Service with(EchoSettings other) {
            return new Service(mode, aliases, moved, gone, ambiguity, other);
        }
    }

    /// Who may do what.
    ///
    /// @param required whether own users must prove who they are
    /// @param algorithms the digest algorithms to offer, the preferred one first (RFC 8760 §2.4)
    /// @param tries how many wrong credentials in a row, of one user and from one address, block
    ///   that pair for a minute
    /// @param users users besides those of the data folder; they are forgotten at the end
    /// @param thirdParties who may register for whom
    /// @param trust whose word counts
    public record Access(
            boolean required,
            List<DigestAlgorithm> algorithms,
            int tries,
            List<User> users,
            List<ThirdParty> thirdParties,
            TrustConfig trust) {
        /// Copies the lists.
        public Access {
            algorithms = List.copyOf(algorithms);
            users = List.copyOf(users);
            thirdParties = List.copyOf(thirdParties);
        }
    }

    /// A user that may register for others.
    ///
    /// @param who the user
    /// @param whose for whom; null for every user of its domain
    public record ThirdParty(UserName who, @Nullable UserName whose) {}

    /// A user with a password in clear.
    ///
    /// @param name the user part
    /// @param domain the domain, or null for the first one
    /// @param password the password
    public record User(String name, @Nullable String domain, String password) {
        /// The address without the password, so that no log shows one.
        @Override
        public String toString() {
            return domain == null ? name : name + "@" + domain;
        }
    }

    /// The bounds of registrations.
    ///
    /// @param minExpires the shortest lifetime; a shorter one is answered with 423
    /// @param maxExpires the longest lifetime; a longer one is shortened
    /// @param maxContacts how many bindings an address-of-record may have
    /// @param maxBinding how many octets a binding may have
    /// @param path which Path is taken, RFC 3327
    /// @param serviceRoute what clients are told to preload, RFC 3608; may be empty
    public record Registrar(
            Duration minExpires,
            Duration maxExpires,
            int maxContacts,
            int maxBinding,
            PathRule path,
            List<NameAddress> serviceRoute) {
        /// Copies the list.
        public Registrar {
            serviceRoute = List.copyOf(serviceRoute);
        }
    }

    /// The sizes above which messages are refused.
    ///
    /// @param message the bytes of a message
    /// @param body the bytes of a body
    /// @param uri the bytes of a Request-URI
    /// @param headers the number of header lines
    /// @param transactions the number of open transactions of a shard above which new work is
    ///     refused, those among them that only wait for repetitions too; whatever it says, they
    ///     take no more than a quarter of the heap
    /// @param protection what holds against too much from outside
    public record Limits(
            int message, int body, int uri, int headers, int transactions, Protection protection) {
        /// What one source may send.
        public GuardSettings sources() {
            return protection.sources();
        }
    }

    /// What holds against too much from outside.
    ///
    /// @param sources what one source may send
    /// @param overload with whom overload is controlled, RFC 7339; null for with nobody
    public record Protection(GuardSettings sources, @Nullable OverloadConfig overload) {
        /// These with other limits of sources.
        public Protection with(GuardSettings other) {
            return new Protection(other, overload);
        }

        /// These with overload control.
        public Protection with(OverloadConfig other) {
            return new Protection(sources, other);
        }
    }

    /// What decides where requests go.
    ///
    /// @param rules the rules, in the order of the file
    /// @param dialPlan the numbers that there are, in the order of the file
    /// @param routes a class that decides what these leave open, or null
    /// @param file the file that all this was read from, or null
    /// @param recurse whether redirections are followed here, RFC 3261 §16.5
    public record Routing(
            RuleBook rules,
            DialPlan dialPlan,
            @Nullable ScriptDecider routes,
            @Nullable Path file,
            boolean recurse) {
        /// Nothing decides: every request takes the default way.
        public static final Routing NONE =
                new Routing(new RuleBook(List.of()), new DialPlan(List.of()), null, null, false);

        /// This with other rules.
        public Routing with(RuleBook book) {
            return new Routing(book, dialPlan, routes, file, recurse);
        }

        /// This with another dial plan.
        public Routing with(DialPlan plan) {
            return new Routing(rules, plan, routes, file, recurse);
        }

        /// This with redirections followed here or not.
        public Routing withRecurse(boolean on) {
            return new Routing(rules, dialPlan, routes, file, on);
        }

        /// This with another class.
        public Routing with(ScriptDecider script) {
            return new Routing(rules, dialPlan, script, file, recurse);
        }

        /// This as it was read from a file.
        public Routing from(Path path) {
            return new Routing(rules, dialPlan, routes, path, recurse);
        }

        /// Those of the file that decide, in the order in which they are asked.
        public Router router() {
            Router router = Router.of(rules, dialPlan);
            return routes == null ? router : router.with(routes);
        }
    }
}
