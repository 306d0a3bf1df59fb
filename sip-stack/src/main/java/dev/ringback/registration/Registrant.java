package dev.ringback.registration;

import dev.ringback.reaction.Reactions;
import dev.ringback.reaction.ResponseListener;

/// Keeps a user registered, RFC 3261 §10.2: on one way, or on several (RFC 5626). On the stack's
/// thread only.
public interface Registrant {
    /// Binds the contacts, or binds them anew at once.
    void register();

    /// Binds what another plan says.
    void register(RegistrationPlan plan, Reactions reactions);

    /// Removes the contacts.
    void unregister();

    /// Forgets everything without a word to the registrar.
    void abandon();

    /// Asks what is registered, and changes nothing: §10.2.3.
    void fetch(ResponseListener then);

    /// Whether the registrar keeps the contacts now, as far as it has told.
    boolean registered();
}
