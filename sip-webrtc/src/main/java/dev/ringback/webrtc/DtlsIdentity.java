package dev.ringback.webrtc;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/// Who we are in DTLS: a key on the curve P-256 with a certificate that only its fingerprint
/// proves, RFC 8827 §6.5. Made anew with each start. Any thread may use it.
final class DtlsIdentity {
    private static final Duration VALIDITY = Duration.ofDays(365);
    private static final Duration SKEW = Duration.ofDays(1);
    private static final SignatureAndHashAlgorithm SIGNATURE =
            SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa);

    private final BcTlsCrypto crypto;
    private final KeyPair keys;
    private final byte[] certificate;

    private DtlsIdentity(BcTlsCrypto crypto, KeyPair keys, byte[] certificate) {
        this.crypto = crypto;
        this.keys = keys;
        this.certificate = certificate;
    }

    /// A new one, valid from now on.
    static DtlsIdentity create(SecureRandom random, Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair keys = generator.generateKeyPair();
            X500Name name = new X500Name("CN=ringback");
            X509v3CertificateBuilder builder =
                    new JcaX509v3CertificateBuilder(
                            name,
                            new BigInteger(64, random).setBit(63),
                            Date.from(now.minus(SKEW)),
                            Date.from(now.plus(VALIDITY)),
                            name,
                            keys.getPublic());
            byte[] certificate =
                    builder.build(
                                    new JcaContentSignerBuilder("SHA256withECDSA")
                                            .build(keys.getPrivate()))
                            .getEncoded();
            return new DtlsIdentity(new BcTlsCrypto(random), keys, certificate);
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    BcTlsCrypto crypto() {
        return crypto;
    }

    /// What peers are told of it.
    Fingerprint fingerprint() {
        return Fingerprint.of(certificate);
    }

    /// Proves it in a handshake.
    TlsCredentialedSigner signer(TlsContext context) throws IOException {
        TlsCertificate[] chain = {crypto.createCertificate(certificate)};
        return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                crypto,
                PrivateKeyFactory.createKey(keys.getPrivate().getEncoded()),
                new Certificate(chain),
                SIGNATURE);
    }
}
