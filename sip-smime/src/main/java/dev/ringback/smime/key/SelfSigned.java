package dev.ringback.smime.key;

import dev.ringback.uri.SipUri;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
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

/// Certificates that users make for themselves (RFC 3261 §23.1) and that somebody vouches for.
/// RSA keys, SHA-256, the address-of-record as URI in the subjectAltName. Takes a tenth of a
/// second.
public final class SelfSigned {
    private static final int KEY_BITS = 2048;
    private static final int SERIAL_BITS = 120;
    private static final Duration EARLIER = Duration.ofMinutes(5);

    private final SecureRandom random;
    private final Instant now;

    /// Makes certificates that are valid from five minutes before now on, because clocks differ.
    public SelfSigned(SecureRandom random, Instant now) {
        this.random = random;
        this.now = now;
    }

    /// A new key with a certificate that nobody else vouches for.
    ///
    /// @param user whom it belongs to: an address-of-record
    /// @param validity how long it is valid from now on
    public UserKey create(SipUri user, Duration validity) {
        KeyPair pair = pair();
        X500Name name = name(user.addressOfRecord());
        Signer signer = new Signer(name, pair.getPrivate());
        return new UserKey(pair.getPrivate(), certificate(pair, user, validity, signer), List.of());
    }

    /// A new key with a certificate that an authority vouches for.
    ///
    /// @param authority the key of the authority
    public UserKey create(SipUri user, Duration validity, UserKey authority) {
        KeyPair pair = pair();
        X500Name issuer =
                X500Name.getInstance(
                        authority.certificate().x509().getSubjectX500Principal().getEncoded());
        Signer signer = new Signer(issuer, authority.key());
        UserCertificate certificate = certificate(pair, user, validity, signer);
        return new UserKey(pair.getPrivate(), certificate, List.of());
    }

    /// A new key of an authority: it signs certificates and belongs to no user.
    ///
    /// @param commonName its name
    public UserKey authority(String commonName, Duration validity) {
        KeyPair pair = pair();
        X500Name name = name(commonName);
        Signer signer = new Signer(name, pair.getPrivate());
        try {
            JcaX509v3CertificateBuilder builder = builder(name, pair, validity, signer);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            int usage = KeyUsage.keyCertSign | KeyUsage.cRLSign;
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            UserCertificate certificate = signed(builder, signer);
            return new UserKey(pair.getPrivate(), certificate, List.of());
        } catch (CertIOException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Signer(X500Name name, PrivateKey key) {}

    private KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has RSA", e);
        }
    }

    private static X500Name name(String commonName) {
        return new X500NameBuilder().addRDN(BCStyle.CN, commonName).build();
    }

    private JcaX509v3CertificateBuilder builder(
            X500Name subject, KeyPair pair, Duration validity, Signer signer) {
        return new JcaX509v3CertificateBuilder(
                signer.name(),
                new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS),
                Date.from(now.minus(EARLIER)),
                Date.from(now.plus(validity)),
                subject,
                pair.getPublic());
    }

    private UserCertificate certificate(
            KeyPair pair, SipUri user, Duration validity, Signer signer) {
        String address = user.addressOfRecord();
        GeneralName uri = new GeneralName(GeneralName.uniformResourceIdentifier, "sip:" + address);
        int usage = KeyUsage.digitalSignature | KeyUsage.keyEncipherment;
        try {
            JcaX509v3CertificateBuilder builder = builder(name(address), pair, validity, signer);
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(uri));
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            builder.addExtension(
                    Extension.extendedKeyUsage,
                    false,
                    new ExtendedKeyUsage(KeyPurposeId.id_kp_emailProtection));
            return signed(builder, signer);
        } catch (CertIOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static UserCertificate signed(JcaX509v3CertificateBuilder builder, Signer signer) {
        String algorithm =
                "SHA256with" + (signer.key().getAlgorithm().equals("EC") ? "ECDSA" : "RSA");
        try {
            X509Certificate certificate =
                    new JcaX509CertificateConverter()
                            .getCertificate(
                                    builder.build(
                                            new JcaContentSignerBuilder(algorithm)
                                                    .build(signer.key())));
            return UserCertificate.of(certificate);
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalArgumentException("a key that cannot sign", e);
        }
    }
}
