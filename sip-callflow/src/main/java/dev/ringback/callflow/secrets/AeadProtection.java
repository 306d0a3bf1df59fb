package dev.ringback.callflow.secrets;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Records under AES-GCM or ChaCha20-Poly1305: RFC 5288 §3, RFC 7905 §2, RFC 8446 §5.2, §5.3.
final class AeadProtection implements RecordProtection {
    private static final int TAG = 16;
    private static final int NONCE = 12;
    private static final int EXPLICIT = 8;

    private final boolean gcm;
    private final Cipher cipher;
    private final Key key;
    private final byte[] iv;
    private final boolean tls13;
    private long number;

    AeadProtection(CipherSuite.Bulk bulk, byte[] key, byte[] iv, boolean tls13)
            throws GeneralSecurityException {
        this.gcm = bulk == CipherSuite.Bulk.GCM;
        this.cipher = Cipher.getInstance(gcm ? "AES/GCM/NoPadding" : "ChaCha20-Poly1305");
        this.key = new SecretKeySpec(key, gcm ? "AES" : "ChaCha20");
        this.iv = iv;
        this.tls13 = tls13;
    }

    @Override
    public byte[] open(TlsRecord sealed) throws GeneralSecurityException {
        byte[] fragment = sealed.fragment();
        int start = iv.length == NONCE ? 0 : EXPLICIT;
        int length = fragment.length - start - TAG;
        if (length < 0) {
            throw new AEADBadTagException("too short");
        }
        byte[] nonce = start == 0 ? counted() : explicit(fragment);
        AlgorithmParameterSpec parameters =
                gcm ? new GCMParameterSpec(8 * TAG, nonce) : new IvParameterSpec(nonce);
        cipher.init(Cipher.DECRYPT_MODE, key, parameters);
        cipher.updateAAD(tls13 ? sealed.header() : sealed.header(number, length));
        byte[] content = cipher.doFinal(fragment, start, fragment.length - start);
        number++;
        return content;
    }

    private byte[] explicit(byte[] fragment) {
        byte[] nonce = Arrays.copyOf(iv, NONCE);
        System.arraycopy(fragment, 0, nonce, iv.length, EXPLICIT);
        return nonce;
    }

    private byte[] counted() {
        ByteBuffer nonce = ByteBuffer.wrap(iv.clone());
        int at = NONCE - Long.BYTES;
        nonce.putLong(at, nonce.getLong(at) ^ number);
        return nonce.array();
    }

    @Override
    public long opened() {
        return number;
    }
}
