package dev.ringback.smime;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.cms.CMSAlgorithm;
import org.jspecify.annotations.Nullable;

/// What bodies are encrypted with: AES in CBC mode, RFC 3853 §3 and RFC 3565. The shortest first.
public enum ContentCipher {
    /// What every peer knows.
    AES_128_CBC(CMSAlgorithm.AES128_CBC),
    /// Longer.
    AES_192_CBC(CMSAlgorithm.AES192_CBC),
    /// The longest.
    AES_256_CBC(CMSAlgorithm.AES256_CBC);

    private final String identifier;

    ContentCipher(ASN1ObjectIdentifier identifier) {
        this.identifier = identifier.getId();
    }

    ASN1ObjectIdentifier identifier() {
        return new ASN1ObjectIdentifier(identifier);
    }

    static @Nullable ContentCipher of(ASN1ObjectIdentifier identifier) {
        for (ContentCipher cipher : values()) {
            if (cipher.identifier.equals(identifier.getId())) {
                return cipher;
            }
        }
        return null;
    }
}
