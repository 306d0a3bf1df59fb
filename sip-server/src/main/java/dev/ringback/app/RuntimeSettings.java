package dev.ringback.app;

import dev.ringback.app.record.FailureLog;
import dev.ringback.config.Listen;
import dev.ringback.config.ServerConfig;
import dev.ringback.config.secure.WebSocketConfig;
import dev.ringback.parse.ParseLimits;
import dev.ringback.resolver.DnsConfig;
import dev.ringback.runtime.MonotonicClock;
import dev.ringback.runtime.RuntimeConfig;
import dev.ringback.stack.SourceGate;
import dev.ringback.transport.TransportContext;
import dev.ringback.websocket.WebSocketSettings;
import java.util.HashSet;
import java.util.Set;

/// What the configuration says about sockets, in the words of the runtime.
final class RuntimeSettings {
    private static final int MAX_HEADER_LINE = 8_192;

    private RuntimeSettings() {}

    /// The runtime of a server.
    ///
    /// @param clock the time of the stack
    /// @param gate decides what a source may send at all
    /// @param secure what lies between stream sockets and messages
    static RuntimeConfig of(
            ServerConfig config,
            MonotonicClock clock,
            Observers observers,
            SourceGate gate,
            TransportContext.Secure secure) {
        RuntimeConfig.Builder builder =
                RuntimeConfig.builder()
                        .clock(clock)
                        .parseLimits(parse(config.limits()))
                        .notices(observers.counters().andThen(new FailureLog()))
                        .watches(_ -> observers.watch())
                        .gate(gate)
                        .dns(dns(config))
                        .secure(secure)
                        .advertise(config.network().advertise());
        if (config.network().shards() > 0) {
            builder.shards(config.network().shards());
        }
        for (Listen listen : config.network().listen()) {
            builder.listen(listen.transport(), listen.address());
        }
        return builder.build();
    }

    private static ParseLimits parse(ServerConfig.Limits limits) {
        return new ParseLimits(
                limits.message(), limits.headers(), MAX_HEADER_LINE, limits.uri(), limits.body());
    }

    /// Who may open a WebSocket, and where.
    static WebSocketSettings webSockets(ServerConfig config) {
        WebSocketConfig configured = config.network().sockets().webSocket();
        Set<String> paths = new HashSet<>(configured.paths());
        for (Listen listen : config.network().listen()) {
            if (!listen.path().isEmpty()) {
                paths.add(listen.path());
            }
        }
        return new WebSocketSettings(paths, configured.origins());
    }

    /// Who is asked about names.
    static DnsConfig dns(ServerConfig config) {
        return DnsConfig.defaults()
                .withServers(config.network().dns().servers())
                .withTimeout(config.network().dns().timeout());
    }
}
