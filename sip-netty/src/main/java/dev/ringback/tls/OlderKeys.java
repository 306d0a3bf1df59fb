package dev.ringback.tls;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/// Private keys in the forms that came before PKCS#8, wrapped into it: RFC 5208, RFC 5915.
final class OlderKeys {
    private static final int INTEGER = 0x02;
    private static final int OCTETS = 0x04;
    private static final int SEQUENCE = 0x30;
    private static final int PARAMETERS = 0xa0;
    private static final int LONG_LENGTH = 0x80;

    /// rsaEncryption with its empty parameters, RFC 8017 §A.1.
    private static final byte[] RSA = {
        0x30,
        0x0d,
        0x06,
        0x09,
        0x2a,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xf7,
        0x0d,
        0x01,
        0x01,
        0x01,
        0x05,
        0x00
    };

    /// id-ecPublicKey, RFC 5480 §2.1.1.
    private static final byte[] EC = {
        0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01
    };

    private OlderKeys() {}

    /// PKCS#8 of an RSAPrivateKey, RFC 8017 §A.1.2.
    static byte[] rsa(byte[] key) {
        return pkcs8(RSA, key);
    }

    /// PKCS#8 of an ECPrivateKey, whose curve it has to name.
    static byte[] ec(byte[] key) throws GeneralSecurityException {
        byte[] curve = curve(key);
        return pkcs8(element(SEQUENCE, EC, curve), key);
    }

    private static byte[] pkcs8(byte[] algorithm, byte[] key) {
        byte[] version = element(INTEGER, new byte[1]);
        return element(SEQUENCE, version, algorithm, element(OCTETS, key));
    }

    /// The content of `[0]`, third in the sequence.
    private static byte[] curve(byte[] key) throws GeneralSecurityException {
        try {
            int at = content(key, 0);
            while (at < key.length) {
                int start = content(key, at);
                int end = end(key, at);
                if ((key[at] & 0xff) == PARAMETERS) {
                    return Arrays.copyOfRange(key, start, end);
                }
                at = end;
            }
        } catch (ArrayIndexOutOfBoundsException | IllegalArgumentException e) {
            throw new GeneralSecurityException("its private key is broken", e);
        }
        throw new GeneralSecurityException("its EC private key does not name its curve");
    }

    private static int content(byte[] der, int at) {
        int length = der[at + 1] & 0xff;
        return at + 2 + (length < LONG_LENGTH ? 0 : length - LONG_LENGTH);
    }

    private static int end(byte[] der, int at) {
        int length = der[at + 1] & 0xff;
        int start = content(der, at);
        if (length >= LONG_LENGTH) {
            int octets = length - LONG_LENGTH;
            length = 0;
            for (int i = 0; i < octets; i++) {
                length = (length << 8) | (der[at + 2 + i] & 0xff);
            }
        }
        return start + length;
    }

    private static byte[] element(int tag, byte[]... contents) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] each : contents) {
            content.writeBytes(each);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.size();
        if (length < LONG_LENGTH) {
            out.write(length);
        } else if (length < 0x100) {
            out.write(LONG_LENGTH | 1);
            out.write(length);
        } else {
            out.write(LONG_LENGTH | 2);
            out.write(length >> 8);
            out.write(length);
        }
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }
}
