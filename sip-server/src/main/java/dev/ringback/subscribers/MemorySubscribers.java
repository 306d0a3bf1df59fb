package dev.ringback.subscribers;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Users in memory: one immutable snapshot, which [#replace] exchanges as a whole while others
/// read.
public final class MemorySubscribers implements Subscribers {
    private final AtomicReference<Map<String, Map<String, Subscriber>>> byDomain =
            new AtomicReference<>(Map.of());

    /// @param subscribers the first snapshot; of two of the same address the later one counts
    public MemorySubscribers(Collection<Subscriber> subscribers) {
        replace(subscribers);
    }

    /// Exchanges all users for these.
    public void replace(Collection<Subscriber> subscribers) {
        Map<String, Map<String, Subscriber>> next = new HashMap<>();
        for (Subscriber subscriber : subscribers) {
            next.computeIfAbsent(subscriber.domain(), _ -> new HashMap<>())
                    .put(subscriber.name(), subscriber);
        }
        byDomain.set(next);
    }

    /// The number of users.
    public int size() {
        return byDomain.get().values().stream().mapToInt(Map::size).sum();
    }

    @Override
    public @Nullable Subscriber find(String name, String domain) {
        Map<String, Subscriber> users = byDomain.get().get(domain);
        return users == null ? null : users.get(name);
    }
}
