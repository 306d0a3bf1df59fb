package dev.ringback.callflow.secrets;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What TLS makes of its secrets: RFC 5246 §5, §6.3 and RFC 8446 §7.1 to §7.3.
final class KeySchedule {
    private static final int IV = 12;

    private KeySchedule() {}

    /// The protection of one direction by the master secret of TLS 1.2.
    ///
    /// @param randoms the server's random and the client's, in this order
    static RecordProtection tls12(
            CipherSuite suite, byte[] master, byte[] randoms, boolean client, boolean macLast)
            throws GeneralSecurityException {
        int mac = suite.macLength();
        int key = suite.keyLength();
        int iv = suite.fixedIvLength();
        byte[] block = prf(suite, master, randoms, 2 * (mac + key + iv));
        int macAt = client ? 0 : mac;
        int keyAt = 2 * mac + (client ? 0 : key);
        int ivAt = 2 * (mac + key) + (client ? 0 : iv);
        byte[] keyOctets = Arrays.copyOfRange(block, keyAt, keyAt + key);
        if (suite.bulk() == CipherSuite.Bulk.CBC) {
            byte[] macKey = Arrays.copyOfRange(block, macAt, macAt + mac);
            return new CbcProtection("Hmac" + suite.mac(), macKey, keyOctets, macLast);
        }
        byte[] fixed = Arrays.copyOfRange(block, ivAt, ivAt + iv);
        return new AeadProtection(suite.bulk(), keyOctets, fixed, false);
    }

    private static byte[] prf(CipherSuite suite, byte[] secret, byte[] randoms, int length)
            throws GeneralSecurityException {
        ByteArrayOutputStream seed = new ByteArrayOutputStream();
        seed.writeBytes("key expansion".getBytes(StandardCharsets.US_ASCII));
        seed.writeBytes(randoms);
        Mac mac = mac(suite, secret);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] a = seed.toByteArray();
        while (out.size() < length) {
            a = mac.doFinal(a);
            mac.update(a);
            out.writeBytes(mac.doFinal(seed.toByteArray()));
        }
        return Arrays.copyOf(out.toByteArray(), length);
    }

    /// The protection of one direction by a traffic secret of TLS 1.3.
    static RecordProtection tls13(CipherSuite suite, byte[] secret)
            throws GeneralSecurityException {
        byte[] key = expand(suite, secret, "key", suite.keyLength());
        byte[] iv = expand(suite, secret, "iv", IV);
        return new AeadProtection(suite.bulk(), key, iv, true);
    }

    /// The traffic secret after a KeyUpdate.
    static byte[] next(CipherSuite suite, byte[] secret) throws GeneralSecurityException {
        return expand(suite, secret, "traffic upd", suite.hashLength());
    }

    /// HKDF-Expand-Label without context: at most one round of the hash is needed.
    private static byte[] expand(CipherSuite suite, byte[] secret, String label, int length)
            throws GeneralSecurityException {
        byte[] name = ("tls13 " + label).getBytes(StandardCharsets.US_ASCII);
        Mac mac = mac(suite, secret);
        mac.update((byte) (length >> 8));
        mac.update((byte) length);
        mac.update((byte) name.length);
        mac.update(name);
        mac.update((byte) 0);
        mac.update((byte) 1);
        return Arrays.copyOf(mac.doFinal(), length);
    }

    private static Mac mac(CipherSuite suite, byte[] secret) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("Hmac" + suite.hash());
        mac.init(new SecretKeySpec(secret, mac.getAlgorithm()));
        return mac;
    }
}
