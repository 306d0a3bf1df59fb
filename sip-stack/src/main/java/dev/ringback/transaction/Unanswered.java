package dev.ringback.transaction;

import dev.ringback.stack.Flow;
import dev.ringback.stack.Transport;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The client transactions that wait for a response, by where they were really sent: those over UDP
/// that have had none, for the errors of the network (RFC 3261 §18.4), and by its number those on a
/// connection, which may end (RFC 5626 §5.3). An INVITE stays until its final response.
///
/// Which connection took what was sent to a hop, the runtime tells. An address does not say it:
/// over TLS several connections lead to one address, each for its domain, and one that the far end
/// opened comes from another port than the one that it is used for (RFC 5923 §8, §9).
final class Unanswered {
    private final Map<InetSocketAddress, Set<ClientTransaction>> datagrams = new HashMap<>();
    private final ByConnection<ClientTransaction> streams = new ByConnection<>();

    /// Adds one. What goes to a hop over a stream is nowhere until its connection is known.
    void add(ClientTransaction transaction) {
        InetSocketAddress remote = transaction.destination().remote();
        if (transaction.destination().transport() == Transport.UDP) {
            datagrams.computeIfAbsent(remote, _ -> new LinkedHashSet<>(2)).add(transaction);
        } else if (transaction.connection() != 0) {
            streams.add(transaction.connection(), transaction);
        }
    }

    void remove(ClientTransaction transaction) {
        InetSocketAddress remote = transaction.destination().remote();
        if (transaction.destination().transport() != Transport.UDP) {
            streams.remove(transaction.connection(), transaction);
            return;
        }
        Set<ClientTransaction> there = datagrams.get(remote);
        if (there != null && there.remove(transaction) && there.isEmpty()) {
            datagrams.remove(remote);
        }
    }

    /// Those that were sent to this address as datagrams and have had no response, in their order.
    List<ClientTransaction> at(InetSocketAddress remote) {
        return List.copyOf(datagrams.getOrDefault(remote, Set.of()));
    }

    /// Those that were sent on this flow, in their order, which hang on it no more; over UDP those
    /// that were sent to its far end.
    List<ClientTransaction> on(Flow flow) {
        return flow.transport() == Transport.UDP
                ? at(flow.remote())
                : streams.take(flow.connection());
    }

    /// What hangs on stream connections, by their numbers and in the order in which it came.
    static final class ByConnection<T> {
        private final Map<Long, Set<T>> byNumber = new HashMap<>();

        void add(long connection, T hanging) {
            byNumber.computeIfAbsent(connection, _ -> new LinkedHashSet<>(2)).add(hanging);
        }

        /// Takes one off its connection; does nothing where it does not hang there.
        void remove(long connection, T hanging) {
            Set<T> there = byNumber.get(connection);
            if (there != null && there.remove(hanging) && there.isEmpty()) {
                byNumber.remove(connection);
            }
        }

        /// Takes all off a connection that is no more.
        List<T> take(long connection) {
            Set<T> there = byNumber.remove(connection);
            return there == null ? List.of() : List.copyOf(there);
        }
    }
}
