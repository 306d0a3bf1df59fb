package dev.ringback.console;

import dev.ringback.app.RingbackServer;
import dev.ringback.console.metrics.MetricsText;
import java.io.IOException;
import java.net.InetSocketAddress;

/// The metrics at an address of their own, without a login.
public final class MetricsPort implements AutoCloseable {
    private final WebServer web;
    private final MetricsText metrics;

    private MetricsPort(WebServer web, MetricsText metrics) {
        this.web = web;
        this.metrics = metrics;
    }

    /// Opens it.
    ///
    /// @param program the version of the program
    /// @throws IOException where the address cannot be had
    public static MetricsPort open(RingbackServer server, InetSocketAddress at, String program)
            throws IOException {
        MetricsText metrics = new MetricsText(server, program);
        boolean opened = false;
        try {
            WebServer web =
                    WebServer.start(
                            new WebServer.Entrance(at, null, null),
                            routes -> metrics.on(routes, _ -> {}));
            opened = true;
            return new MetricsPort(web, metrics);
        } finally {
            if (!opened) {
                metrics.close();
            }
        }
    }

    /// The port at which it listens.
    public int port() {
        return web.port();
    }

    @Override
    public void close() {
        web.close();
        metrics.close();
    }
}
