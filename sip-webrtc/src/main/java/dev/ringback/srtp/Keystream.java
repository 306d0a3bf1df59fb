package dev.ringback.srtp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// AES in counter mode, RFC 3711 §4.1.1. One owner.
final class Keystream {
    /// The octets of a block, and of the counter of the first one.
    static final int BLOCK = 16;

    private final Cipher cipher;
    private final SecretKeySpec key;

    Keystream(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
        try {
            this.cipher = Cipher.getInstance("AES/CTR/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES", e);
        }
    }

    /// The first octets of the stream that begins with this counter.
    byte[] octets(byte[] counter, int length) {
        byte[] zeros = new byte[length];
        apply(counter, zeros, 0, length);
        return zeros;
    }

    /// Encrypts or decrypts in place.
    void apply(byte[] counter, byte[] data, int from, int length) {
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(counter));
            cipher.doFinal(data, from, length, data, from);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("counter mode takes any octets", e);
        }
    }

    /// The counter of a packet's first block: (salt * 2^16) XOR (SSRC * 2^64) XOR (index * 2^16).
    static byte[] counter(byte[] salt, int source, long index) {
        byte[] counter = Arrays.copyOf(salt, BLOCK);
        for (int i = 0; i < 4; i++) {
            counter[4 + i] ^= (byte) (source >>> (24 - 8 * i));
        }
        for (int i = 0; i < 6; i++) {
            counter[8 + i] ^= (byte) (index >>> (40 - 8 * i));
        }
        return counter;
    }
}
