package dev.ringback.subscribers;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/// Everything that a [SubscriberStore] held at one moment.
///
/// @param number what [SubscriberStore#since] is asked with
/// @param subscribers the users, each once
/// @param domains the domains, in lower case
public record Snapshot(long number, Collection<Subscriber> subscribers, Set<String> domains) {
    /// Nothing.
    public static final Snapshot EMPTY = new Snapshot(0, List.of(), Set.of());

    /// Copies the collections.
    public Snapshot {
        subscribers = List.copyOf(subscribers);
        domains = Set.copyOf(domains);
    }
}
