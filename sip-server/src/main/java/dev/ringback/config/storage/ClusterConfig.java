package dev.ringback.config.storage;

import dev.ringback.cluster.Sharing;
import dev.ringback.config.Listen;
import dev.ringback.stack.Transport;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How this server works with others that share its table of bindings.
///
/// @param node where the others reach it; null for its first socket
/// @param sharing whom a node reaches by itself
public record ClusterConfig(@Nullable Listen node, Sharing sharing) {
    /// What there is without a configuration.
    public static final ClusterConfig STANDARD = new ClusterConfig(null, Sharing.FULL);

    private static final Set<Transport> AMONG_NODES =
            Set.of(Transport.UDP, Transport.TCP, Transport.TLS);

    /// Where the others reach it; null where that is not known.
    ///
    /// @param sockets those on which it listens
    public @Nullable Listen among(List<Listen> sockets) {
        return node != null
                ? node
                : sockets.stream().filter(ClusterConfig::reachable).findFirst().orElse(null);
    }

    /// Whether other nodes can reach a socket by what is written of it.
    static boolean reachable(Listen socket) {
        return AMONG_NODES.contains(socket.transport())
                && !socket.wildcard()
                && !socket.group()
                && socket.port() > 0;
    }
}
