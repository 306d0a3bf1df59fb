package dev.ringback.smime;

import dev.ringback.body.BodyPart;
import dev.ringback.body.Multipart;
import dev.ringback.body.MultipartResult;
import dev.ringback.header.content.ContentType;
import dev.ringback.smime.key.Keyring;
import dev.ringback.smime.key.UserCertificate;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.smime.SMIMEAttributes;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignerDigestMismatchException;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.jspecify.annotations.Nullable;

/// A signature over a part: RFC 3261 §23.2. The first signer counts; parallel signatures should not
/// be there (§23.3).
final class SignedLayer {
    private static final Set<ASN1ObjectIdentifier> STRONG =
            Set.of(
                    NISTObjectIdentifiers.id_sha256,
                    NISTObjectIdentifiers.id_sha384,
                    NISTObjectIdentifiers.id_sha512,
                    NISTObjectIdentifiers.id_sha3_256,
                    NISTObjectIdentifiers.id_sha3_384,
                    NISTObjectIdentifiers.id_sha3_512);

    private final Keyring keyring;
    private final SmimeLimits limits;

    SignedLayer(Keyring keyring, SmimeLimits limits) {
        this.keyring = keyring;
        this.limits = limits;
    }

    /// A multipart/signed: the content, and the signature beside it.
    Layer detached(BodyPart part) {
        MultipartResult result = part.multipart(limits.parts());
        if (!(result instanceof MultipartResult.Parsed(Multipart multipart))) {
            return malformed("no multipart");
        }
        List<BodyPart> parts = multipart.parts();
        ContentType type = parts.size() == 2 ? parts.getLast().contentType() : null;
        boolean signature =
                type != null
                        && (type.is("application", "pkcs7-signature")
                                || type.is("application", "x-pkcs7-signature"));
        byte[] octets = signature ? Entities.decoded(parts.getLast()) : null;
        if (octets == null) {
            return malformed("not a content and a signature");
        }
        BodyPart content = parts.getFirst();
        try {
            return verified(
                    new CMSSignedData(new CMSProcessableByteArray(content.toBytes()), octets),
                    content);
        } catch (CMSException | RuntimeException e) {
            // the library throws what it likes at octets that are no CMS
            return malformed("no CMS: " + e.getMessage());
        }
    }

    private static Layer malformed(String reason) {
        return new Layer.Ended(new SmimeResult.Malformed(reason));
    }

    /// Verifies the first signature.
    Layer verified(CMSSignedData data, BodyPart content) throws CMSException {
        List<UserCertificate> certificates = certificates(data);
        Collection<SignerInformation> signers = data.getSignerInfos().getSigners();
        if (certificates == null || signers.size() > limits.parties()) {
            return new Layer.Ended(new SmimeResult.TooLarge("too many certificates or signers"));
        }
        if (signers.isEmpty()) {
            return malformed("no signature");
        }
        SignerInformation signer = signers.iterator().next();
        UserCertificate certificate = certificate(signer, certificates);
        if (certificate == null || !Keyring.affordable(certificate)) {
            String reason = certificate == null ? "the certificate is missing" : "an odd key";
            return new Layer.Ended(new SmimeResult.Unverifiable(reason));
        }
        try {
            boolean good =
                    signer.verify(
                            new JcaSimpleSignerInfoVerifierBuilder()
                                    .build(certificate.publicKey()));
            return good
                    ? new Layer.Signed(content, signature(signer, certificate, certificates))
                    : tampered(certificate, "another key signed it");
        } catch (CMSSignerDigestMismatchException e) {
            return tampered(certificate, "it was changed after it was signed");
        } catch (CMSException e) {
            return tampered(certificate, "the signature cannot be checked: " + e.getMessage());
        } catch (OperatorCreationException e) {
            return new Layer.Ended(new SmimeResult.Unverifiable("a signature of an unknown kind"));
        }
    }

    private static Layer tampered(UserCertificate certificate, String reason) {
        return new Layer.Ended(new SmimeResult.Tampered(certificate, reason));
    }

    /// The certificates in it that can be read; null when they are too many.
    @Nullable List<UserCertificate> certificates(CMSSignedData data) {
        Collection<X509CertificateHolder> holders = data.getCertificates().getMatches(null);
        if (holders.size() > limits.certificates()) {
            return null;
        }
        List<UserCertificate> certificates = new ArrayList<>();
        for (X509CertificateHolder holder : holders) {
            UserCertificate certificate = certificate(holder);
            if (certificate != null) {
                certificates.add(certificate);
            }
        }
        return certificates;
    }

    private static @Nullable UserCertificate certificate(X509CertificateHolder holder) {
        try {
            return UserCertificate.parse(holder.getEncoded());
        } catch (IOException e) {
            return null;
        }
    }

    static @Nullable X509CertificateHolder holder(UserCertificate certificate) {
        try {
            return new X509CertificateHolder(certificate.toBytes());
        } catch (IOException e) {
            return null;
        }
    }

    /// The certificate of the signer: one that came along, else one that the keyring has.
    private @Nullable UserCertificate certificate(
            SignerInformation signer, List<UserCertificate> came) {
        List<UserCertificate> all = new ArrayList<>(came);
        all.addAll(keyring.known());
        for (UserCertificate certificate : all) {
            X509CertificateHolder holder = holder(certificate);
            if (holder != null && signer.getSID().match(holder)) {
                return certificate;
            }
        }
        return null;
    }

    private static Signature signature(
            SignerInformation signer,
            UserCertificate certificate,
            List<UserCertificate> certificates) {
        List<UserCertificate> others = new ArrayList<>(certificates);
        others.remove(certificate);
        boolean weak = !STRONG.contains(signer.getDigestAlgorithmID().getAlgorithm());
        AttributeTable signed = signer.getSignedAttributes();
        ASN1Encodable time = value(signed, CMSAttributes.signingTime);
        Instant signedAt = time == null ? null : Time.getInstance(time).getDate().toInstant();
        return new Signature(certificate, others, signedAt, ciphers(signed), weak);
    }

    private static @Nullable ASN1Encodable value(
            @Nullable AttributeTable signed, ASN1ObjectIdentifier name) {
        Attribute attribute = signed == null ? null : signed.get(name);
        boolean there = attribute != null && attribute.getAttrValues().size() > 0;
        return there && attribute != null ? attribute.getAttrValues().getObjectAt(0) : null;
    }

    private static List<ContentCipher> ciphers(@Nullable AttributeTable signed) {
        List<ContentCipher> ciphers = new ArrayList<>();
        if (value(signed, SMIMEAttributes.smimeCapabilities) instanceof ASN1Sequence those) {
            for (ASN1Encodable one : those) {
                boolean named = one instanceof ASN1Sequence sequence && sequence.size() > 0;
                ContentCipher cipher =
                        named
                                        && ((ASN1Sequence) one).getObjectAt(0)
                                                instanceof ASN1ObjectIdentifier identifier
                                ? ContentCipher.of(identifier)
                                : null;
                if (cipher != null) {
                    ciphers.add(cipher);
                }
            }
        }
        return ciphers;
    }
}
