package dev.ringback.smime;

import dev.ringback.body.BodyPart;
import dev.ringback.header.address.From;
import dev.ringback.header.content.ContentType;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.smime.key.Doubt;
import dev.ringback.smime.key.Keyring;
import dev.ringback.smime.key.Standing;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Opens what is signed and encrypted, layer by layer: RFC 3261 §23. Any octets are answered, none
/// with an exception. Immutable; any thread may use it.
public final class SmimeReader {
    private final Keyring keyring;
    private final SmimeLimits limits;

    /// A reader with the keys of this keyring.
    public SmimeReader(Keyring keyring, SmimeLimits limits) {
        this.keyring = keyring;
        this.limits = limits;
    }

    /// Opens the body of a message. Who should have signed it is From of a request and To of a
    /// response (§23.2), those of the tunnelled message if there is one (§23.4.3).
    ///
    /// @param now the time that certificates have to be valid at
    public SmimeResult open(SipMessage message, Instant now) {
        Uri holder = message instanceof SipRequest ? message.from().uri() : message.to().uri();
        return open(Entities.of(message), holder instanceof SipUri uri ? uri : nobody(), now);
    }

    private static SipUri nobody() {
        return SipUri.of(false, "anonymous", "anonymous.invalid", -1);
    }

    /// Opens a body.
    ///
    /// @param holder who should have signed it
    public SmimeResult open(BodyPart body, SipUri holder, Instant now) {
        BodyPart content = body;
        Signature outermost = null;
        boolean encrypted = false;
        for (int layer = 0; layer <= limits.layers(); layer++) {
            switch (peel(content)) {
                case Layer.None none -> {
                    return opened(content, outermost, encrypted, holder, now);
                }
                case Layer.Ended ended -> {
                    return ended.result();
                }
                case Layer.Decrypted decrypted -> {
                    encrypted = true;
                    content = decrypted.content();
                }
                case Layer.Signed signed -> {
                    outermost = outermost == null ? signed.signature() : outermost;
                    content = signed.content();
                }
            }
        }
        return new SmimeResult.TooLarge("more than " + limits.layers() + " layers");
    }

    private Layer peel(BodyPart part) {
        ContentType type = part.contentType();
        boolean signed = type != null && type.is("multipart", "signed") && ours(type);
        boolean secured =
                type != null
                        && (type.is("application", "pkcs7-mime")
                                || type.is("application", "x-pkcs7-mime"));
        if (!signed && !secured) {
            return new Layer.None();
        }
        if (part.contentLength() > limits.octets()) {
            return new Layer.Ended(
                    new SmimeResult.TooLarge("more than " + limits.octets() + " octets"));
        }
        return signed
                ? new SignedLayer(keyring, limits).detached(part)
                : new CmsLayer(keyring, limits).open(part);
    }

    /// Whether a multipart/signed is S/MIME: some are PGP.
    private static boolean ours(ContentType type) {
        String protocol = type.parameters().value("protocol");
        return protocol != null
                && (protocol.equalsIgnoreCase("application/pkcs7-signature")
                        || protocol.equalsIgnoreCase("application/x-pkcs7-signature"));
    }

    private SmimeResult opened(
            BodyPart content,
            @Nullable Signature signature,
            boolean encrypted,
            SipUri holder,
            Instant now) {
        if (signature == null) {
            return encrypted
                    ? new SmimeResult.Encrypted(content, null, null)
                    : new SmimeResult.Plain(content);
        }
        SipUri who = encrypted ? insideOf(content, holder) : holder;
        Standing standing = standing(signature, who, now);
        return encrypted
                ? new SmimeResult.Encrypted(content, signature, standing)
                : new SmimeResult.Signed(content, signature, standing);
    }

    /// Whom the tunnelled request names, if there is one: §23.4.3 wants its From used.
    private static SipUri insideOf(BodyPart content, SipUri holder) {
        Tunnelled.Read read = Tunnelled.read(content);
        if (read == null || !read.inner().request()) {
            return holder;
        }
        List<From> from = read.inner().headers().read(From.FIELD).values();
        return !from.isEmpty() && from.getFirst().uri() instanceof SipUri uri ? uri : holder;
    }

    private Standing standing(Signature signature, SipUri holder, Instant now) {
        Standing standing =
                keyring.standing(signature.certificate(), signature.others(), holder, now);
        return signature.weak() ? standing.and(Doubt.WEAK) : standing;
    }
}
