package dev.ringback.subscribers;

import dev.ringback.location.AddressOfRecord;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Users and domains in memory, as they are at one moment. It never changes: a change makes
/// another, which shares what is the same.
///
/// That are all users in one map, and in another the few that have changed since it was made.
public final class MemorySubscribers implements Subscribers {
    /// Nobody.
    public static final MemorySubscribers NONE = new MemorySubscribers(List.of());

    /// So many changes are kept apart, and one for as many users besides.
    private static final int FEW = 1_000;

    private static final int ONE_FOR = 64;

    private final Map<String, Map<String, Subscriber>> all;
    private final Map<AddressOfRecord, Optional<Subscriber>> changes;
    private final Set<String> domains;
    private final int size;

    /// These users, and no domains.
    ///
    /// @param subscribers of two of the same address the later one counts
    public MemorySubscribers(Collection<Subscriber> subscribers) {
        this(new Snapshot(0, subscribers, Set.of()));
    }

    /// What a store held.
    public MemorySubscribers(Snapshot stored) {
        all = new HashMap<>();
        stored.subscribers().forEach(each -> put(all, each));
        changes = Map.of();
        domains = stored.domains();
        size = count(all);
    }

    private MemorySubscribers(
            Map<String, Map<String, Subscriber>> all,
            Map<AddressOfRecord, Optional<Subscriber>> changes,
            Set<String> domains,
            int size) {
        this.all = all;
        this.changes = changes;
        this.domains = domains;
        this.size = size;
    }

    private static void put(Map<String, Map<String, Subscriber>> into, Subscriber subscriber) {
        into.computeIfAbsent(subscriber.domain(), _ -> new HashMap<>())
                .put(subscriber.name(), subscriber);
    }

    private static int count(Map<String, Map<String, Subscriber>> all) {
        return all.values().stream().mapToInt(Map::size).sum();
    }

    /// These users with others besides, which go before those of the same address.
    public MemorySubscribers with(Collection<Subscriber> others) {
        return others.isEmpty()
                ? this
                : after(new News.Some(0, List.copyOf(others), List.of(), domains));
    }

    /// The users and domains after some changes.
    public MemorySubscribers after(News.Some news) {
        Map<AddressOfRecord, Optional<Subscriber>> next = new HashMap<>(changes);
        news.gone().forEach(who -> next.put(who, Optional.empty()));
        news.changed().forEach(each -> next.put(address(each), Optional.of(each)));
        if (next.size() > FEW + size / ONE_FOR) {
            Map<String, Map<String, Subscriber>> merged = merged(next);
            return new MemorySubscribers(merged, Map.of(), news.domains(), count(merged));
        }
        int sum = count(all);
        for (Map.Entry<AddressOfRecord, Optional<Subscriber>> change : next.entrySet()) {
            AddressOfRecord who = change.getKey();
            boolean was = find(all, who.user(), who.domain()) != null;
            sum += (change.getValue().isPresent() ? 1 : 0) - (was ? 1 : 0);
        }
        return new MemorySubscribers(all, next, news.domains(), sum);
    }

    private Map<String, Map<String, Subscriber>> merged(
            Map<AddressOfRecord, Optional<Subscriber>> changed) {
        Map<String, Map<String, Subscriber>> merged = new HashMap<>();
        all.forEach((domain, users) -> merged.put(domain, new HashMap<>(users)));
        changed.forEach(
                (who, user) ->
                        user.ifPresentOrElse(
                                each -> put(merged, each),
                                () ->
                                        merged.getOrDefault(who.domain(), new HashMap<>())
                                                .remove(who.user())));
        return merged;
    }

    private static AddressOfRecord address(Subscriber subscriber) {
        return new AddressOfRecord(subscriber.name(), subscriber.domain());
    }

    /// Goes through all users, in no order.
    public void forEach(Consumer<Subscriber> reader) {
        all.forEach(
                (domain, users) ->
                        users.forEach(
                                (name, user) -> {
                                    if (changes.isEmpty()
                                            || !changes.containsKey(
                                                    new AddressOfRecord(name, domain))) {
                                        reader.accept(user);
                                    }
                                }));
        changes.values().forEach(each -> each.ifPresent(reader));
    }

    /// The domains of the store, in lower case.
    public Set<String> domains() {
        return domains;
    }

    /// Whether a domain is one of those of the store.
    ///
    /// @param name in lower case
    public boolean has(String name) {
        return domains.contains(name);
    }

    /// The number of users.
    public int size() {
        return size;
    }

    @Override
    public @Nullable Subscriber find(String name, String domain) {
        if (!changes.isEmpty()) {
            Optional<Subscriber> changed = changes.get(new AddressOfRecord(name, domain));
            if (changed != null) {
                return changed.orElse(null);
            }
        }
        return find(all, name, domain);
    }

    private static @Nullable Subscriber find(
            Map<String, Map<String, Subscriber>> all, String name, String domain) {
        Map<String, Subscriber> users = all.get(domain);
        return users == null ? null : users.get(name);
    }
}
