package dev.ringback.subscribers;

import org.jspecify.annotations.Nullable;

/// Finds the users of our domains. Any thread; answers at once.
@FunctionalInterface
public interface Subscribers {
    /// The user of that name in that domain; null where there is none.
    ///
    /// @param name the user part of an address, unescaped, case-sensitive
    /// @param domain the domain, canonical and in lower case
    @Nullable Subscriber find(String name, String domain);
}
