package dev.ringback.callflow.secrets;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Records of TLS 1.2 under AES-CBC: RFC 5246 §6.2.3.2, and with the MAC over what is encrypted
/// RFC 7366.
final class CbcProtection implements RecordProtection {
    private static final int BLOCK = 16;

    private final Mac mac;
    private final Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
    private final SecretKeySpec key;
    private final boolean macLast;
    private long number;

    /// @param macLast whether the MAC stands behind what is encrypted and covers it
    CbcProtection(String macName, byte[] macKey, byte[] key, boolean macLast)
            throws GeneralSecurityException {
        this.mac = Mac.getInstance(macName);
        mac.init(new SecretKeySpec(macKey, macName));
        this.key = new SecretKeySpec(key, "AES");
        this.macLast = macLast;
    }

    @Override
    public byte[] open(TlsRecord sealed) throws GeneralSecurityException {
        byte[] fragment = sealed.fragment();
        int end = fragment.length - (macLast ? mac.getMacLength() : 0);
        if (end < 2 * BLOCK || end % BLOCK != 0) {
            throw new BadPaddingException("no whole blocks");
        }
        if (macLast) {
            byte[] covered = Arrays.copyOf(fragment, end);
            check(sealed, covered, Arrays.copyOfRange(fragment, end, fragment.length));
        }
        cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(fragment, 0, BLOCK));
        byte[] plain = cipher.doFinal(fragment, BLOCK, end - BLOCK);
        int padding = (plain[plain.length - 1] & 0xff) + 1;
        int length = plain.length - padding - (macLast ? 0 : mac.getMacLength());
        if (length < 0) {
            throw new BadPaddingException("padding too long");
        }
        byte[] content = Arrays.copyOf(plain, length);
        if (!macLast) {
            int macEnd = length + mac.getMacLength();
            check(sealed, content, Arrays.copyOfRange(plain, length, macEnd));
        }
        number++;
        return content;
    }

    private void check(TlsRecord sealed, byte[] covered, byte[] expected)
            throws BadPaddingException {
        mac.update(sealed.header(number, covered.length));
        if (!MessageDigest.isEqual(mac.doFinal(covered), expected)) {
            throw new BadPaddingException("MAC differs");
        }
    }

    @Override
    public long opened() {
        return number;
    }
}
