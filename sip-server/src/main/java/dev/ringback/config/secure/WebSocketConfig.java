package dev.ringback.config.secure;

import java.util.List;

/// WebSocket as it is configured.
///
/// @param origins the origins whose pages may connect; empty for all
/// @param paths the paths that are answered
public record WebSocketConfig(List<String> origins, List<String> paths) {
    /// Pages of any origin, on `/sip`, `/ws` and `/`.
    public static final WebSocketConfig STANDARD =
            new WebSocketConfig(List.of(), List.of("/sip", "/ws", "/"));

    /// Copies the lists.
    public WebSocketConfig {
        origins = List.copyOf(origins);
        paths = List.copyOf(paths);
    }
}
