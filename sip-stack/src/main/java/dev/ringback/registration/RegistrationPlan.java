package dev.ringback.registration;

import dev.ringback.header.NameAddress;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipsAddresses;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// What a client registers: RFC 3261 §10.2. Immutable; thousands may share its parts.
///
/// @param registrar the Request-URI: the domain, without a user
/// @param address the address-of-record: To, and From without its tag
/// @param contacts where the user is, the best first; a parameter `expires` of one goes before the
///     lifetime
/// @param lifetime how long the registrar shall keep them
/// @param dressing adds what else the requests have, such as Allow and User-Agent
public record RegistrationPlan(
        Uri registrar,
        NameAddress address,
        List<NameAddress> contacts,
        Duration lifetime,
        Consumer<SipRequest.Builder> dressing) {
    /// Copies the list. At a SIPS registrar the contacts are SIPS URIs, and the address-of-record
    /// is one where all contacts are: RFC 5630 §5.1.1.1.
    ///
    /// @throws IllegalArgumentException if the lifetime is under a second
    public RegistrationPlan {
        contacts =
                registrar.secure()
                        ? contacts.stream().map(SipsAddresses::secured).toList()
                        : List.copyOf(contacts);
        if (!contacts.isEmpty() && address.uri() instanceof SipUri own) {
            boolean all = contacts.stream().allMatch(c -> c.uri().secure());
            address =
                    new NameAddress(
                            address.displayName(), own.withSecure(all), address.parameters());
        }
        if (lifetime.toSeconds() < 1) {
            throw new IllegalArgumentException("a lifetime of " + lifetime);
        }
    }

    /// One contact, and nothing else in the requests.
    public static RegistrationPlan of(
            Uri registrar, NameAddress address, NameAddress contact, Duration lifetime) {
        return new RegistrationPlan(registrar, address, List.of(contact), lifetime, _ -> {});
    }

    /// This with other contacts.
    public RegistrationPlan at(List<NameAddress> others) {
        return new RegistrationPlan(registrar, address, others, lifetime, dressing);
    }

    /// This with another lifetime.
    public RegistrationPlan lasting(Duration other) {
        return new RegistrationPlan(registrar, address, contacts, other, dressing);
    }

    /// This with something else in its requests.
    public RegistrationPlan dressed(Consumer<SipRequest.Builder> other) {
        return new RegistrationPlan(registrar, address, contacts, lifetime, other);
    }
}
