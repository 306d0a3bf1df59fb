package dev.ringback.smime;

import dev.ringback.body.BodyPart;
import dev.ringback.body.Multipart;
import dev.ringback.header.Parameters;
import dev.ringback.header.content.ContentType;
import dev.ringback.smime.key.UserCertificate;
import dev.ringback.smime.key.UserKey;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.smime.SMIMECapabilitiesAttribute;
import org.bouncycastle.asn1.smime.SMIMECapability;
import org.bouncycastle.asn1.smime.SMIMECapabilityVector;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSAbsentContent;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/// Makes signed bodies, `multipart/signed` with a detached signature over SHA-256, and bodies that
/// carry certificates only: RFC 3261 §23.2, §23.3. The signature has its certificate in it, when it
/// was made, and what can be decrypted here (SMIMECapabilities).
public final class Signing {
    private static final ContentType CERTIFICATES =
            new ContentType(
                    "application",
                    "pkcs7-mime",
                    Parameters.NONE.with("smime-type", "certs-only").with("name", "smime.p7c"));

    private Signing() {}

    /// A body, signed. The lines of a text end in CRLF then.
    ///
    /// @param part the body with what describes it, as [Entities#of] gives it
    /// @param by whose key signs
    /// @param now the time, which the signature tells
    /// @return `multipart/signed`
    /// @throws IllegalArgumentException if the key cannot sign: a mistake of ours
    public static BodyPart sign(BodyPart part, UserKey by, Instant now) {
        BodyPart canonical = Entities.canonical(part);
        byte[] signature = signature(canonical.toBytes(), by, now);
        ContentType type =
                new ContentType(
                        "application",
                        "pkcs7-signature",
                        Parameters.NONE.with("name", "smime.p7s"));
        BodyPart attached = Entities.attachment(type, "smime.p7s", signature);
        Multipart multipart = Multipart.of(List.of(canonical, attached));
        Parameters parameters =
                Parameters.NONE
                        .withQuoted("protocol", "application/pkcs7-signature")
                        .with("micalg", "sha-256")
                        .with("boundary", multipart.boundary());
        return BodyPart.of(new ContentType("multipart", "signed", parameters), multipart.toBytes());
    }

    private static byte[] signature(byte[] content, UserKey by, Instant now) {
        String algorithm = "SHA256with" + (by.key().getAlgorithm().equals("EC") ? "ECDSA" : "RSA");
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        try {
            JcaSignerInfoGeneratorBuilder builder =
                    new JcaSignerInfoGeneratorBuilder(
                            new JcaDigestCalculatorProviderBuilder().build());
            builder.setSignedAttributeGenerator(
                    new DefaultSignedAttributeTableGenerator(attributes(now)));
            generator.addSignerInfoGenerator(
                    builder.build(
                            new JcaContentSignerBuilder(algorithm).build(by.key()),
                            by.certificate().x509()));
            List<UserCertificate> chain = new ArrayList<>(List.of(by.certificate()));
            chain.addAll(by.issuers());
            generator.addCertificates(store(chain));
            return encoded(generator.generate(new CMSProcessableByteArray(content), false));
        } catch (OperatorCreationException | GeneralSecurityException | CMSException e) {
            throw new IllegalArgumentException("a key that cannot sign", e);
        }
    }

    private static AttributeTable attributes(Instant now) {
        SMIMECapabilityVector capabilities = new SMIMECapabilityVector();
        capabilities.addCapability(SMIMECapability.aES256_CBC);
        capabilities.addCapability(SMIMECapability.aES192_CBC);
        capabilities.addCapability(SMIMECapability.aES128_CBC);
        ASN1EncodableVector attributes = new ASN1EncodableVector();
        attributes.add(new SMIMECapabilitiesAttribute(capabilities));
        DERSet time = new DERSet(new Time(Date.from(now)));
        attributes.add(new Attribute(CMSAttributes.signingTime, time));
        return new AttributeTable(attributes);
    }

    /// A body that carries certificates and signs nothing: `certs-only`, as a 493 has it (§23.2).
    ///
    /// @param certificates the respondent's first
    public static BodyPart certificates(List<UserCertificate> certificates) {
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        try {
            generator.addCertificates(store(certificates));
            byte[] octets = encoded(generator.generate(new CMSAbsentContent()));
            return Entities.attachment(CERTIFICATES, "smime.p7c", octets);
        } catch (GeneralSecurityException | CMSException e) {
            throw new IllegalArgumentException("certificates that cannot be encoded", e);
        }
    }

    private static JcaCertStore store(List<UserCertificate> certificates)
            throws GeneralSecurityException {
        List<X509Certificate> those = certificates.stream().map(UserCertificate::x509).toList();
        return new JcaCertStore(those);
    }

    private static byte[] encoded(CMSSignedData data) {
        try {
            return data.getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException("what was just made can be written", e);
        }
    }
}
