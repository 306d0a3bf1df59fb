package dev.ringback.location;

import dev.ringback.header.NameAddress;
import dev.ringback.header.Parameters;
import dev.ringback.uri.Uri;

/// A binding of an address-of-record to a contact address: RFC 3261 §10.3. Immutable.
///
/// @param contact the contact address
/// @param parameters the Contact's own parameters, without `q` and `expires`
/// @param q the preference in thousandths, 0 to 1000; -1 where none was given, which means 1000
/// @param expiresAt when it ends, in monotonic nanoseconds
/// @param registration the request that made it or refreshed it last
public record Binding(
        Uri contact, Parameters parameters, int q, long expiresAt, Registration registration) {

    /// Whether the binding still stands.
    public boolean active(long now) {
        return expiresAt - now > 0;
    }

    /// Whether this is the binding of that contact address: by RFC 3261 §19.1.4 for SIP URIs, by
    /// the rules of their scheme for others.
    public boolean matches(Uri other) {
        return contact.equivalent(other);
    }

    /// The remaining lifetime in seconds, rounded up, so that an active binding never reads 0.
    public long remainingSeconds(long now) {
        return Math.max(0, Math.ceilDiv(expiresAt - now, 1_000_000_000L));
    }

    /// How many octets it takes to write down what the client chose of it: Contact, Path, Call-ID.
    public int octets() {
        int octets = registration.callId().length();
        octets += contact.toString().length() + parameters.toString().length();
        for (NameAddress hop : registration.path()) {
            octets += hop.toString().length();
        }
        return octets;
    }
}
