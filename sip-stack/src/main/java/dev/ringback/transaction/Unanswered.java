package dev.ringback.transaction;

import dev.ringback.stack.Destination;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Transport;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The client transactions that have had no response at all, by where they were sent: those over
/// UDP, for the errors of the network (RFC 3261 §18.4), and those on a flow, which may end (RFC
/// 5626 §5.3).
final class Unanswered {
    private final Map<Object, Set<ClientTransaction>> byPlace = new HashMap<>();

    /// Adds one; does nothing for one that opens a stream, whose errors name the message.
    void add(ClientTransaction transaction) {
        Object place = place(transaction.destination());
        if (place != null) {
            byPlace.computeIfAbsent(place, _ -> new LinkedHashSet<>(2)).add(transaction);
        }
    }

    void remove(ClientTransaction transaction) {
        Object place = place(transaction.destination());
        Set<ClientTransaction> there = place == null ? null : byPlace.get(place);
        if (there != null && there.remove(transaction) && there.isEmpty()) {
            byPlace.remove(place);
        }
    }

    /// Those that were sent to this address as datagrams, in their order.
    List<ClientTransaction> at(InetSocketAddress remote) {
        return List.copyOf(byPlace.getOrDefault(remote, Set.of()));
    }

    /// Those that were sent on this flow, in their order; over UDP those sent to its far end.
    List<ClientTransaction> on(Flow flow) {
        Object place = place(flow);
        return place == null ? List.of() : List.copyOf(byPlace.getOrDefault(place, Set.of()));
    }

    private static @Nullable Object place(Destination to) {
        if (to.transport() == Transport.UDP) {
            return to.remote();
        }
        return to instanceof Flow flow ? flow : null;
    }
}
