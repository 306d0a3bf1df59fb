package dev.ringback.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes nonces that prove themselves and checks them, so that a challenge leaves no state behind:
/// RFC 7616 §3.3, §5.4.
///
/// A nonce is the Base64 text of: expiry (milliseconds, 8 bytes), sequence number (8 bytes), and
/// the first 16 bytes of HMAC-SHA-256 over both and the realm. The sequence number keeps apart the
/// nonces of two challenges in the same millisecond, because replays are counted per nonce
/// ([NonceCounts]).
///
/// The key must be a new random one in each process: after a restart the counts are gone, and so
/// must be the nonces. Any thread.
public final class NonceFactory {
    private static final int STAMP = 2 * Long.BYTES;
    private static final int SEAL = 16;
    private static final int TEXT = (STAMP + SEAL) * 4 / 3 + 1;

    private final Mac prototype;
    private final Duration lifetime;
    private final AtomicLong sequence = new AtomicLong();

    /// @param key the secret, 32 random bytes
    /// @param lifetime how long a nonce can be answered
    public NonceFactory(byte[] key, Duration lifetime) {
        if (key.length < SEAL) {
            throw new IllegalArgumentException("A nonce key of " + key.length + " bytes is weak");
        }
        this.lifetime = lifetime;
        try {
            prototype = Mac.getInstance("HmacSHA256");
            prototype.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime lacks HmacSHA256", e);
        }
    }

    /// A new nonce for a realm.
    public String create(String realm, Instant now) {
        byte[] bytes = new byte[STAMP + SEAL];
        ByteBuffer.wrap(bytes)
                .putLong(now.plus(lifetime).toEpochMilli())
                .putLong(sequence.getAndIncrement());
        System.arraycopy(seal(bytes, realm), 0, bytes, STAMP, SEAL);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Whether a nonce is one that [#create] made for this realm and whether it still counts. Total
    /// over any text.
    public Nonce verify(String nonce, String realm, Instant now) {
        if (nonce.length() != TEXT) {
            return Nonce.FORGED;
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(nonce);
        } catch (IllegalArgumentException _) {
            return Nonce.FORGED;
        }
        byte[] seal = Arrays.copyOfRange(bytes, STAMP, STAMP + SEAL);
        byte[] expected = Arrays.copyOf(seal(bytes, realm), SEAL);
        if (!MessageDigest.isEqual(expected, seal)) {
            return Nonce.FORGED;
        }
        ByteBuffer stamp = ByteBuffer.wrap(bytes);
        boolean expired = now.toEpochMilli() >= stamp.getLong();
        return new Nonce(expired ? Nonce.Validity.STALE : Nonce.Validity.VALID, stamp.getLong());
    }

    private byte[] seal(byte[] bytes, String realm) {
        Mac mac = copy();
        mac.update(bytes, 0, STAMP);
        return mac.doFinal(realm.getBytes(UTF_8));
    }

    /// A copy with the key already absorbed: cheaper than a new one, and for this thread alone.
    private Mac copy() {
        try {
            return (Mac) prototype.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("This Java runtime cannot copy HmacSHA256", e);
        }
    }
}
