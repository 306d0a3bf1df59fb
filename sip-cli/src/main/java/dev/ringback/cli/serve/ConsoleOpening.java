package dev.ringback.cli.serve;

import dev.ringback.app.RingbackServer;
import dev.ringback.cli.terminal.Version;
import dev.ringback.config.HostName;
import dev.ringback.config.ServerConfig;
import dev.ringback.config.web.ConsoleConfig;
import dev.ringback.config.web.MetricsConfig;
import dev.ringback.console.Console;
import dev.ringback.console.DemoUsers;
import dev.ringback.console.LadderTeller;
import dev.ringback.console.MetricsPort;
import dev.ringback.console.Parts;
import dev.ringback.console.Place;
import dev.ringback.console.door.Tokens;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.Transport;
import dev.ringback.websocket.WebPassage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens the web console of a server and its metrics, while SIP is served already. Where they
/// cannot be had the server runs without.
final class ConsoleOpening implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleOpening.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TOKEN_FILE = "console.token";

    private final RingbackServer server;
    private final ServerConfig config;
    private final ServeOptions options;
    private final Operation operation;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final CompletableFuture<@Nullable String> line = new CompletableFuture<>();

    /// Nothing is opened yet.
    ConsoleOpening(
            RingbackServer server, ServerConfig config, ServeOptions options, Operation operation) {
        this.server = server;
        this.config = config;
        this.options = options;
        this.operation = operation;
    }

    /// Begins, on a thread of its own.
    void begin() {
        Thread.ofPlatform().daemon().name("console-opening").start(this::run);
    }

    /// What is said of it, once it is open; null where there is none.
    @Nullable String line() {
        return line.completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    private void run() {
        try {
            openMetrics();
            line.complete(openConsole());
        } catch (RuntimeException | Error e) {
            LOG.error("the console could not be opened", e);
        } finally {
            line.complete(null);
        }
    }

    private void openMetrics() {
        MetricsConfig metrics = config.network().sockets().web().metrics();
        InetSocketAddress at = metrics.listen();
        if (at == null) {
            return;
        }
        try {
            keep(MetricsPort.open(server, at, Version.FULL));
        } catch (IOException e) {
            LOG.warn("no metrics: {}", e.getMessage());
        }
    }

    private @Nullable String openConsole() {
        ConsoleConfig console = config.network().sockets().web().console();
        InetSocketAddress at = console.on() ? address(console) : null;
        if (at == null) {
            return null;
        }
        ListenPoint shared = shared(at);
        boolean secure =
                shared == null
                        ? !console.loopback() && !console.plain()
                        : shared.transport() == Transport.WSS;
        Parts parts = parts(shared);
        String token = parts.demo() == null ? new Tokens().fresh() : null;
        Place.Way way =
                shared == null
                        ? null
                        : (behind, word) -> server.web().open(new WebPassage.Way(at, behind, word));
        MetricsConfig metrics = config.network().sockets().web().metrics();
        Place place =
                new Place(
                        at,
                        way,
                        shared == null && secure ? ServedKey.context(server) : null,
                        secure,
                        hosts(console),
                        new Place.Access(
                                token, metrics.on() && metrics.listen() == null, Version.FULL));
        try {
            keep(Console.open(parts, place));
            return said(url(at, secure), token);
        } catch (IOException e) {
            LOG.warn("no console: {}", e.getMessage());
            return null;
        }
    }

    /// In the demonstration it is where its WebSocket is, so that both need one port, and nowhere
    /// where it has none.
    private @Nullable InetSocketAddress address(ConsoleConfig console) {
        if (options.demo() && !console.named()) {
            for (ListenPoint point : server.listenPoints()) {
                if (point.transport() == Transport.WS) {
                    return point.bound();
                }
            }
            return null;
        }
        return console.listen();
    }

    /// The WebSocket that is offered at an address; null where there is none.
    private @Nullable ListenPoint shared(InetSocketAddress at) {
        for (ListenPoint point : server.listenPoints()) {
            InetSocketAddress bound = point.bound();
            boolean webSocket =
                    point.transport() == Transport.WS || point.transport() == Transport.WSS;
            boolean covers =
                    bound.getAddress().isAnyLocalAddress()
                            || bound.getAddress().equals(at.getAddress());
            if (webSocket && bound.getPort() == at.getPort() && covers) {
                return point;
            }
        }
        return null;
    }

    private Set<String> hosts(ConsoleConfig console) {
        Set<String> hosts = new HashSet<>(console.hosts());
        String advertised = config.network().advertise();
        if (advertised != null && !console.loopback()) {
            hosts.add(advertised);
        }
        return hosts;
    }

    private Parts parts(@Nullable ListenPoint shared) {
        String domain = config.served().getFirst();
        DemoUsers demo =
                !options.demo() || shared == null
                        ? null
                        : new DemoUsers(
                                "/sip",
                                domain,
                                config.access().users().stream()
                                        .map(
                                                user ->
                                                        new DemoUsers.User(
                                                                user.name(), user.password()))
                                        .toList());
        return new Parts(
                server,
                operation.status(),
                server.calls(),
                new LadderTeller(server.calls()::why),
                new ServedConfiguration(options, operation),
                demo);
    }

    private String said(String url, @Nullable String token) {
        if (token == null) {
            return " Open   " + url;
        }
        Path data = config.data();
        if (data == null) {
            return " Open   " + url + "  token " + token;
        }
        Path file = data.resolve(TOKEN_FILE);
        try {
            Tokens.keep(token, file);
            return " Open   " + url + "  token " + token + "  (also in " + file + ")";
        } catch (IOException e) {
            LOG.warn("the token of the console is not kept in {}: {}", file, e.toString());
            return " Open   " + url + "  token " + token;
        }
    }

    private static String url(InetSocketAddress at, boolean secure) {
        InetAddress address = at.getAddress();
        String host = address.isAnyLocalAddress() ? "localhost" : HostName.text(address);
        String literal = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return (secure ? "https://" : "http://") + literal + ":" + at.getPort();
    }

    private synchronized void keep(AutoCloseable one) {
        opened.push(one);
    }

    @Override
    public synchronized void close() {
        server.web().close();
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                LOG.debug("the console: {}", e.toString());
            }
        }
    }
}
