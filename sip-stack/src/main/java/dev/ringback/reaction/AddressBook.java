package dev.ringback.reaction;

import dev.ringback.uri.Uri;

/// Told when somebody moved for good: RFC 3261 §21.3.2, 301. Called on the stack's thread.
@FunctionalInterface
public interface AddressBook {
    /// One that notes nothing.
    AddressBook NONE = (_, _) -> {};

    /// The address is to be replaced wherever it is stored.
    ///
    /// @param old the Request-URI that was tried
    /// @param now the best Contact of the 301
    void moved(Uri old, Uri now);
}
