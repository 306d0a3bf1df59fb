package dev.ringback.smime;

import dev.ringback.smime.key.UserCertificate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A signature that fits its content. Whether its certificate is to be relied on is another
/// question: [dev.ringback.smime.key.Keyring#standing].
///
/// @param certificate of the key that signed
/// @param others the certificates that came with it
/// @param signedAt when, as the signer says; null when it does not
/// @param ciphers what the signer can decrypt, as its SMIMECapabilities say, what it likes best
///     first
///     (RFC 3261 §23.3); empty when it does not say
/// @param weak whether it uses SHA-1 or MD5
public record Signature(
        UserCertificate certificate,
        List<UserCertificate> others,
        @Nullable Instant signedAt,
        List<ContentCipher> ciphers,
        boolean weak) {
    /// Copies the lists.
    public Signature {
        others = List.copyOf(others);
        ciphers = List.copyOf(ciphers);
    }
}
