package dev.ringback.smime.key;

import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.jspecify.annotations.Nullable;

/// Keys and certificates as they lie in files: PKCS#12 (RFC 7292) and PEM (RFC 7468). The octets go
/// in and out; who reads and writes files is the caller.
///
/// In PEM, a line with a URI right before a certificate says whose it is, whatever it says itself:
/// ```
/// sip:bob@biloxi.com
/// -----BEGIN CERTIFICATE-----
/// ```
public sealed interface KeyFile {
    /// What was in it.
    ///
    /// @param keyring its keys with their certificates; certificates of authorities; those of
    ///     others,
    ///     by the address that they belong to
    record Read(Keyring keyring) implements KeyFile {}

    /// It could not be read: no such file, or another password.
    ///
    /// @param reason why
    record Unreadable(String reason) implements KeyFile {}

    /// Reads PKCS#12.
    ///
    /// @param octets the file
    /// @param password that opens it; empty for none
    static KeyFile pkcs12(byte[] octets, char[] password) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(octets), password);
            KeyFileContent content = new KeyFileContent();
            for (String alias : Collections.list(store.aliases())) {
                Key key = store.getKey(alias, password);
                Certificate[] chain = store.getCertificateChain(alias);
                if (key instanceof PrivateKey own && chain != null) {
                    content.key(own, chain);
                } else if (store.getCertificate(alias) instanceof X509Certificate other) {
                    content.certificate(UserCertificate.of(other), null);
                }
            }
            return new Read(content.keyring());
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            return new Unreadable("no PKCS#12, or another password: " + e.getMessage());
        }
    }

    /// Reads PEM: certificates, and private keys in any of the usual forms.
    ///
    /// @param text one file, or several one after the other
    /// @param password for encrypted keys; empty for none
    static KeyFile pem(String text, char[] password) {
        KeyFileContent content = new KeyFileContent();
        StringBuilder before = new StringBuilder();
        StringBuilder block = new StringBuilder();
        try {
            for (String line : text.lines().toList()) {
                boolean begins = line.startsWith("-----BEGIN ");
                StringBuilder to = block.isEmpty() && !begins ? before : block;
                to.append(line).append('\n');
                if (!block.isEmpty() && line.startsWith("-----END ")) {
                    take(block.toString(), before.toString(), password, content);
                    block.setLength(0);
                    before.setLength(0);
                }
            }
            return block.isEmpty()
                    ? new Read(content.keyring())
                    : new Unreadable("a PEM block that does not end");
        } catch (IOException | OperatorCreationException | PKCSException | RuntimeException e) {
            return new Unreadable("no PEM, or another password: " + e.getMessage());
        }
    }

    private static void take(String block, String before, char[] password, KeyFileContent content)
            throws IOException, OperatorCreationException, PKCSException {
        Object found = new PEMParser(new StringReader(block)).readObject();
        JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
        switch (found) {
            case X509CertificateHolder holder -> {
                UserCertificate certificate = UserCertificate.parse(holder.getEncoded());
                if (certificate != null) {
                    content.certificate(certificate, holder(before));
                }
            }
            case PrivateKeyInfo key -> content.key(converter.getPrivateKey(key));
            case PEMKeyPair pair -> content.key(converter.getPrivateKey(pair.getPrivateKeyInfo()));
            case PKCS8EncryptedPrivateKeyInfo key ->
                    content.key(
                            converter.getPrivateKey(
                                    key.decryptPrivateKeyInfo(
                                            new JceOpenSSLPKCS8DecryptorProviderBuilder()
                                                    .setProvider(new BouncyCastleProvider())
                                                    .build(password))));
            case null, default -> {}
        }
    }

    /// The SIP URI in the last line before a certificate, if there is one.
    private static @Nullable SipUri holder(String before) {
        List<String> lines = before.lines().filter(line -> !line.isBlank()).toList();
        String last = lines.isEmpty() ? "" : lines.getLast().strip();
        return Uri.parse(last) instanceof SipUri uri ? uri : null;
    }

    /// The certificates of a keyring as PEM, each with the address it is remembered for; not the
    /// keys.
    static String pem(Keyring keyring) {
        StringBuilder text = new StringBuilder();
        keyring.authorities().forEach(authority -> text.append(authority.toPem()));
        for (String holder : keyring.holders()) {
            for (UserCertificate certificate : keyring.certificates(holder).reversed()) {
                text.append("sip:").append(holder).append('\n').append(certificate.toPem());
            }
        }
        return text.toString();
    }

    /// A key with its certificates as PKCS#12.
    static byte[] pkcs12(UserKey key, char[] password) {
        List<Certificate> chain = new ArrayList<>();
        chain.add(key.certificate().x509());
        key.issuers().forEach(issuer -> chain.add(issuer.x509()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, password);
            store.setKeyEntry("key", key.key(), password, chain.toArray(Certificate[]::new));
            store.store(out, password);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("a key that cannot be stored", e);
        }
        return out.toByteArray();
    }
}
