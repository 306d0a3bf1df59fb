package dev.ringback.stun;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The password that the two ends of a session share: the short-term credential mechanism of RFC
/// 5389 §10.1, as ICE uses it. Immutable, any thread may use it.
public final class ShortTermCredential {
    private static final int DIGEST = 20;
    private static final String ALGORITHM = "HmacSHA1";

    private final SecretKeySpec key;

    /// @param password at least one character
    public ShortTermCredential(String password) {
        this.key = new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /// Whether a datagram that is a [StunMessage] has a MESSAGE-INTEGRITY of this password: RFC
    /// 5389 §15.4. False where it has none. What stands between it and FINGERPRINT is not covered.
    public boolean signed(byte[] octets, int offset, int length) {
        ByteBuffer in = ByteBuffer.wrap(octets, offset, length).slice();
        int at = StunMessage.HEADER;
        while (at + StunMessage.ATTRIBUTE_HEADER <= length) {
            int type = in.getShort(at) & 0xFFFF;
            int size = in.getShort(at + 2) & 0xFFFF;
            int next = at + StunMessage.ATTRIBUTE_HEADER + StunMessage.padded(size);
            if (next > length) {
                return false;
            }
            if (type == StunMessage.MESSAGE_INTEGRITY) {
                int value = offset + next - DIGEST;
                byte[] head = Arrays.copyOfRange(octets, offset, offset + at);
                return size == DIGEST
                        && MessageDigest.isEqual(
                                digest(head), Arrays.copyOfRange(octets, value, value + DIGEST));
            }
            at = next;
        }
        return false;
    }

    /// The octets of a message with MESSAGE-INTEGRITY and FINGERPRINT behind its attributes.
    public byte[] sign(StunMessage message) {
        byte[] plain = message.encode();
        byte[] signed = message.with(StunMessage.MESSAGE_INTEGRITY, digest(plain)).encode();
        byte[] whole =
                message.with(StunMessage.MESSAGE_INTEGRITY, digest(plain))
                        .with(StunMessage.FINGERPRINT, new byte[4])
                        .encode();
        int end = signed.length;
        ByteBuffer.wrap(whole)
                .putInt(end + StunMessage.ATTRIBUTE_HEADER, StunMessage.fingerprint(whole, 0, end));
        return whole;
    }

    /// Over all before the attribute, with a length in the header that reaches to its end.
    private byte[] digest(byte[] head) {
        byte[] covered = head.clone();
        int reach = head.length - StunMessage.HEADER + StunMessage.ATTRIBUTE_HEADER + DIGEST;
        ByteBuffer.wrap(covered).putShort(2, (short) reach);
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(covered);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
