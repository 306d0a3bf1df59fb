package dev.ringback.transaction;

import dev.ringback.stack.Destination;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Transport;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The client transactions that have had no response at all, by where they were sent: those over
/// UDP, for the errors of the network (RFC 3261 §18.4), and those on a flow, which may end (RFC
/// 5626 §5.3).
final class Unanswered {
    private final Map<Object, Set<ClientTransaction>> byPlace = new HashMap<>();

    /// The far end of a stream that a hop was sent to, whichever domain was meant.
    private record Far(Transport transport, InetSocketAddress remote) {}

    /// Adds one.
    void add(ClientTransaction transaction) {
        Object place = place(transaction.destination());
        byPlace.computeIfAbsent(place, _ -> new LinkedHashSet<>(2)).add(transaction);
    }

    void remove(ClientTransaction transaction) {
        Object place = place(transaction.destination());
        Set<ClientTransaction> there = byPlace.get(place);
        if (there != null && there.remove(transaction) && there.isEmpty()) {
            byPlace.remove(place);
        }
    }

    /// Those that were sent to this address as datagrams, in their order.
    List<ClientTransaction> at(InetSocketAddress remote) {
        return List.copyOf(byPlace.getOrDefault(remote, Set.of()));
    }

    /// Those that were sent on this flow, in their order; over UDP those sent to its far end, and
    /// over a stream those that were sent to the hop that it leads to: they most likely went this
    /// way.
    List<ClientTransaction> on(Flow flow) {
        List<ClientTransaction> there =
                new ArrayList<>(byPlace.getOrDefault(place(flow), Set.of()));
        there.addAll(byPlace.getOrDefault(far(flow), Set.of()));
        return there;
    }

    private static Object place(Destination to) {
        return switch (to) {
            case Destination any when any.transport() == Transport.UDP -> any.remote();
            case Flow flow -> flow;
            case Hop hop -> far(hop);
        };
    }

    private static Far far(Destination to) {
        return new Far(to.transport(), to.remote());
    }
}
