package dev.ringback.smime;

import dev.ringback.body.BodyPart;
import dev.ringback.smime.key.Keyring;
import dev.ringback.smime.key.UserCertificate;
import dev.ringback.smime.key.UserKey;
import java.util.Collection;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSEnvelopedData;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessable;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.KeyTransRecipientId;
import org.bouncycastle.cms.KeyTransRecipientInformation;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.jcajce.JceKeyTransEnvelopedRecipient;
import org.jspecify.annotations.Nullable;

/// An `application/pkcs7-mime` body: encrypted, signed with the content in it, or certificates.
/// What it is says its content, not the parameter `smime-type`.
final class CmsLayer {
    private final Keyring keyring;
    private final SmimeLimits limits;

    CmsLayer(Keyring keyring, SmimeLimits limits) {
        this.keyring = keyring;
        this.limits = limits;
    }

    Layer open(BodyPart part) {
        byte[] octets = Entities.decoded(part);
        if (octets == null) {
            return new Layer.Ended(
                    new SmimeResult.Malformed("a transfer encoding that is not known"));
        }
        try {
            ContentInfo info = ContentInfo.getInstance(octets);
            ASN1ObjectIdentifier type = info.getContentType();
            if (type.equals(CMSObjectIdentifiers.envelopedData)) {
                return decrypted(new CMSEnvelopedData(info));
            }
            if (type.equals(CMSObjectIdentifiers.signedData)) {
                return signed(new CMSSignedData(info));
            }
            return new Layer.Ended(new SmimeResult.Unsupported("a CMS content of type " + type));
        } catch (CMSException | RuntimeException e) {
            // the library throws what it likes at octets that are no CMS
            return new Layer.Ended(new SmimeResult.Malformed("no CMS: " + e.getMessage()));
        }
    }

    private Layer decrypted(CMSEnvelopedData data) {
        Collection<RecipientInformation> recipients = data.getRecipientInfos().getRecipients();
        if (recipients.size() > limits.parties()) {
            return new Layer.Ended(new SmimeResult.TooLarge("encrypted for too many"));
        }
        for (UserKey key : keyring.keys()) {
            X509CertificateHolder holder = SignedLayer.holder(key.certificate());
            for (RecipientInformation recipient : recipients) {
                if (holder != null && isFor(recipient, holder)) {
                    return decrypted(recipient, key);
                }
            }
        }
        return undecipherable("encrypted for nobody here");
    }

    private static boolean isFor(RecipientInformation recipient, X509CertificateHolder holder) {
        return recipient instanceof KeyTransRecipientInformation
                && recipient.getRID() instanceof KeyTransRecipientId id
                && id.match(holder);
    }

    /// One attempt with one key. All that can go wrong looks the same from outside: who could tell
    /// a bad key from a bad content could guess the content.
    private Layer decrypted(RecipientInformation recipient, UserKey key) {
        byte[] content;
        try {
            content = recipient.getContent(new JceKeyTransEnvelopedRecipient(key.key()));
        } catch (CMSException | RuntimeException e) {
            return undecipherable("it cannot be decrypted");
        }
        BodyPart part = BodyPart.parse(content, limits.parts());
        return part == null ? undecipherable("it cannot be decrypted") : new Layer.Decrypted(part);
    }

    private static Layer undecipherable(String reason) {
        return new Layer.Ended(new SmimeResult.Undecipherable(reason));
    }

    private Layer signed(CMSSignedData data) throws CMSException {
        SignedLayer layer = new SignedLayer(keyring, limits);
        if (data.getSignerInfos().size() == 0) {
            List<UserCertificate> certificates = layer.certificates(data);
            return new Layer.Ended(
                    certificates == null
                            ? new SmimeResult.TooLarge("too many certificates")
                            : some(certificates));
        }
        byte[] content = content(data.getSignedContent());
        BodyPart part = content == null ? null : BodyPart.parse(content, limits.parts());
        return part == null
                ? new Layer.Ended(new SmimeResult.Malformed("a signature without content"))
                : layer.verified(data, part);
    }

    private static SmimeResult some(List<UserCertificate> certificates) {
        return certificates.isEmpty()
                ? new SmimeResult.Malformed("no certificate")
                : new SmimeResult.Certificates(certificates);
    }

    private static byte @Nullable [] content(@Nullable CMSProcessable content) {
        return content != null && content.getContent() instanceof byte[] octets ? octets : null;
    }
}
