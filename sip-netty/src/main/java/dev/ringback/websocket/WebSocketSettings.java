package dev.ringback.websocket;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who may open a WebSocket, and where.
///
/// @param paths the paths that are answered
/// @param origins the origins whose pages may connect, such as `https://phone.example.com`; empty
///     for all. Who tells no origin is no browser and may
public record WebSocketSettings(Set<String> paths, List<String> origins) {
    /// Copies both.
    public WebSocketSettings {
        paths = Set.copyOf(paths);
        origins = origins.stream().map(origin -> origin.toLowerCase(Locale.ROOT)).toList();
    }

    /// `/sip`, `/ws` and `/`, for pages of any origin.
    public static WebSocketSettings defaults() {
        return new WebSocketSettings(Set.of("/sip", "/ws", "/"), List.of());
    }

    /// Whether a page of that origin may connect.
    ///
    /// @param origin the value of Origin, RFC 6454 §7, or null where there was none
    public boolean admits(@Nullable String origin) {
        return origin == null
                || origins.isEmpty()
                || origins.contains(origin.toLowerCase(Locale.ROOT));
    }

    /// Whether a request target names one of the paths; a query changes nothing.
    public boolean answers(String target) {
        int query = target.indexOf('?');
        return paths.contains(query < 0 ? target : target.substring(0, query));
    }

    /// The URI that a client opens.
    ///
    /// @param host a name or an address without brackets
    public static URI uri(boolean secure, String host, int port, String path) {
        String literal = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return URI.create((secure ? "wss://" : "ws://") + literal + ":" + port + path);
    }
}
