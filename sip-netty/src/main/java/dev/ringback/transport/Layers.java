package dev.ringback.transport;

import dev.ringback.parse.ParseLimits;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Transport;
import dev.ringback.tls.TlsContext;
import dev.ringback.tls.TlsLayer;
import dev.ringback.websocket.ClientUpgrade;
import dev.ringback.websocket.ServerUpgrade;
import dev.ringback.websocket.WebPassage;
import dev.ringback.websocket.WebSocketSettings;
import io.netty.channel.Channel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// What lies between a socket and its connection: TLS, WebSocket, both or nothing. The arithmetic
/// of TLS handshakes runs on threads of its own, never on an event loop.
final class Layers {
    private static final int SECONDS_UNUSED = 30;

    private final TransportContext.Secure settings;
    private final TransportLimits limits;
    private final int largest;
    private final ThreadPoolExecutor handshakes;

    Layers(TransportContext.Secure settings, TransportLimits limits, ParseLimits parse) {
        this.settings = settings;
        this.limits = limits;
        this.largest = parse.message();
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        this.handshakes =
                new ThreadPoolExecutor(
                        threads,
                        threads,
                        SECONDS_UNUSED,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        new DefaultThreadFactory("ringback-tls", true));
        this.handshakes.allowCoreThreadTimeOut(true);
    }

    /// Whether connections of a transport shake hands before they carry messages.
    static boolean shakes(Transport transport) {
        return transport != Transport.TCP;
    }

    /// Whether messages of a transport come in frames of WebSocket.
    static boolean frames(Transport transport) {
        return transport == Transport.WS || transport == Transport.WSS;
    }

    /// The way of browsers that want no WebSocket.
    WebPassage web() {
        return settings.web();
    }

    /// Whether there is what a transport needs.
    boolean has(Transport transport) {
        return !transport.secure() || settings.tls() != null;
    }

    /// Puts the layers of a connection that a peer opened on its channel.
    void accept(Channel channel, Transport transport) {
        if (transport.secure()) {
            TlsLayer.accept(channel, tls(), handshakes, limits.handshake());
        }
        if (frames(transport)) {
            ServerUpgrade.accept(channel, settings.webSockets(), largest);
        }
    }

    /// Puts the layers of a connection that we open on its channel.
    void connect(Channel channel, Hop hop) {
        if (hop.transport().secure()) {
            TlsLayer.connect(channel, server(hop), tls(), handshakes, limits.handshake());
        }
        if (frames(hop.transport())) {
            int port = hop.remote().getPort();
            String domain = hop.domain();
            String host = domain == null ? hop.remote().getAddress().getHostAddress() : domain;
            String path = settings.paths().getOrDefault(host + ":" + port, "/");
            ClientUpgrade.connect(
                    channel,
                    WebSocketSettings.uri(hop.transport().secure(), host, port, path),
                    largest);
        }
    }

    /// What a client says first to a server, so that it has to answer; nothing where the server
    /// would have to wait for a message.
    byte[] greeting(Hop hop) {
        return hop.transport().secure() ? TlsLayer.greeting(server(hop), tls()) : new byte[0];
    }

    private static TlsLayer.Server server(Hop hop) {
        String domain = hop.domain();
        return new TlsLayer.Server(domain == null ? "" : domain, hop.remote().getPort());
    }

    private TlsContext tls() {
        TlsContext tls = settings.tls();
        if (tls == null) {
            throw new IllegalStateException("no TLS is set up");
        }
        return tls;
    }

    /// Ends its threads.
    void close() {
        handshakes.shutdownNow();
    }
}
