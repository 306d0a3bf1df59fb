package dev.ringback.smime;

import dev.ringback.body.BodyPart;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.sip.Body;
import dev.ringback.sip.BodyProtection;
import dev.ringback.smime.SecurityNotice.Kind;
import dev.ringback.smime.SmimeSettings.Wish;
import dev.ringback.smime.key.Keyring;
import dev.ringback.smime.key.Standing;
import dev.ringback.smime.key.UserCertificate;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// S/MIME for a user agent: signs and encrypts the bodies of its requests, answers secured requests
/// with secured responses, opens what comes, and remembers certificates. RFC 3261 §23.2.
///
/// ```java
/// UserAgent alice = client.userAgent("sip:alice@example.com")
///         .protection(SmimeProtection.of(SmimeSettings.of(key, Wish.SIGN, Wish.ENCRYPT)))
///         .build();
/// ```
/// Without a certificate of the peer, a body is encrypted for ourselves only: nobody can read it,
/// and the peer answers 493 with its certificate. Nothing that is to be encrypted ever leaves
/// readable.
public final class SmimeProtection implements BodyProtection {
    /// Requests that other elements than the peer act by.
    private static final Set<Method> NOT_END_TO_END =
            Set.of(Method.REGISTER, Method.CANCEL, Method.PUBLISH);

    private static final String NO_VIA = "SIP/2.0/UDP anonymous.invalid;branch=z9hG4bKinner";

    private final SmimeSettings settings;
    private final InstantSource clock;
    private final Encryption encryption;
    private final AtomicReference<Keyring> keyring;

    private SmimeProtection(SmimeSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.encryption = new Encryption(ContentCipher.AES_128_CBC, new SecureRandom());
        this.keyring = new AtomicReference<>(settings.keyring().with(settings.key()));
    }

    /// A protection by the clock of this machine.
    public static SmimeProtection of(SmimeSettings settings) {
        return of(settings, InstantSource.system());
    }

    /// A protection by another clock.
    public static SmimeProtection of(SmimeSettings settings, InstantSource clock) {
        return new SmimeProtection(settings, clock);
    }

    /// The keyring with what was learned until now. Any thread.
    public Keyring keyring() {
        return Keyring.EMPTY.with(keyring.get());
    }

    @Override
    public List<String> types() {
        return List.of(
                "application/pkcs7-mime",
                "application/x-pkcs7-mime",
                "application/pkcs7-signature",
                "application/x-pkcs7-signature",
                "message/sip",
                "message/sipfrag");
    }

    // -- what leaves

    @Override
    public void outgoing(SipRequest.Builder request) {
        SipRequest draft = draft(request);
        boolean acknowledges = draft.method().equals(Method.ACK);
        boolean tunnel = settings.wishes().contains(Wish.TUNNEL) && !acknowledges;
        boolean nothing = draft.bodyLength() == 0 && !tunnel;
        if (nothing || NOT_END_TO_END.contains(draft.method())) {
            return;
        }
        Outgoing outgoing = new Outgoing(settings.key(), encryption, settings.wishes());
        UserCertificate peer = recipient(draft.to().uri());
        if (peer == null && settings.wishes().contains(Wish.ENCRYPT)) {
            tell(Kind.ASKED_FOR_CERTIFICATE, "no certificate of " + draft.to().uri());
        }
        outgoing.secure(request, draft, peer == null ? settings.key().certificate() : peer, now());
    }

    /// The request as it stands; a builder without a Via, which is that of an ACK, stays without.
    private static SipRequest draft(SipRequest.Builder request) {
        SipRequest whole = request.addFirst(HeaderName.VIA, NO_VIA).build();
        request.removeFirst(HeaderName.VIA);
        return whole.values(HeaderName.VIA).size() == 1
                ? whole
                : whole.edit().removeFirst(HeaderName.VIA).build();
    }

    /// Secured as the request was, if it was: §23.2, §23.4.
    @Override
    public void outgoing(SipResponse.Builder response, SipRequest request) {
        Set<Wish> wishes = Outgoing.wishesOf(reader().open(request, now()));
        SipResponse draft = response.build();
        boolean tunnel = wishes.contains(Wish.TUNNEL);
        if (wishes.isEmpty() || (draft.bodyLength() == 0 && !tunnel)) {
            return;
        }
        UserCertificate peer = recipient(request.from().uri());
        if (peer == null) {
            wishes.remove(Wish.ENCRYPT);
            wishes.add(Wish.SIGN);
        }
        UserCertificate own = settings.key().certificate();
        new Outgoing(settings.key(), encryption, wishes)
                .secure(response, draft, peer == null ? own : peer, now());
    }

    private @Nullable UserCertificate recipient(Uri peer) {
        return peer instanceof SipUri uri ? keyring.get().recipient(uri, now()) : null;
    }

