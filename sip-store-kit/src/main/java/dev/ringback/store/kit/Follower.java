package dev.ringback.store.kit;

import dev.ringback.subscribers.News;
import dev.ringback.subscribers.Snapshot;
import dev.ringback.subscribers.Subscriber;
import dev.ringback.subscribers.SubscriberStore;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Keeps a copy of a [SubscriberStore] as a server does: everything once, and then the news.
public final class Follower {
    private final SubscriberStore store;
    private final Map<String, Subscriber> users = new HashMap<>();
    private Set<String> domains = Set.of();
    private long number;

    /// Reads everything.
    public Follower(SubscriberStore store) throws IOException {
        this.store = store;
        take(store.load());
    }

    /// Asks for news and takes them over.
    ///
    /// @return what they were
    public News ask() throws IOException {
        News news = store.since(number);
        switch (news) {
            case News.Nothing() -> {}
            case News.Some some -> {
                some.changed().forEach(each -> users.put(each.address(), each));
                some.gone().forEach(each -> users.remove(each.user() + '@' + each.domain()));
                domains = some.domains();
                number = some.number();
            }
            case News.Everything(Snapshot all) -> take(all);
        }
        return news;
    }

    private void take(Snapshot all) {
        users.clear();
        all.subscribers().forEach(each -> users.put(each.address(), each));
        domains = all.domains();
        number = all.number();
    }

    /// The users by their addresses.
    public Map<String, Subscriber> users() {
        return Map.copyOf(users);
    }

    /// The domains.
    public Set<String> domains() {
        return domains;
    }
}
