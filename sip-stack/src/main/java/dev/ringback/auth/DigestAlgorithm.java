package dev.ringback.auth;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/// A hash function of digest authentication, RFC 7616 §3.3 and RFC 8760 §2.1, strongest first.
///
/// The `-sess` variants are not offered and not answered: no SIP peer needs them.
public enum DigestAlgorithm {
    /// SHA-512/256 of FIPS 180-4, named `SHA-512-256` on the wire.
    SHA_512_256("SHA-512-256", "SHA-512/256", 64),
    /// SHA-256.
    SHA_256("SHA-256", "SHA-256", 64),
    /// MD5: for peers of RFC 2617, not recommended by RFC 8760 §3.
    MD5("MD5", "MD5", 32);

    private final String token;
    private final String platformName;
    private final int hexLength;

    DigestAlgorithm(String token, String platformName, int hexLength) {
        this.token = token;
        this.platformName = platformName;
        this.hexLength = hexLength;
    }

    /// The value of the `algorithm` parameter.
    public String token() {
        return token;
    }

    /// The number of hexadecimal digits of a hash, RFC 8760 §2.2.
    public int hexLength() {
        return hexLength;
    }

    /// The algorithm that an `algorithm` parameter names, in any case; MD5 where there is no
    /// parameter (RFC 7616 §3.3); null where it is none of ours.
    public static @Nullable DigestAlgorithm named(@Nullable String token) {
        if (token == null) {
            return MD5;
        }
        for (DigestAlgorithm algorithm : values()) {
            if (algorithm.token.equalsIgnoreCase(token)) {
                return algorithm;
            }
        }
        return null;
    }

    /// A new hash function, for one thread.
    MessageDigest hash() {
        try {
            return MessageDigest.getInstance(platformName);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime lacks " + platformName, e);
        }
    }
}
