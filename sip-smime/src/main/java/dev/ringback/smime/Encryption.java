package dev.ringback.smime;

import dev.ringback.body.BodyPart;
import dev.ringback.header.Parameters;
import dev.ringback.header.content.ContentType;
import dev.ringback.smime.key.UserCertificate;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.cms.CMSEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;

/// Makes encrypted bodies: `application/pkcs7-mime` with `smime-type=enveloped-data`, AES, the key
/// sent with RSA. RFC 3261 §23.3, RFC 3853 §3.
///
/// Encryption alone does not prove that nobody changed the body: sign what is encrypted, or the
/// result (§23.4.3), or both.
public final class Encryption {
    private static final ContentType ENVELOPED =
            new ContentType(
                    "application",
                    "pkcs7-mime",
                    Parameters.NONE.with("smime-type", "enveloped-data").with("name", "smime.p7m"));

    private final ContentCipher cipher;
    private final SecureRandom random;

    /// An encryption with this cipher. It may be used by several threads if the random source may.
    public Encryption(ContentCipher cipher, SecureRandom random) {
        this.cipher = cipher;
        this.random = random;
    }

    /// A body, encrypted.
    ///
    /// @param part the body with what describes it, as [Entities#of] gives it
    /// @param recipients who can read it, each with an RSA key ([UserCertificate#encrypts])
    /// @throws IllegalArgumentException if there is no recipient, or one whose key cannot be used
    public BodyPart encrypt(BodyPart part, List<UserCertificate> recipients) {
        if (recipients.isEmpty() || !recipients.stream().allMatch(UserCertificate::encrypts)) {
            throw new IllegalArgumentException("nobody to encrypt for");
        }
        CMSEnvelopedDataGenerator generator = new CMSEnvelopedDataGenerator();
        try {
            for (UserCertificate recipient : recipients) {
                generator.addRecipientInfoGenerator(
                        new JceKeyTransRecipientInfoGenerator(recipient.x509()));
            }
            byte[] octets =
                    generator
                            .generate(
                                    new CMSProcessableByteArray(part.toBytes()),
                                    new JceCMSContentEncryptorBuilder(cipher.identifier())
                                            .setSecureRandom(random)
                                            .build())
                            .toASN1Structure()
                            .getEncoded(ASN1Encoding.DER);
            return Entities.attachment(ENVELOPED, "smime.p7m", octets);
        } catch (GeneralSecurityException | CMSException | IOException e) {
            throw new IllegalArgumentException("a key that nothing can be encrypted for", e);
        }
    }
}
