package dev.ringback.smime.key;

import dev.ringback.uri.SipUri;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Collects what a file holds, and finds out which certificate belongs to which key.
final class KeyFileContent {
    private static final byte[] PROBE = {1, 2, 3};

    private final List<PrivateKey> keys = new ArrayList<>();
    private final List<UserKey> stored = new ArrayList<>();
    private final List<UserCertificate> certificates = new ArrayList<>();
    private final Map<UserCertificate, List<SipUri>> holders = new HashMap<>();

    void key(PrivateKey key) {
        keys.add(key);
    }

    /// A key with its certificate first and those of its issuers after it.
    void key(PrivateKey key, Certificate[] chain) {
        List<UserCertificate> those = new ArrayList<>();
        for (Certificate one : chain) {
            if (one instanceof X509Certificate certificate) {
                those.add(UserCertificate.of(certificate));
            }
        }
        if (!those.isEmpty()) {
            stored.add(new UserKey(key, those.getFirst(), those.subList(1, those.size())));
        }
    }

    void certificate(UserCertificate certificate, @Nullable SipUri holder) {
        if (!certificates.contains(certificate)) {
            certificates.add(certificate);
        }
        if (holder != null) {
            holders.computeIfAbsent(certificate, _ -> new ArrayList<>()).add(holder);
        }
    }

    Keyring keyring() {
        Keyring keyring = Keyring.EMPTY;
        for (UserKey key : stored) {
            keyring = keyring.with(key);
        }
        List<UserCertificate> others = new ArrayList<>(certificates);
        for (PrivateKey key : keys) {
            for (UserCertificate certificate : certificates) {
                if (fits(key, certificate)) {
                    keyring = keyring.with(new UserKey(key, certificate, List.of()));
                    others.remove(certificate);
                }
            }
        }
        for (UserCertificate other : others) {
            keyring = with(keyring, other);
        }
        return keyring;
    }

    private Keyring with(Keyring keyring, UserCertificate certificate) {
        Keyring more = keyring;
        List<SipUri> named = holders.getOrDefault(certificate, List.of());
        for (SipUri holder : named) {
            more = more.remembering(holder, certificate);
        }
        if (!named.isEmpty()) {
            return more;
        }
        if (certificate.authority()) {
            return keyring.relyingOn(certificate);
        }
        for (String address : certificate.addresses()) {
            more = more.remembering(address, certificate);
        }
        return more;
    }

    private static boolean fits(PrivateKey key, UserCertificate certificate) {
        if (!key.getAlgorithm().equals(certificate.publicKey().getAlgorithm())) {
            return false;
        }
        String algorithm = "SHA256with" + (key.getAlgorithm().equals("EC") ? "ECDSA" : "RSA");
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key, new SecureRandom());
            signature.update(PROBE);
            byte[] octets = signature.sign();
            signature.initVerify(certificate.publicKey());
            signature.update(PROBE);
            return signature.verify(octets);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
