package dev.ringback.session;

import dev.ringback.body.MessageBody;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.offer.Carrier;
import dev.ringback.offer.MediaControl.Wish;
import dev.ringback.offer.OfferAnswer;
import dev.ringback.reaction.NewBody;
import dev.ringback.reaction.Reactions;
import dev.ringback.sdp.SdpResult;
import dev.ringback.sdp.SessionDescription;
import dev.ringback.useragent.Envelope;
import org.jspecify.annotations.Nullable;

/// The offer in our first INVITE, the same in each sending of it; a narrower one after 488 or 606
/// (RFC 3261 §21.4.26). Each fork of the INVITE goes on from it by itself.
final class FirstOffer {
    private final @Nullable SessionMedia media;
    private final CallRequest.Offering offering;
    private final Envelope envelope;
    private final @Nullable OfferAnswer root;
    private byte @Nullable [] body;
    private boolean made;

    FirstOffer(@Nullable SessionMedia media, CallRequest.Offering offering, Envelope envelope) {
        this.envelope = envelope;
        this.media = media;
        this.offering = offering;
        this.root = media == null ? null : new OfferAnswer(media);
    }

    /// Writes it into an INVITE.
    void write(SipRequest.Builder invite) {
        if (!made) {
            make();
        }
        if (body != null) {
            invite.body(OfferAnswer.TYPE, body);
        }
    }

    private void make() {
        made = true;
        Wish wish = offering == CallRequest.Offering.IN_INVITE ? Wish.TALK : null;
        SessionDescription offer = root == null ? null : root.send(Carrier.INVITE, wish);
        body = offer == null ? null : offer.toBytes();
    }

    /// What a dialog of the INVITE exchanges.
    Exchange fork() {
        return Exchange.of(root == null ? null : root.fork(), envelope);
    }

    /// The exchange of a dialog that nobody wants: an offer of the peer is refused in it.
    Exchange deaf() {
        if (media == null || offering == CallRequest.Offering.IN_INVITE) {
            return Exchange.of(null, envelope);
        }
        OfferAnswer deaf = new OfferAnswer(SessionMedia.deaf());
        deaf.send(Carrier.INVITE, null);
        return Exchange.of(deaf, envelope);
    }

    /// Lets the media side think about the offer that a 2xx brings, where it brings one.
    void consider(Exchange exchange, SipResponse response, Runnable then) {
        OfferAnswer machine = exchange.machine();
        boolean awaited = machine != null && machine.phase() == OfferAnswer.Phase.OFFER_AWAITED;
        SdpResult read =
                awaited ? MessageBody.of(envelope.opened(response)).sessionDescription() : null;
        if (media != null && read instanceof SdpResult.Parsed parsed) {
            media.consider(parsed.description(), then);
        } else {
            then.run();
        }
    }

    /// The INVITE came to nothing.
    void failed() {
        if (root != null && made) {
            root.failed(Carrier.INVITE);
        }
    }

    /// These reactions, with a narrower offer where there is one and nothing else is wanted.
    Reactions with(Reactions reactions) {
        if (media == null || offering != CallRequest.Offering.IN_INVITE) {
            return reactions;
        }
        return reactions
                .edit()
                .bodies(
                        (refused, response) -> {
                            NewBody other = reactions.bodies().change(refused, response);
                            return other == null ? narrower(media, response) : other;
                        })
                .build();
    }

    private @Nullable NewBody narrower(SessionMedia control, SipResponse response) {
        if (response.status() != 488 && response.status() != 606) {
            return null;
        }
        SdpResult read = MessageBody.of(response).sessionDescription();
        SessionDescription able =
                read instanceof SdpResult.Parsed parsed ? parsed.description() : null;
        SessionDescription narrower = control.narrower(able);
        if (narrower == null) {
            return null;
        }
        failed();
        control.offerInstead(narrower);
        make();
        return NewBody.of(OfferAnswer.TYPE, narrower.toBytes());
    }
}
