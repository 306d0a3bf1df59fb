package dev.ringback.subscribers;

import dev.ringback.location.AddressOfRecord;
import java.util.List;
import java.util.Set;

/// What has changed in a [SubscriberStore].
public sealed interface News {
    /// Nothing.
    record Nothing() implements News {}

    /// A few users or domains.
    ///
    /// @param number what [SubscriberStore#since] is asked with next
    /// @param changed the users that were added or changed, as they are now
    /// @param gone the users that there are no more; may name some that never were
    /// @param domains all domains, in lower case
    record Some(
            long number, List<Subscriber> changed, List<AddressOfRecord> gone, Set<String> domains)
            implements News {
        /// Copies the collections.
        public Some {
            changed = List.copyOf(changed);
            gone = List.copyOf(gone);
            domains = Set.copyOf(domains);
        }
    }

    /// More than the store remembers: here is everything.
    ///
    /// @param all what is there now
    record Everything(Snapshot all) implements News {}
}
