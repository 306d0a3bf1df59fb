package dev.ringback.subscribers;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Users and domains until the end of the process, for servers that keep nothing and for tests.
public final class MemorySubscriberStore implements SubscriberStore {
    private final Map<String, Subscriber> subscribers = new LinkedHashMap<>();
    private final Set<String> domains = new TreeSet<>();
    private long number;

    /// An empty one.
    public MemorySubscriberStore() {}

    @Override
    public synchronized Snapshot load() {
        return new Snapshot(number, subscribers.values(), domains);
    }

    @Override
    public synchronized News since(long last) {
        return last == number ? new News.Nothing() : new News.Everything(load());
    }

    @Override
    public synchronized @Nullable Subscriber find(String name, String domain) {
        return subscribers.get(name + '@' + domain);
    }

    @Override
    public synchronized int put(Collection<Subscriber> added) {
        int before = subscribers.size();
        added.forEach(each -> subscribers.put(each.address(), each));
        number++;
        return subscribers.size() - before;
    }

    @Override
    public synchronized boolean remove(String name, String domain) {
        return changed(subscribers.remove(name + '@' + domain) != null);
    }

    @Override
    public synchronized boolean addDomain(String domain) {
        return changed(domains.add(domain.toLowerCase(Locale.ROOT)));
    }

    @Override
    public synchronized boolean removeDomain(String domain) {
        return changed(domains.remove(domain));
    }

    private boolean changed(boolean so) {
        number += so ? 1 : 0;
        return so;
    }

    /// Nothing is kept.
    @Override
    public void close() {
        // it holds memory alone
    }
}
