package dev.ringback.transport;

import dev.ringback.parse.ParseLimits;
import dev.ringback.silence.PeerTrial;
import dev.ringback.silence.SilentPeers;
import dev.ringback.socket.Backend;
import dev.ringback.tls.TlsContext;
import dev.ringback.websocket.WebPassage;
import dev.ringback.websocket.WebSocketSettings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the sockets of all shards of a runtime share. From any thread.
public final class TransportContext {
    private final Backend backend;
    private final TransportLimits limits;
    private final ParseLimits parse;
    private final ConnectionTable table;
    private final Traffic traffic = new Traffic();
    private final Layers layers;
    private final SilentPeers silent;

    /// A context with no connection and nothing counted, for UDP, TCP and WebSocket.
    public TransportContext(Backend backend, TransportLimits limits, ParseLimits parse) {
        this(backend, limits, parse, new Secure(null, WebSocketSettings.defaults(), Map.of()));
    }

    /// A context with no connection and nothing counted.
    public TransportContext(
            Backend backend, TransportLimits limits, ParseLimits parse, Secure secure) {
        this.backend = backend;
        this.limits = limits;
        this.parse = parse;
        this.table = new ConnectionTable(limits.connections(), new Sources(limits.sources()));
        this.layers = new Layers(secure, limits, parse);
        this.silent =
                new SilentPeers(
                        limits.rest(),
                        new PeerTrial(
                                limits.connectTimeout(), limits.handshake(), layers::greeting));
    }

    /// What lies between sockets and messages.
    ///
    /// @param tls makes the engines of TLS; null where there is no TLS
    /// @param webSockets who may open a WebSocket
    /// @param paths the paths of the WebSocket servers that we connect to, by `host:port`; others
    ///     are `/`
    /// @param web the way of browsers that come to a WebSocket port and want none
    public record Secure(
            @Nullable TlsContext tls,
            WebSocketSettings webSockets,
            Map<String, String> paths,
            WebPassage web) {
        /// Without a way for browsers that want no WebSocket.
        public Secure(
                @Nullable TlsContext tls, WebSocketSettings webSockets, Map<String, String> paths) {
            this(tls, webSockets, paths, new WebPassage());
        }

        /// Copies the map.
        public Secure {
            paths = Map.copyOf(paths);
        }
    }

    /// The kind of sockets.
    public Backend backend() {
        return backend;
    }

    /// The limits of the sockets.
    public TransportLimits limits() {
        return limits;
    }

    /// The limits of a message.
    public ParseLimits parse() {
        return parse;
    }

    /// The stream connections.
    public ConnectionTable table() {
        return table;
    }

    /// The counters.
    public Traffic traffic() {
        return traffic;
    }

    Layers layers() {
        return layers;
    }

    SilentPeers silent() {
        return silent;
    }

    /// Ends the threads that shake hands, and those that wait for silent peers.
    public void close() {
        layers.close();
        silent.close();
    }
}
