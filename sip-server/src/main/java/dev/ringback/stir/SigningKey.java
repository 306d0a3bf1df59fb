package dev.ringback.stir;

import java.security.PrivateKey;

/// What signs for us: RFC 8224 §7.1.
///
/// @param key the private key, of P-256
/// @param credential the certificate of that key
/// @param x5u where others find the certificate
/// @param style how it is signed
public record SigningKey(PrivateKey key, Credential credential, String x5u, Style style) {
    /// Whether the key is that of the certificate.
    public boolean matches() {
        String text = "key";
        try {
            return Es256.verifies(credential.key(), text, Es256.sign(key, text));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /// How it is signed.
    public enum Style {
        /// A PASSporT without extension, header and payload included: RFC 8225 §6.
        FULL,
        /// A PASSporT without extension, its signature alone: RFC 8225 §7.
        COMPACT,
        /// SHAKEN with full attestation: we know the caller, and that the number is its own. RFC
        /// 8588 §4.
        A,
        /// SHAKEN with partial attestation: we know the caller.
        B,
        /// SHAKEN of a gateway: we know where the call came in.
        C;

        /// Whether it is one of RFC 8588.
        boolean shaken() {
            return this != FULL && this != COMPACT;
        }
    }
}
