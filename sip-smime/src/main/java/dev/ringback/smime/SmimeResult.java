package dev.ringback.smime;

import dev.ringback.body.BodyPart;
import dev.ringback.smime.key.Standing;
import dev.ringback.smime.key.UserCertificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a body turned out to be when it was opened: RFC 3261 §23. Bad input is normal and never an
/// exception.
public sealed interface SmimeResult {
    /// Not secured at all.
    ///
    /// @param content the body, with what the message says of it
    record Plain(BodyPart content) implements SmimeResult {}

    /// Signed, and as it was signed.
    ///
    /// @param content what was signed
    /// @param signature who signed
    /// @param standing whether the signer's certificate can be relied on; if not, the user is to be
    ///     asked (§23.2)
    record Signed(BodyPart content, Signature signature, Standing standing)
            implements SmimeResult {}

    /// Encrypted for us, and perhaps signed, inside or outside of the encryption.
    ///
    /// @param content what was encrypted
    /// @param signature who signed; null when nobody did: then somebody may have changed it,
    ///     because
    ///     the cipher alone does not prevent that
    /// @param standing of the signer; null when there is none
    record Encrypted(BodyPart content, @Nullable Signature signature, @Nullable Standing standing)
            implements SmimeResult {}

    /// Certificates and nothing else: `certs-only`, §23.2.
    ///
    /// @param certificates at least one
    record Certificates(List<UserCertificate> certificates) implements SmimeResult {
        /// Copies the list.
        public Certificates {
            certificates = List.copyOf(certificates);
        }
    }

    /// Encrypted, and no key of ours opens it: a request is answered 493. Why is not told apart for
    /// the peer, because that would help who guesses.
    ///
    /// @param reason for the log
    record Undecipherable(String reason) implements SmimeResult {}

    /// Signed, and changed since, or signed by another key than that of its certificate.
    ///
    /// @param certificate the certificate that the signature names
    /// @param reason what does not fit
    record Tampered(UserCertificate certificate, String reason) implements SmimeResult {}

    /// Signed, but the certificate of the signer is neither in it, as it has to be (§23.2), nor on
    /// the keyring; or its key is of a kind that is not known here.
    ///
    /// @param reason which
    record Unverifiable(String reason) implements SmimeResult {}

    /// Secured in a way that is not known here: a request is answered 415.
    ///
    /// @param reason which
    record Unsupported(String reason) implements SmimeResult {}

    /// It says that it is secured, and is not in any way that could be read.
    ///
    /// @param reason what is wrong
    record Malformed(String reason) implements SmimeResult {}

    /// More than the limits allow.
    ///
    /// @param reason what there is too much of
    record TooLarge(String reason) implements SmimeResult {}
}
