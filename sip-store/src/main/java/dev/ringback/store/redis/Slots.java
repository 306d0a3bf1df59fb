package dev.ringback.store.redis;

import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.models.partitions.ClusterPartitionParser;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode.NodeFlag;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which server has which key. In a cluster all servers are asked who has what, and the claim with
/// the highest epoch counts, as among the servers themselves; so one that was cut off and comes
/// back does not mislead. Safe for use by many threads.
final class Slots {
    private static final Logger LOG = LoggerFactory.getLogger(Slots.class);
    private static final long SOONEST = Duration.ofMillis(200).toNanos();

    /// The epoch of what a redirection told: whatever a server claims replaces it.
    private static final long HEARSAY = -1;

    private final Nodes nodes;
    private final Collection<RedisUri.Server> seeds;
    private final boolean cluster;
    private final AtomicReferenceArray<@Nullable Claim> claims =
            new AtomicReferenceArray<>(SlotHash.SLOT_COUNT);
    private CompletableFuture<Void> asked = CompletableFuture.completedFuture(null);
    private long askedAt = System.nanoTime() - SOONEST;

    /// @param seeds the servers to begin with; the one that there is, where it is no cluster
    Slots(Nodes nodes, Collection<RedisUri.Server> seeds, boolean cluster) {
        this.nodes = nodes;
        this.seeds = Set.copyOf(seeds);
        this.cluster = cluster;
        Claim only = cluster ? null : new Claim(nodes.at(seeds.iterator().next()), 0);
        for (int slot = 0; only != null && slot < SlotHash.SLOT_COUNT; slot++) {
            claims.set(slot, only);
        }
    }

    /// A master has a slot.
    ///
    /// @param epoch when it got its slots, in the time of the cluster
    private record Claim(Node node, long epoch) {}

    /// Who has a key; null where nobody is known to.
    @Nullable Node master(byte[] key) {
        Claim claim = claims.get(SlotHash.getSlot(key));
        return claim == null ? null : claim.node();
    }

    /// Those that have keys.
    Set<Node> masters() {
        Set<Node> masters = new LinkedHashSet<>();
        for (int slot = 0; slot < SlotHash.SLOT_COUNT; slot++) {
            Claim claim = claims.get(slot);
            if (claim != null) {
                masters.add(claim.node());
            }
        }
        return masters;
    }

    /// A server says that another one has a key.
    void moved(byte[] key, Node to) {
        claims.set(SlotHash.getSlot(key), new Claim(to, HEARSAY));
        var _ = refresh();
    }

    /// Asks the servers who has what, unless that was done just now.
    ///
    /// @return once all have said so, or do not answer
    CompletableFuture<Void> refresh() {
        CompletableFuture<Void> mine;
        synchronized (this) {
            long now = System.nanoTime();
            if (!cluster || !asked.isDone() || now - askedAt < SOONEST) {
                return asked.copy();
            }
            mine = new CompletableFuture<>();
            asked = mine;
            askedAt = now;
        }
        var _ = ask().whenComplete((_, _) -> mine.complete(null));
        return mine.copy();
    }

    /// Asks all that are known, and forgets those that none of them knows any more.
    CompletableFuture<Void> ask() {
        seeds.forEach(nodes::at);
        Set<RedisUri.Server> members = ConcurrentHashMap.newKeySet();
        CompletableFuture<?>[] views =
                nodes.all().stream()
                        .map(node -> ask(node, members))
                        .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(views).thenRun(() -> forget(members));
    }

    private CompletableFuture<Void> ask(Node node, Set<RedisUri.Server> members) {
        return node.reads()
                .session()
                .thenCompose(Session::nodes)
                .handle(
                        (view, failure) -> {
                            if (failure == null) {
                                take(view, node, members);
                            } else {
                                LOG.debug("{} does not tell who has what: {}", node, failure);
                            }
                            return null;
                        });
    }

    /// Takes what a server says: the answer of `CLUSTER NODES`.
    ///
    /// @param members gets those that it names
    void take(String view, Node viewer, Set<RedisUri.Server> members) {
        for (RedisClusterNode each : ClusterPartitionParser.parse(view)) {
            RedisUri.Server server = server(each, viewer);
            if (server == null || each.is(NodeFlag.NOADDR) || each.is(NodeFlag.HANDSHAKE)) {
                continue;
            }
            members.add(server);
            Node node = nodes.at(server);
            if (each.is(NodeFlag.UPSTREAM)) {
                claim(each, new Claim(node, each.getConfigEpoch()));
            }
        }
    }

    /// A server that has not met the others does not know its own address.
    private static RedisUri.@Nullable Server server(RedisClusterNode node, Node viewer) {
        RedisURI uri = node.getUri();
        if (uri != null) {
            return new RedisUri.Server(uri.getHost(), uri.getPort());
        }
        return node.is(NodeFlag.MYSELF) ? viewer.server() : null;
    }

    private void claim(RedisClusterNode owner, Claim claim) {
        for (int slot : owner.getSlots()) {
            claims.updateAndGet(
                    slot, known -> known == null || known.epoch() <= claim.epoch() ? claim : known);
        }
    }

    /// Where nobody answers everybody may still be there.
    private void forget(Set<RedisUri.Server> members) {
        if (!members.isEmpty()) {
            Set<RedisUri.Server> kept = new HashSet<>(members);
            kept.addAll(seeds);
            masters().forEach(master -> kept.add(master.server()));
            nodes.keep(kept);
        }
    }
}
