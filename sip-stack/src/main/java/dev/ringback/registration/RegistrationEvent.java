package dev.ringback.registration;

import dev.ringback.header.NameAddress;
import dev.ringback.header.address.Contact;
import dev.ringback.message.SipResponse;
import dev.ringback.reaction.SipFailure;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of a [ClientRegistration].
public sealed interface RegistrationEvent {
    /// The contacts are bound, for the first time or anew.
    ///
    /// @param lifetime how long the registrar keeps the own contacts: the shortest of them
    /// @param response the 2xx, with all bindings of the user
    record Registered(Duration lifetime, SipResponse response) implements RegistrationEvent {
        /// All bindings of the user, also those of others (RFC 3261 §10.2.3).
        public List<Contact> bindings() {
            return response.read(Contact.FIELD).values();
        }

        /// The proxies that requests of the user pass from now on: RFC 3608 §6.1.
        public List<NameAddress> serviceRoute() {
            return RegistrationAnswer.serviceRoute(response);
        }
    }

    /// The contacts could not be bound, or not refreshed: then the registrar keeps them until their
    /// time is over.
    ///
    /// @param retry when it is tried again; null where it is not, until somebody asks for it
    record Failed(SipFailure failure, @Nullable Duration retry) implements RegistrationEvent {}

    /// The contacts are removed.
    ///
    /// @param response the 2xx, with the bindings that remain
    record Removed(SipResponse response) implements RegistrationEvent {}

    /// The contacts could not be removed: the registrar keeps them until their time is over.
    record Remains(SipFailure failure) implements RegistrationEvent {}
}
