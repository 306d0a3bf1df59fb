package dev.ringback.console;

import dev.ringback.config.HostName;
import dev.ringback.console.api.BindingJson;
import dev.ringback.console.api.CallJson;
import dev.ringback.console.api.CallsApi;
import dev.ringback.console.api.CodesApi;
import dev.ringback.console.api.RatesApi;
import dev.ringback.console.api.RegistrationsApi;
import dev.ringback.console.api.RulesApi;
import dev.ringback.console.api.SessionApi;
import dev.ringback.console.api.StatusApi;
import dev.ringback.console.api.UsersApi;
import dev.ringback.console.door.Door;
import dev.ringback.console.door.DoorRules;
import dev.ringback.console.door.Tokens;
import dev.ringback.console.live.EventStream;
import dev.ringback.console.live.LiveView;
import dev.ringback.console.metrics.MetricsText;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/// The web console of a running server. Nothing that a browser asks waits on a thread of a shard.
public final class Console implements AutoCloseable {
    private final WebServer web;
    private final LiveView live;
    private final MetricsText metrics;

    private Console(WebServer web, LiveView live, MetricsText metrics) {
        this.web = web;
        this.live = live;
        this.metrics = metrics;
    }

    /// Opens it.
    ///
    /// @throws IOException where the address cannot be had
    public static Console open(Parts parts, Place place) throws IOException {
        BindingJson bindings = new BindingJson(parts.calls());
        CallJson calls = new CallJson();
        String program = place.access().program();
        LiveView live = new LiveView(parts.server(), parts.calls(), calls, bindings);
        MetricsText metrics = new MetricsText(parts.server(), program);
        metrics.tellOf(live);
        Door door =
                new Door(
                        new DoorRules(
                                place.at().getPort(),
                                place.hosts(),
                                place.secure(),
                                place.access().token(),
                                parts.demo() != null,
                                place.access().metrics()));
        boolean opened = false;
        try {
            String word = new Tokens().fresh();
            WebServer web =
                    WebServer.start(
                            entrance(place, word),
                            routes -> {
                                routes.before(door::admit);
                                new SessionApi(door, parts.demo(), program).on(routes);
                                new StatusApi(parts.status()).on(routes);
                                new RegistrationsApi(parts.server(), bindings).on(routes);
                                new UsersApi(parts.server()).on(routes);
                                new RulesApi(parts.server(), parts.configuration()).on(routes);
                                new CodesApi(heard(parts)).on(routes);
                                new CallsApi(parts.calls(), parts.teller(), calls).on(routes);
                                new RatesApi(live.rates()).on(routes);
                                new EventStream(live, door, program).on(routes);
                                metrics.on(routes, door::admitToMetrics);
                                new Pages().on(routes);
                            });
            handOn(place, web, word);
            opened = true;
            return new Console(web, live, metrics);
        } finally {
            if (!opened) {
                live.close();
                metrics.close();
            }
        }
    }

    private static WebServer.Entrance entrance(Place place, String word) {
        if (place.way() != null) {
            return WebServer.Entrance.behind(word);
        }
        SslContextFactory.Server tls = null;
        if (place.tls() != null) {
            tls = new SslContextFactory.Server();
            tls.setSslContext(place.tls());
        }
        return new WebServer.Entrance(place.at(), null, tls);
    }

    private static void handOn(Place place, WebServer web, String word) {
        Place.Way way = place.way();
        if (way != null) {
            way.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), web.port()), word);
        }
    }

    /// Where SIP is heard, as commands are told it.
    private static String heard(Parts parts) {
        for (ListenPoint point : parts.server().listenPoints()) {
            if (point.transport() == Transport.UDP || point.transport() == Transport.TCP) {
                InetAddress address = point.bound().getAddress();
                String host = address.isAnyLocalAddress() ? "127.0.0.1" : HostName.text(address);
                String literal = host.indexOf(':') < 0 ? host : "[" + host + "]";
                return literal + ":" + point.bound().getPort();
            }
        }
        return "127.0.0.1:5060";
    }

    /// The port at which it listens itself.
    public int port() {
        return web.port();
    }

    /// Tells all who listen that this is the end, and listens no more.
    @Override
    public void close() {
        live.close();
        web.close();
        metrics.close();
    }
}
