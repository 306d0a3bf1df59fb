package dev.ringback.registration;

import dev.ringback.header.NameAddress;
import java.util.List;

/// What a client of RFC 5626 is told at its birth.
///
/// @param instance the URN of the device, the same whenever it starts: §4.1
/// @param proxies the outbound proxies, to each of which there is a flow; where there is none, the
///     one flow goes to the registrar
public record OutboundSet(String instance, List<NameAddress> proxies) {
    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if the instance is no URN
    public OutboundSet {
        proxies = List.copyOf(proxies);
        urn(instance);
    }

    /// The URN of a device.
    ///
    /// @throws IllegalArgumentException if it is no URN
    public static String urn(String instance) {
        if (!instance.matches("(?i)urn:[a-z0-9][a-z0-9-]*:[^<>\"\\s]+")) {
            throw new IllegalArgumentException("not a URN: " + instance);
        }
        return instance;
    }

    /// How many flows there are.
    int flows() {
        return Math.max(1, proxies.size());
    }
}
