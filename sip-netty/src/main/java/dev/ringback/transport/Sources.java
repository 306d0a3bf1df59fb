package dev.ringback.transport;

import dev.ringback.auth.SourceNetwork;
import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Counts the connections of each source, and those that shake hands. It holds an entry only for
/// who has a connection. From any thread.
final class Sources {
    private final SourceLimits limits;
    private final ConcurrentHashMap<SourceNetwork, Held> held = new ConcurrentHashMap<>();
    private final AtomicInteger handshakes = new AtomicInteger();

    Sources(SourceLimits limits) {
        this.limits = limits;
    }

    private record Held(int connections, int handshakes) {
        @Nullable Held plus(int more, int shaking) {
            Held sum = new Held(connections + more, handshakes + shaking);
            return sum.connections == 0 && sum.handshakes == 0 ? null : sum;
        }
    }

    /// Takes a connection in, or answers in one fixed word why not.
    ///
    /// @param shakes whether it has to shake hands first
    @Nullable String enter(InetAddress address, boolean shakes) {
        if (shakes && handshakes.incrementAndGet() > limits.allHandshakes()) {
            handshakes.decrementAndGet();
            return "handshake-limit";
        }
        AtomicReference<@Nullable String> refused = new AtomicReference<>();
        boolean exempt = limits.exempt().test(address);
        held.compute(
                SourceNetwork.of(address),
                (_, old) -> {
                    Held now = old == null ? new Held(0, 0) : old;
                    String why = exempt ? null : refusal(now, shakes);
                    refused.setPlain(why);
                    return why == null ? now.plus(1, shakes ? 1 : 0) : old;
                });
        if (refused.getPlain() != null && shakes) {
            handshakes.decrementAndGet();
        }
        return refused.getPlain();
    }

    private @Nullable String refusal(Held now, boolean shakes) {
        if (now.connections() >= limits.connections()) {
            return "source-connection-limit";
        }
        return shakes && now.handshakes() >= limits.handshakes() ? "source-handshake-limit" : null;
    }

    /// One of its connections has shaken hands, or never will.
    void shaken(InetAddress address) {
        handshakes.decrementAndGet();
        change(address, 0, -1);
    }

    /// One of its connections is gone.
    void leave(InetAddress address) {
        change(address, -1, 0);
    }

    private void change(InetAddress address, int connections, int shaking) {
        held.computeIfPresent(
                SourceNetwork.of(address), (_, old) -> old.plus(connections, shaking));
    }

    /// How many sources have a connection.
    int size() {
        return held.size();
    }
}
