package dev.ringback.routing;

import dev.ringback.location.AddressOfRecord;

/// Who is registered right now. Answers at once; any thread may ask.
@FunctionalInterface
public interface Registrations {
    /// Whether the address-of-record has at least one active binding.
    boolean registered(AddressOfRecord aor);
}
