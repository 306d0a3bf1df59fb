package dev.ringback.stir;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;

/// ECDSA on P-256 with SHA-256, the signature as 64 octets, r before s: RFC 7518 §3.4.
final class Es256 {
    /// Its name in PASSporTs.
    static final String NAME = "ES256";

    private static final String ALGORITHM = "SHA256withECDSAinP1363Format";
    private static final BigInteger ORDER =
            new BigInteger("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", 16);
    private static final int LENGTH = 64;

    private Es256() {}

    /// Signs a text.
    ///
    /// @throws IllegalArgumentException if the key is not one of P-256
    static byte[] sign(PrivateKey key, String text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no key for " + NAME, e);
        }
    }

    /// Whether a signature is of that text and key.
    static boolean verifies(PublicKey key, String text, byte[] signed) {
        if (!fits(key) || signed.length != LENGTH) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.verify(signed);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    /// Whether a key is one of P-256.
    static boolean fits(PublicKey key) {
        return key instanceof ECPublicKey ec && ec.getParams().getOrder().equals(ORDER);
    }
}
