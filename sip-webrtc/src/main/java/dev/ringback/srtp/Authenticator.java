package dev.ringback.srtp;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HMAC-SHA1 cut to 80 bits, RFC 3711 §4.2.1. One owner.
final class Authenticator {
    /// The octets of its key.
    static final int KEY_LENGTH = 20;

    /// The octets of a tag.
    static final int TAG = 10;

    private final Mac mac;

    Authenticator(byte[] key) {
        try {
            mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA1", e);
        }
    }

    /// The tag of the first octets of a packet.
    byte[] tag(byte[] packet, int length) {
        mac.update(packet, 0, length);
        return Arrays.copyOf(mac.doFinal(), TAG);
    }

    /// The tag of the first octets of a packet, followed by a number of 32 bits.
    byte[] tag(byte[] packet, int length, int number) {
        mac.update(packet, 0, length);
        mac.update(ByteBuffer.allocate(4).putInt(number).array());
        return Arrays.copyOf(mac.doFinal(), TAG);
    }
}
