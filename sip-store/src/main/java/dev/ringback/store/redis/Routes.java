package dev.ringback.store.redis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Puts questions about keys to the servers that have them, and follows where they send. Safe for
/// use by many threads.
final class Routes {
    private static final int MOST_HOPS = 5;

    /// Milliseconds in which those that answer at all have said who has what.
    private static final long SOON = 100;

    private final Nodes nodes;
    private final Slots slots;

    Routes(Nodes nodes, Slots slots) {
        this.nodes = nodes;
        this.slots = slots;
    }

    /// Whether changes wait for replicas.
    boolean replicated() {
        return nodes.replicated();
    }

    /// Asks the server that has a key, and another one where that says so, or refuses and the
    /// cluster has chosen another. Whatever may have been done is not asked again.
    <T> CompletableFuture<T> ask(
            byte[] key, Node.Lane lane, Function<Session, CompletableFuture<T>> question) {
        return new Trip<>(key, lane, question).go(slots.master(key), false);
    }

    /// One question on its way.
    private final class Trip<T> {
        private final byte[] key;
        private final Node.Lane lane;
        private final Function<Session, CompletableFuture<T>> question;
        private int hops;

        Trip(byte[] key, Node.Lane lane, Function<Session, CompletableFuture<T>> question) {
            this.key = key;
            this.lane = lane;
            this.question = question;
        }

        CompletableFuture<T> go(@Nullable Node to, boolean asking) {
            if (to == null) {
                var _ = slots.refresh();
                return CompletableFuture.failedFuture(
                        new Fault.NoWay("no server of the cluster has these keys"));
            }
            hops++;
            return to.link(lane)
                    .session()
                    .thenCompose(
                            session ->
                                    asking
                                            ? session.asking(() -> question.apply(session))
                                            : question.apply(session))
                    .exceptionallyCompose(failure -> follow(to, failure));
        }

        private CompletableFuture<T> follow(Node from, Throwable failure) {
            Fault fault = Fault.of(failure);
            if (fault instanceof Fault.Elsewhere(var server, boolean ask) && hops < MOST_HOPS) {
                boolean same = server.host().isEmpty();
                Node to =
                        nodes.at(
                                same
                                        ? new RedisUri.Server(from.server().host(), server.port())
                                        : server);
                if (!ask) {
                    slots.moved(key, to);
                }
                return go(to, ask);
            }
            CompletableFuture<Void> asked = slots.refresh();
            return fault instanceof Fault.Refused && hops < MOST_HOPS
                    ? asked.completeOnTimeout(null, SOON, TimeUnit.MILLISECONDS)
                            .thenCompose(_ -> elsewhere(from, failure))
                    : CompletableFuture.failedFuture(failure);
        }

        /// Goes to another server where the cluster has chosen one by now.
        private CompletableFuture<T> elsewhere(Node from, Throwable failure) {
            Node now = slots.master(key);
            return now == null || now.equals(from)
                    ? CompletableFuture.failedFuture(failure)
                    : go(now, false);
        }
    }
}
