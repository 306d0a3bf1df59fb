package dev.ringback.console;

import dev.ringback.console.api.Asked;
import dev.ringback.console.api.Fault;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.ProxyConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// HTTP: Javalin on Jetty with few threads, virtual ones for requests, and a bound for everything.
final class WebServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
    private static final int MOST_CONNECTIONS = 160;
    private static final int MOST_THREADS = 8;
    private static final int MOST_HEADERS = 16_384;
    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final long STOP_MILLIS = 500;

    private final Javalin javalin;

    private WebServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /// Listens.
    ///
    /// @param entrance where
    /// @param routes what is answered
    /// @throws IOException where the address cannot be had
    static WebServer start(Entrance entrance, Consumer<RoutesConfig> routes) throws IOException {
        try {
            Javalin javalin = Javalin.create(config -> configure(config, entrance, routes));
            javalin.start();
            return new WebServer(javalin);
        } catch (RuntimeException e) {
            throw new IOException(
                    entrance.at() + " cannot be had: " + root(e).getMessage(), root(e));
        }
    }

    private static Throwable root(Throwable fault) {
        Throwable cause = fault.getCause();
        return cause == null ? fault : root(cause);
    }

    private static void configure(
            JavalinConfig config, Entrance entrance, Consumer<RoutesConfig> routes) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.router.ignoreTrailingSlashes = false;
        config.http.maxRequestSize = Asked.MOST_BODY;
        config.jetty.threadPool = threads();
        config.jetty.addConnector((server, http) -> connector(server, http, entrance));
        config.routes.exception(Fault.class, (fault, context) -> tell(context, fault));
        config.routes.exception(Exception.class, (fault, context) -> tell(context, bug(fault)));
        config.routes.error(404, context -> missing(context));
        config.routes.error(405, context -> missing(context));
        routes.accept(config.routes);
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool pool = new QueuedThreadPool(MOST_THREADS, 2);
        pool.setName("console");
        pool.setDaemon(true);
        pool.setReservedThreads(0);
        pool.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("console-"));
        return pool;
    }

    private static ServerConnector connector(
            Server server, HttpConfiguration http, Entrance entrance) {
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(MOST_HEADERS);
        List<ConnectionFactory> factories;
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        SslContextFactory.Server tls = entrance.tls();
        if (entrance.word() != null) {
            byte[] word = entrance.word().getBytes(StandardCharsets.US_ASCII);
            http.addCustomizer((request, _) -> checked(request, word));
            factories = List.of(new ProxyConnectionFactory(), plain);
        } else if (tls != null) {
            factories = List.of(new SslConnectionFactory(tls, plain.getProtocol()), plain);
        } else {
            factories = List.of(plain);
        }
        ServerConnector connector =
                new ServerConnector(
                        server,
                        null,
                        null,
                        null,
                        1,
                        1,
                        factories.toArray(ConnectionFactory[]::new));
        connector.setHost(entrance.at().getAddress().getHostAddress());
        connector.setPort(entrance.at().getPort());
        connector.setIdleTimeout(IDLE.toMillis());
        server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
        server.setStopTimeout(STOP_MILLIS);
        return connector;
    }

    /// Only what came by way of the SIP server is answered: it says who the browser is.
    private static Request checked(Request request, byte[] word) {
        EndPoint end = request.getConnectionMetaData().getConnection().getEndPoint();
        boolean known =
                end instanceof ProxyConnectionFactory.ProxyEndPoint proxied && told(proxied, word);
        if (!known) {
            throw new HttpException.RuntimeException(HttpStatus.FORBIDDEN_403, "not for you");
        }
        return request;
    }

    private static boolean told(ProxyConnectionFactory.ProxyEndPoint end, byte[] word) {
        byte @Nullable [] said = end.getTLV(Entrance.WORD);
        return said != null && MessageDigest.isEqual(said, word);
    }

    private static Fault bug(Exception fault) {
        if (fault instanceof Fault known) {
            return known;
        }
        if (fault instanceof IOException) {
            return new Fault(Fault.Kind.UNAVAILABLE, String.valueOf(fault.getMessage()));
        }
        LOG.error("a request to the console failed", fault);
        return new Fault(Fault.Kind.BUG, "This is a bug, please report it.");
    }

    private static void tell(Context context, Fault fault) {
        if (fault.retrySeconds() > 0) {
            context.header("Retry-After", Integer.toString(fault.retrySeconds()));
        }
        context.status(fault.status()).contentType(Fault.TYPE).result(fault.json());
    }

    private static void missing(Context context) {
        if (!Fault.TYPE.equals(context.res().getContentType())) {
            tell(context, new Fault(Fault.Kind.NOT_FOUND, "There is nothing here."));
        }
    }

    /// The port that was had.
    int port() {
        return javalin.port();
    }

    /// Where HTTP is heard.
    ///
    /// @param at the address
    /// @param word what the SIP server says that hands browsers on; null where they come themselves
    /// @param tls proves who it is; null without TLS
    record Entrance(
            InetSocketAddress at, @Nullable String word, SslContextFactory.@Nullable Server tls) {
        /// The type of the field with the word: that of sip-netty's `ProxyHeader`.
        static final int WORD = 0xE0;

        /// Any free port of this machine, for browsers that are handed on.
        static Entrance behind(String word) {
            return new Entrance(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), word, null);
        }
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
