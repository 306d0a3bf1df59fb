package dev.ringback.smime;

import dev.ringback.body.BodyPart;
import dev.ringback.header.HeaderName;
import dev.ringback.header.content.ContentType;
import dev.ringback.header.time.Date;
import dev.ringback.message.MessageBuilder;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.smime.SmimeSettings.Wish;
import dev.ringback.smime.key.UserCertificate;
import dev.ringback.smime.key.UserKey;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Secures one message: encrypted first, then signed, as RFC 3261 §23.2 has it.
final class Outgoing {
    private final UserKey key;
    private final Encryption encryption;
    private final Set<Wish> wishes;

    Outgoing(UserKey key, Encryption encryption, Set<Wish> wishes) {
        this.key = key;
        this.encryption = encryption;
        this.wishes = wishes;
    }

    /// How a message was secured.
    static Set<Wish> wishesOf(SmimeResult opened) {
        EnumSet<Wish> wishes = EnumSet.noneOf(Wish.class);
        switch (opened) {
            case SmimeResult.Signed signed -> {
                wishes.add(Wish.SIGN);
                tunnel(signed.content(), wishes);
            }
            case SmimeResult.Encrypted encrypted -> {
                wishes.add(Wish.ENCRYPT);
                if (encrypted.signature() != null) {
                    wishes.add(Wish.SIGN);
                }
                tunnel(encrypted.content(), wishes);
            }
            default -> {}
        }
        return wishes;
    }

    private static void tunnel(BodyPart content, Set<Wish> wishes) {
        ContentType type = content.contentType();
        if (type != null && type.is("message", "sip")) {
            wishes.add(Wish.TUNNEL);
        }
    }

    /// Secures a message that is being made.
    ///
    /// @param draft it, as it stands
    /// @param recipient who can read it, where it is encrypted
    void secure(
            MessageBuilder<?> message, SipMessage draft, UserCertificate recipient, Instant now) {
        BodyPart part =
                wishes.contains(Wish.TUNNEL) ? inner(message, draft, now) : Entities.of(draft);
        if (wishes.contains(Wish.ENCRYPT)) {
            part = encryption.encrypt(part, List.of(recipient));
        }
        if (wishes.contains(Wish.SIGN)) {
            part = Signing.sign(part, key, now);
        }
        if (wishes.contains(Wish.ENCRYPT) || wishes.contains(Wish.SIGN)) {
            Entities.put(message, part);
        }
    }

    /// The whole message, with the same Date inside and outside: §23.4.1.
    private static BodyPart inner(MessageBuilder<?> message, SipMessage draft, Instant now) {
        SipMessage dated = draft;
        if (!draft.has(HeaderName.DATE)) {
            String date = new Date(now).toString();
            message.set(HeaderName.DATE, date);
            dated =
                    switch (draft) {
                        case SipRequest request ->
                                request.edit().set(HeaderName.DATE, date).build();
                        case SipResponse response ->
                                response.edit().set(HeaderName.DATE, date).build();
                    };
        }
        return Tunnel.of(dated);
    }

    /// A message with another body; without any where there is none.
    static SipMessage with(SipMessage message, @Nullable BodyPart body) {
        MessageBuilder<?> builder =
                switch (message) {
                    case SipRequest request -> request.edit();
                    case SipResponse response -> response.edit();
                };
        if (body == null) {
            Entities.DESCRIBING.forEach(builder::remove);
            builder.noBody();
        } else {
            Entities.put(builder, Entities.plain(body));
        }
        return switch (builder) {
            case SipRequest.Builder request -> request.build();
            case SipResponse.Builder response -> response.build();
        };
    }
}
