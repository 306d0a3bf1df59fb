package dev.ringback.sip;

import dev.ringback.header.address.Contact;
import dev.ringback.reaction.SipFailure;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A binding of an agent's address to where it is, RFC 3261 §10. It refreshes itself until it is
/// closed, without a thread.
public interface Registration extends AutoCloseable {
    /// Whether the registrar has the binding.
    boolean active();

    /// How long the registrar granted it last time.
    Duration granted();

    /// All bindings of the address-of-record, as the registrar told last time.
    List<Contact> contacts();

    /// Why the last refresh failed; null where it did not.
    @Nullable SipFailure failure();

    /// Hears of each refresh that failed, on a virtual thread. It is tried again by itself.
    Registration onFailure(Consumer<SipFailure> listener);

    /// Refreshes it now.
    void refresh() throws SipException, InterruptedException;

    /// Takes the binding back, and waits until the registrar says so, as long as a transaction
    /// lives at most.
    @Override
    void close();
}