    private Instant now() {
        return clock.instant();
    }

    private void tell(Kind kind, String text) {
        settings.notices().accept(new SecurityNotice(kind, text));
    }

    private SmimeReader reader() {
        return new SmimeReader(keyring.get(), SmimeLimits.defaults());
    }

    // -- what comes

    @Override
    public Opened incoming(SipMessage message) {
        return switch (reader().open(message, now())) {
            case SmimeResult.Plain _ -> plain(message);
            case SmimeResult.Signed(BodyPart content, _, Standing standing) ->
                    opened(message, content, standing, /* encrypted= */ false);
            case SmimeResult.Encrypted(BodyPart content, _, @Nullable Standing standing) ->
                    opened(message, content, standing, /* encrypted= */ true);
            case SmimeResult.Certificates _ -> new Opened.Usable(message);
            case SmimeResult.Undecipherable(String reason) -> {
                tell(Kind.UNDECIPHERABLE, message.from() + ": " + reason);
                BodyPart own = Signing.certificates(List.of(settings.key().certificate()));
                yield new Opened.Undecipherable(
                        Body.of(String.valueOf(own.contentType()), own.content()));
            }
            case SmimeResult.Tampered(UserCertificate certificate, String reason) -> {
                tell(Kind.TAMPERED, reason + ": " + certificate);
                yield new Opened.Refused(403, "Signature Does Not Fit");
            }
            case SmimeResult.Unverifiable(String reason) -> {
                tell(Kind.DOUBTED, message.from() + ": " + reason);
                yield new Opened.Refused(403, "Signature Not Verifiable");
            }
            case SmimeResult.Unsupported _ -> new Opened.Refused(400, "Unknown CMS Content");
            case SmimeResult.Malformed _ -> new Opened.Refused(400, "Malformed S/MIME Body");
            case SmimeResult.TooLarge _ -> new Opened.Refused(413, "S/MIME Body Too Large");
        };
    }

    /// §23.2: the user is told when security was to be expected.
    private Opened plain(SipMessage message) {
        boolean request = message instanceof SipRequest;
        Uri peer = request ? message.from().uri() : message.to().uri();
        boolean known = peer instanceof SipUri uri && !keyring.get().certificates(uri).isEmpty();
        if (known && message.bodyLength() > 0) {
            tell(Kind.NOT_SECURED, "a message of " + peer + " is not secured");
        }
        boolean encoded = message.has(Entities.TRANSFER_ENCODING);
        return new Opened.Usable(encoded ? Outgoing.with(message, Entities.of(message)) : message);
    }

    private Opened opened(
            SipMessage message, BodyPart content, @Nullable Standing standing, boolean encrypted) {
        if (standing != null && !believed(standing, standing.certificate())) {
            return new Opened.Refused(403, "Certificate Not Accepted");
        }
        Tunnelled tunnelled = Tunnelled.of(content, message, encrypted, now());
        if (tunnelled == null) {
            return new Opened.Usable(Outgoing.with(message, content));
        }
        if (tunnelled.clock() != null) {
            tell(Kind.CLOCK, "the Date of a message is wrong by " + tunnelled.clock());
        }
        if (!tunnelled.intact()) {
            tell(Kind.HEADERS_CHANGED, tunnelled.discrepancies().toString());
            return new Opened.Refused(403, "Header Fields Were Changed");
        }
        return new Opened.Usable(Outgoing.with(message, tunnelled.body()));
    }

    /// Whether a certificate may be relied on; it is remembered then.
    private boolean believed(Standing standing, UserCertificate certificate) {
        boolean permitted = standing.trusted() || settings.consent().permits(standing);
        if (!permitted) {
            tell(Kind.DOUBTED, standing.toString());
            return false;
        }
        String holder = standing.holder();
        if (!keyring.get().certificates(holder).contains(certificate)) {
            keyring.updateAndGet(ring -> ring.remembering(holder, certificate));
            tell(Kind.REMEMBERED, standing.toString());
        }
        return true;
    }

    /// The certificate in a 493 that belongs to whom the request was for, if it is another one than
    /// that which it was encrypted for.
    @Override
    public boolean undecipherable(SipResponse response) {
        if (!(response.to().uri() instanceof SipUri peer)
                || !(reader().open(response, now())
                        instanceof SmimeResult.Certificates(List<UserCertificate> certificates))) {
            return false;
        }
        UserCertificate before = recipient(peer);
        for (UserCertificate certificate : certificates) {
            Standing standing = keyring.get().standing(certificate, certificates, peer, now());
            boolean known = before != null && certificate.equals(before);
            if (certificate.encrypts() && !known && believed(standing, certificate)) {
                return true;
            }
        }
        return false;
    }
}
