package dev.ringback.smime.key;

import java.security.PrivateKey;
import java.util.List;

/// The key of a user of ours, with the certificate that says so: RFC 3261 §23.1. Immutable.
///
/// @param key the private key; it never leaves this object but into a signature or a decryption
/// @param certificate the certificate of its public half
/// @param issuers who vouches for the certificate, from its issuer on; sent along, may be empty
public record UserKey(PrivateKey key, UserCertificate certificate, List<UserCertificate> issuers) {
    /// Copies the list.
    public UserKey {
        issuers = List.copyOf(issuers);
    }

    /// The certificate; never the key.
    @Override
    public String toString() {
        return "key of " + certificate;
    }
}
