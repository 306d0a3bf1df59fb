package dev.ringback.location;

import dev.ringback.uri.SipUri;

/// An address-of-record in canonical form, the key of the location service: RFC 3261 §10.3 step 5.
///
/// @param user the user part, unescaped, case-sensitive
/// @param domain the served domain, lower case, aliases already replaced by the domain that they
///     stand for
public record AddressOfRecord(String user, String domain) {
    /// The address as a SIP URI, escaped where it must be.
    public SipUri uri() {
        return SipUri.of(false, user, domain, -1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressOfRecord aor
                && user.equals(aor.user)
                && domain.equals(aor.domain);
    }

    /// As the table of bindings uses it: one for each message, written out because the one that a
    /// record has by itself costs a chain of method handles.
    @Override
    public int hashCode() {
        return 31 * user.hashCode() + domain.hashCode();
    }

    /// The address as people write it, `user@domain`, unescaped.
    @Override
    public String toString() {
        return user + '@' + domain;
    }
}
