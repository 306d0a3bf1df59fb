package dev.ringback.webrtc;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The hash of a certificate in a session description, RFC 8122 §5. Immutable.
final class Fingerprint {
    private static final HexFormat HEX = HexFormat.ofDelimiter(":").withUpperCase();

    private final Hash hash;
    private final byte[] digest;

    /// The functions that are believed, the best last.
    private enum Hash {
        SHA_256("sha-256", "SHA-256"),
        SHA_384("sha-384", "SHA-384"),
        SHA_512("sha-512", "SHA-512");

        private final String name;
        private final String algorithm;

        Hash(String name, String algorithm) {
            this.name = name;
            this.algorithm = algorithm;
        }

        byte[] of(byte[] certificate) {
            try {
                return MessageDigest.getInstance(algorithm).digest(certificate);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has " + algorithm, e);
            }
        }

        static @Nullable Hash named(String name) {
            for (Hash hash : values()) {
                if (hash.name.equals(name.toLowerCase(Locale.ROOT))) {
                    return hash;
                }
            }
            return null;
        }
    }

    private Fingerprint(Hash hash, byte[] digest) {
        this.hash = hash;
        this.digest = digest;
    }

    /// That of a certificate in DER, by SHA-256.
    static Fingerprint of(byte[] certificate) {
        return new Fingerprint(Hash.SHA_256, Hash.SHA_256.of(certificate));
    }

    /// Reads the value of an attribute; null where it is malformed, or of another function.
    static @Nullable Fingerprint parse(String value) {
        String[] words = value.strip().split(" +", -1);
        Hash hash = Hash.named(words[0]);
        if (hash == null || words.length != 2) {
            return null;
        }
        try {
            return new Fingerprint(hash, HEX.parseHex(words[1]));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /// Whether a certificate in DER is one of those: of several fingerprints those by the best
    /// function count, RFC 8122 §5.
    static boolean any(List<Fingerprint> fingerprints, byte[] certificate) {
        Hash best = fingerprints.stream().map(each -> each.hash).max(Hash::compareTo).orElse(null);
        return best != null
                && fingerprints.stream()
                        .filter(each -> each.hash == best)
                        .anyMatch(each -> Arrays.equals(each.digest, best.of(certificate)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprint that
                && hash == that.hash
                && Arrays.equals(digest, that.digest);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(digest);
    }

    /// The value of an attribute.
    @Override
    public String toString() {
        return hash.name + ' ' + HEX.formatHex(digest);
    }
}
