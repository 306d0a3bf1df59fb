package dev.ringback.cli.cert;

import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// Makes an authority of one's own and certificates of SIP domains, RFC 5922 §7.1: keys on P-256,
/// ECDSA with SHA-256.
public final class Certificates {
    private static final Duration EARLIER = Duration.ofMinutes(5);
    private static final int SERIAL_BITS = 120;

    private final SecureRandom random;
    private final Instant now;

    /// Makes certificates that are valid from five minutes before now on, because clocks differ.
    public Certificates(SecureRandom random, Instant now) {
        this.random = random;
        this.now = now;
    }

    /// A key with its certificate.
    ///
    /// @param key the private key
    /// @param certificate its certificate
    public record Certified(PrivateKey key, X509Certificate certificate) {}

    /// An authority.
    ///
    /// @param commonName what it is called
    public Certified authority(String commonName, Duration validity) {
        KeyPair pair = pair();
        X500Name name = name(commonName);
        try {
            JcaX509v3CertificateBuilder builder = builder(name, name, pair, validity);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            int usage = KeyUsage.keyCertSign | KeyUsage.cRLSign;
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            return new Certified(pair.getPrivate(), signed(builder, pair.getPrivate()));
        } catch (CertIOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A certificate of domains, names of hosts and addresses.
    ///
    /// @param names at least one; an address without brackets
    public Certified server(List<String> names, Duration validity, Certified authority) {
        KeyPair pair = pair();
        X500Name issuer =
                X500Name.getInstance(
                        authority.certificate().getSubjectX500Principal().getEncoded());
        GeneralName[] alternatives =
                names.stream().map(Certificates::alternative).toArray(GeneralName[]::new);
        int usage = KeyUsage.digitalSignature | KeyUsage.keyEncipherment;
        KeyPurposeId[] purposes = {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth};
        try {
            JcaX509v3CertificateBuilder builder =
                    builder(name(names.getFirst()), issuer, pair, validity);
            builder.addExtension(
                    Extension.subjectAlternativeName, false, new GeneralNames(alternatives));
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
            return new Certified(pair.getPrivate(), signed(builder, authority.key()));
        } catch (CertIOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static GeneralName alternative(String name) {
        return new GeneralName(isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name);
    }

    /// Whether a name is an address.
    static boolean isAddress(String name) {
        try {
            InetAddress _ = InetAddress.ofLiteral(name);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    private static X500Name name(String commonName) {
        return new X500NameBuilder().addRDN(BCStyle.CN, commonName).build();
    }

    private JcaX509v3CertificateBuilder builder(
            X500Name subject, X500Name issuer, KeyPair pair, Duration validity) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS),
                Date.from(now.minus(EARLIER)),
                Date.from(now.plus(validity)),
                subject,
                pair.getPublic());
    }

    private static X509Certificate signed(JcaX509v3CertificateBuilder builder, PrivateKey key) {
        boolean curve = key.getAlgorithm().equals("EC");
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(
                                    new JcaContentSignerBuilder(
                                                    curve ? "SHA256withECDSA" : "SHA256withRSA")
                                            .build(key)));
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalArgumentException("a key that cannot sign", e);
        }
    }
}
