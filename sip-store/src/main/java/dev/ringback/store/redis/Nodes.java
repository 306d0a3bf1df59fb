package dev.ringback.store.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// The servers that are known, and Lettuce, which connects to them. Safe for use by many threads.
final class Nodes implements AutoCloseable {
    private final ConcurrentHashMap<RedisUri.Server, Node> known = new ConcurrentHashMap<>();
    private final RedisSettings settings;
    private final RedisClient client;
    private volatile int replicas;

    Nodes(RedisSettings settings) {
        this.settings = settings;
        this.client = RedisClient.create();
        client.setOptions(
                ClientOptions.builder()
                        .autoReconnect(false)
                        .requestQueueSize(2 * settings.mostWaiting() + 1_000)
                        .socketOptions(
                                SocketOptions.builder()
                                        .connectTimeout(settings.timeout())
                                        .keepAlive(true)
                                        .build())
                        .timeoutOptions(TimeoutOptions.enabled(settings.timeout()))
                        .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                        .build());
    }

    /// They are those of a cluster, so replicas are waited for. Begins anew.
    void ofCluster() {
        replicas = settings.replicas();
        keep(Set.of());
    }

    /// Whether changes wait for replicas.
    boolean replicated() {
        return replicas > 0;
    }

    /// The server at an address.
    Node at(RedisUri.Server server) {
        return known.computeIfAbsent(server, this::node);
    }

    private Node node(RedisUri.Server server) {
        RedisURI uri = uri(server);
        return new Node(
                server,
                new Link(client, uri, settings, 0),
                new Link(client, uri, settings, replicas));
    }

    private RedisURI uri(RedisUri.Server server) {
        RedisUri from = settings.uri();
        RedisURI.Builder builder =
                RedisURI.builder()
                        .withHost(server.host())
                        .withPort(server.port())
                        .withSsl(from.tls())
                        .withTimeout(settings.timeout());
        if (!from.user().isEmpty()) {
            builder.withAuthentication(from.user(), from.password());
        } else if (!from.password().isEmpty()) {
            builder.withPassword((CharSequence) from.password());
        }
        return builder.build();
    }

    /// All that are known.
    Collection<Node> all() {
        return List.copyOf(known.values());
    }

    /// Forgets all but these.
    void keep(Set<RedisUri.Server> servers) {
        for (Node node : all()) {
            if (!servers.contains(node.server()) && known.remove(node.server(), node)) {
                node.close();
            }
        }
    }

    /// Connects to hear what is told on channels.
    CompletableFuture<StatefulRedisPubSubConnection<byte[], byte[]>> listen(Node to) {
        return client.connectPubSubAsync(ByteArrayCodec.INSTANCE, uri(to.server()))
                .toCompletableFuture();
    }

    /// Ends all connections.
    @Override
    public void close() {
        client.shutdown(0, settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
    }
}
