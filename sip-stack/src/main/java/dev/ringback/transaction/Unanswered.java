package dev.ringback.transaction;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The client transactions over UDP that have had no response at all, by where they were sent: RFC
/// 3261 §18.4.
final class Unanswered {
    private final Map<InetSocketAddress, Set<ClientTransaction>> byRemote = new HashMap<>();

    /// Adds one; does nothing for one over a stream, whose errors name the message.
    void add(ClientTransaction transaction) {
        if (!transaction.reliable()) {
            byRemote.computeIfAbsent(
                            transaction.destination().remote(), _ -> new LinkedHashSet<>(2))
                    .add(transaction);
        }
    }

    void remove(ClientTransaction transaction) {
        InetSocketAddress remote = transaction.destination().remote();
        Set<ClientTransaction> there = byRemote.get(remote);
        if (there != null && there.remove(transaction) && there.isEmpty()) {
            byRemote.remove(remote);
        }
    }

    /// Those that were sent to this address, in their order.
    List<ClientTransaction> at(InetSocketAddress remote) {
        return List.copyOf(byRemote.getOrDefault(remote, Set.of()));
    }
}
