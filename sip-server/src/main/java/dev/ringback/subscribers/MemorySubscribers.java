package dev.ringback.subscribers;

import dev.ringback.location.AddressOfRecord;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Users and domains in memory, which one thread changes while many read.
public final class MemorySubscribers implements Subscribers {
    private final AtomicReference<Map<String, Map<String, Subscriber>>> byDomain =
            new AtomicReference<>(Map.of());
    private final AtomicReference<Set<String>> domains = new AtomicReference<>(Set.of());

    /// @param subscribers the first users; of two of the same address the later one counts
    public MemorySubscribers(Collection<Subscriber> subscribers) {
        replace(subscribers);
    }

    /// Exchanges all users for these, at once for those who read.
    public void replace(Collection<Subscriber> subscribers) {
        Map<String, Map<String, Subscriber>> next = new ConcurrentHashMap<>();
        subscribers.forEach(each -> put(next, each));
        byDomain.set(next);
    }

    /// Adds a user, or takes it for the one of its address.
    public void put(Subscriber subscriber) {
        put(byDomain.get(), subscriber);
    }

    private static void put(Map<String, Map<String, Subscriber>> into, Subscriber subscriber) {
        into.computeIfAbsent(subscriber.domain(), _ -> new ConcurrentHashMap<>())
                .put(subscriber.name(), subscriber);
    }

    /// Removes a user, where there is one.
    public void remove(AddressOfRecord who) {
        Map<String, Subscriber> users = byDomain.get().get(who.domain());
        if (users != null) {
            users.remove(who.user());
        }
    }

    /// Exchanges all domains for these.
    ///
    /// @param names in lower case
    public void domains(Collection<String> names) {
        domains.set(Set.copyOf(names));
    }

    /// Whether a domain is one of [#domains(Collection)].
    ///
    /// @param name in lower case
    public boolean has(String name) {
        return domains.get().contains(name);
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
