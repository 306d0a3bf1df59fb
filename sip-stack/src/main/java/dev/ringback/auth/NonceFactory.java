package dev.ringback.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

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
/// A nonce is the Base64 text of 27 octets, 36 characters: expiry (milliseconds, 6 octets), its
/// sequence number (5), 4 octets of an HMAC-SHA-256 over both and the source that it is made for,
/// and 12 of one over all that and the realm. The sequence number keeps apart the nonces of two
/// challenges in the same millisecond, because replays are counted per nonce ([NonceCounts]). The
/// source binds nothing: a nonce is good from elsewhere too, as clients move. But who answers one
/// at the source that it was made for has received what we sent there ([Nonce#here]).
///
/// The key must be a new random one in each process: after a restart the counts are gone, and so
/// must be the nonces. Any thread.
public final class NonceFactory {
    private static final int EXPIRY = 6;
    private static final int SEQUENCE = 5;
    private static final int STAMP = EXPIRY + SEQUENCE;
    private static final int PLACE = 4;
    private static final int SEAL = 12;
    private static final int WHOLE = STAMP + PLACE + SEAL;
    private static final int TEXT = WHOLE * 4 / 3;
    private static final int LEAST_KEY = 16;

    private final Mac prototype;
    private final Duration lifetime;
    private final AtomicLong sequence = new AtomicLong();

    /// @param key the secret, 32 random bytes
    /// @param lifetime how long a nonce can be answered
    public NonceFactory(byte[] key, Duration lifetime) {
        if (key.length < LEAST_KEY) {
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
    ///
    /// @param source where the challenge goes to
    public String create(String realm, SourceNetwork source, Instant now) {
        byte[] bytes = new byte[WHOLE];
        write(bytes, 0, EXPIRY, now.plus(lifetime).toEpochMilli());
        write(bytes, EXPIRY, SEQUENCE, sequence.getAndIncrement());
        System.arraycopy(place(bytes, source), 0, bytes, STAMP, PLACE);
        System.arraycopy(seal(bytes, realm), 0, bytes, STAMP + PLACE, SEAL);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Whether a nonce is one that [#create] made for this realm and whether it still counts. Total
    /// over any text.
    ///
    /// @param source where the answer comes from
    public Nonce verify(String nonce, String realm, SourceNetwork source, Instant now) {
        if (nonce.length() != TEXT) {
            return Nonce.FORGED;
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(nonce);
        } catch (IllegalArgumentException _) {
            return Nonce.FORGED;
        }
        if (!same(seal(bytes, realm), SEAL, bytes, STAMP + PLACE)) {
            return Nonce.FORGED;
        }
        boolean expired = now.toEpochMilli() >= read(bytes, 0, EXPIRY);
        return new Nonce(
                expired ? Nonce.Validity.STALE : Nonce.Validity.VALID,
                read(bytes, EXPIRY, SEQUENCE),
                same(place(bytes, source), PLACE, bytes, STAMP));
    }

    private static boolean same(byte[] expected, int length, byte[] bytes, int at) {
        return MessageDigest.isEqual(
                Arrays.copyOf(expected, length), Arrays.copyOfRange(bytes, at, at + length));
    }

    private static void write(byte[] bytes, int at, int length, long number) {
        for (int i = 0; i < length; i++) {
            bytes[at + i] = (byte) (number >>> (8 * (length - 1 - i)));
        }
    }

    private static long read(byte[] bytes, int at, int length) {
        long number = bytes[at];
        for (int i = 1; i < length; i++) {
            number = (number << 8) | (bytes[at + i] & 0xff);
        }
        return number;
    }

    private byte[] place(byte[] bytes, SourceNetwork source) {
        Mac mac = copy();
        mac.update(bytes, 0, STAMP);
        return mac.doFinal(source.octets());
    }

    private byte[] seal(byte[] bytes, String realm) {
        Mac mac = copy();
        mac.update(bytes, 0, STAMP + PLACE);
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
