package dev.ringback.registrar;

import java.time.Duration;

/// The limits of a registrar, RFC 3261 §10.3 step 7.
///
/// @param minExpires the shortest lifetime that is accepted; shorter ones get 423, at least one
///     second
/// @param defaultExpires the lifetime of a contact that asks for none
/// @param maxExpires the longest lifetime that is granted; longer ones are cut to it
/// @param maxContacts the most bindings of one address-of-record
public record RegistrarSettings(
        Duration minExpires, Duration defaultExpires, Duration maxExpires, int maxContacts) {

    /// Checks that the limits agree with each other.
    public RegistrarSettings {
        if (minExpires.compareTo(Duration.ofSeconds(1)) < 0
                || defaultExpires.compareTo(minExpires) < 0
                || maxExpires.compareTo(defaultExpires) < 0) {
            throw new IllegalArgumentException(
                    "Need 1 s <= min-expires <= default <= max-expires, have "
                            + minExpires.toSeconds()
                            + " s, "
                            + defaultExpires.toSeconds()
                            + " s, "
                            + maxExpires.toSeconds()
                            + " s");
        }
        if (maxContacts < 1) {
            throw new IllegalArgumentException("max-contacts must be positive");
        }
    }

    /// One minute to one hour, one hour where nothing is asked, ten contacts.
    public static RegistrarSettings defaults() {
        Duration hour = Duration.ofHours(1);
        return new RegistrarSettings(Duration.ofMinutes(1), hour, hour, 10);
    }
}
