package dev.ringback.cli.serve;

import dev.ringback.cli.terminal.UsageException;
import dev.ringback.cli.terminal.UserName;
import dev.ringback.config.ConfigException;
import dev.ringback.config.ConfigFile;
import dev.ringback.config.HostName;
import dev.ringback.config.Listen;
import dev.ringback.config.ServerConfig;
import dev.ringback.config.ServerConfigBuilder;
import dev.ringback.config.secure.CertificateFiles;
import dev.ringback.config.secure.TlsConfig;
import dev.ringback.config.web.ConsoleConfig;
import dev.ringback.config.web.WebReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The options of `ringback serve` that say what the server is: first the file, then the options,
/// which replace what the file says.
@Command
public final class ServeOptions {
    private static final List<String> DEMO_LISTEN =
            List.of("udp:127.0.0.1", "tcp:127.0.0.1", "tls:127.0.0.1", "ws:127.0.0.1:8080/sip");
    private static final List<String> DEMO_USERS = List.of("alice", "bob");

    /// Short enough for tools that register for seconds, as sipsak does.
    private static final Duration DEMO_MIN_EXPIRES = Duration.ofSeconds(10);

    @Option(names = "--config", paramLabel = "FILE", description = "reads the configuration file")
    private @Nullable Path config;

    @Option(
            names = "--listen",
            paramLabel = "SOCKET",
            description = {
                "listens there, e.g. udp:127.0.0.1:5060, tcp:*, tls:*, ws:*:8080/sip;",
                "may be repeated (udp:*:5060 and tcp:*:5060)"
            })
    private List<String> listen = new ArrayList<>();

    @Option(
            names = "--tls",
            paramLabel = "CERT[,KEY]",
            description = {
                "proves with this certificate (PEM) who it is; may be repeated for",
                "further domains (tls: of the configuration; see 'ringback cert')"
            })
    private List<String> tls = new ArrayList<>();

    @Option(
            names = "--domain",
            paramLabel = "DOMAIN",
            description = "is responsible for this domain; may be repeated (localhost)")
    private List<String> domains = new ArrayList<>();

    @Option(
            names = "--user",
            paramLabel = "NAME:PASSWORD",
            description = "has this user until it stops; may be repeated")
    private List<String> users = new ArrayList<>();

    @Option(
            names = "--no-auth",
            description = "for labs: any user of the domains may register and call")
    private boolean noAuth;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "keeps what outlives a restart there (ringback-data)")
    private @Nullable Path data;

    @Option(
            names = "--demo",
            description = "has users alice and bob and listens on this machine only")
    private boolean demo;

    @Option(
            names = "--console",
            paramLabel = "ADDRESS",
            description = {
                "has the web console there, e.g. 127.0.0.1:8080, or off; without it there is one",
                "with --demo and with --config (console: of the configuration)"
            })
    private @Nullable String console;

    @Option(
            names = "--advertise",
            paramLabel = "HOST",
            description = "tells peers to reach it under this host")
    private @Nullable String advertise;

    @Option(
            names = "--shards",
            paramLabel = "N",
            description = "runs on so many event loops (half of the processors)")
    private @Nullable Integer shards;

    /// Nothing is given yet.
    public ServeOptions() {}

    /// Whether this is the demonstration.
    boolean demo() {
        return demo;
    }

    /// The configuration file; null where there is none.
    @Nullable Path file() {
        return config;
    }

    /// What the sockets can be changed with.
    String listenOption() {
        return config == null || !listen.isEmpty() ? "--listen" : "listen in " + config;
    }

    /// The configuration that file and options make together.
    public ServerConfig config() throws ConfigException, UsageException {
        return config(null);
    }

    /// The same with another text of the file.
    ///
    /// @param text null for the text that the file has
    ServerConfig config(@Nullable String text) throws ConfigException, UsageException {
        ServerConfigBuilder builder = ServerConfig.builder();
        if (demo) {
            builder.data(null);
            builder.ownCertificate();
            ServerConfig.Registrar usual = builder.registrar();
            builder.registrar(
                    new ServerConfig.Registrar(
                            DEMO_MIN_EXPIRES,
                            usual.maxExpires(),
                            usual.maxContacts(),
                            usual.maxBinding(),
                            usual.path(),
                            usual.serviceRoute()));
        }
        if (config != null && text != null) {
            ConfigFile.read(config, text, System.getenv(), builder);
        } else if (config != null) {
            ConfigFile.read(config, System.getenv(), builder);
        }
        try {
            apply(builder);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        ServerConfig result = builder.build();
        if (demo) {
            refusePublic(result);
        }
        return result;
    }

    /// The same, read once more while the server runs.
    ServerConfig again() throws ConfigException {
        try {
            return config();
        } catch (UsageException e) {
            throw new ConfigException(String.valueOf(e.getMessage()));
        }
    }

    private void apply(ServerConfigBuilder builder) throws UsageException {
        if (!listen.isEmpty()) {
            builder.listen(listen.stream().map(Listen::parse).toList());
        } else if (demo && !builder.listens()) {
            builder.listen(DEMO_LISTEN.stream().map(Listen::parse).toList());
        }
        if (!tls.isEmpty()) {
            TlsConfig usual = builder.tls();
            builder.tls(
                    new TlsConfig(
                            tls.stream().map(ServeOptions::files).toList(),
                            usual.authorities(),
                            usual.clients(),
                            usual.verifyServers()));
        }
        if (!domains.isEmpty()) {
            builder.domains(domains.stream().map(HostName::parse).distinct().toList());
        }
        if (noAuth) {
            builder.authRequired(false);
        }
        if (data != null) {
            builder.data(data);
        }
        if (advertise != null) {
            builder.advertise(HostName.parse(advertise));
        }
        if (console != null) {
            builder.web(builder.web().with(WebReader.console(console)));
        } else if (!demo && config == null) {
            builder.web(builder.web().with(ConsoleConfig.OFF));
        }
        if (shards != null) {
            if (shards < 1 || shards > 256) {
                throw new UsageException("--shards: " + shards + " is no number from 1 to 256");
            }
            builder.shards(shards);
        }
        for (String user : users) {
            builder.user(user(user));
        }
        if (demo) {
            DEMO_USERS.forEach(name -> builder.user(new ServerConfig.User(name, null, name)));
        }
    }

    private static CertificateFiles files(String text) {
        int comma = text.indexOf(',');
        Path certificate = Path.of(comma < 0 ? text : text.substring(0, comma));
        return new CertificateFiles(
                certificate, comma < 0 ? certificate : Path.of(text.substring(comma + 1)));
    }

    private static ServerConfig.User user(String text) throws UsageException {
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            throw new UsageException("--user takes NAME:PASSWORD, e.g. --user alice:secret");
        }
        UserName name = UserName.parse(text.substring(0, colon));
        return new ServerConfig.User(name.name(), name.domain(), text.substring(colon + 1));
    }

    private static void refusePublic(ServerConfig config) throws UsageException {
        for (Listen socket : config.network().listen()) {
            if (!socket.loopback()) {
                throw new UsageException(
                        "--demo has well-known passwords and listens on this machine only, not on "
                                + socket
                                + ": leave --demo out, and add users with: ringback user add NAME");
            }
        }
    }
}
