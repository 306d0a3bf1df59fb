package dev.ringback.registrar;

import dev.ringback.header.NameAddress;
import dev.ringback.push.PushSettings;
import java.time.Duration;
import java.util.List;

/// The limits and switches of a registrar, RFC 3261 §10.3 step 7.
///
/// @param lifetimes how long bindings last
/// @param maxContacts the most bindings of one address-of-record
/// @param maxBinding the most octets of one binding: its Contact, Path and Call-ID
/// @param path which Path is taken, RFC 3327
/// @param serviceRoute what the 200 tells clients to preload into their requests, the first to
///   visit first: RFC 3608; may be empty
/// @param push who wakes phones, RFC 8599
public record RegistrarSettings(
        Lifetimes lifetimes,
        int maxContacts,
        int maxBinding,
        PathRule path,
        List<NameAddress> serviceRoute,
        PushSettings push) {
    private static final int MOST_OCTETS = 4096;

    /// Copies the list and checks the limits.
    public RegistrarSettings {
        serviceRoute = List.copyOf(serviceRoute);
        if (maxContacts < 1) {
            throw new IllegalArgumentException("max-contacts must be positive");
        }
        if (maxBinding < 1) {
            throw new IllegalArgumentException("max-binding must be positive");
        }
    }

    /// These, where nobody is woken.
    public RegistrarSettings(
            Lifetimes lifetimes,
            int maxContacts,
            int maxBinding,
            PathRule path,
            List<NameAddress> serviceRoute) {
        this(lifetimes, maxContacts, maxBinding, path, serviceRoute, PushSettings.NONE);
    }

    /// These limits, and the switches as in [#defaults].
    public RegistrarSettings(Lifetimes lifetimes, int maxContacts) {
        this(lifetimes, maxContacts, MOST_OCTETS, PathRule.SUPPORTED, List.of());
    }

    /// One minute to one hour, one hour where nothing is asked, ten contacts of 4 KiB; a Path of
    /// clients that support it; no Service-Route.
    public static RegistrarSettings defaults() {
        Duration hour = Duration.ofHours(1);
        return new RegistrarSettings(new Lifetimes(Duration.ofMinutes(1), hour, hour), 10);
    }
}
