package dev.ringback.session;

import dev.ringback.body.MessageBody;
import dev.ringback.message.MessageBuilder;
import dev.ringback.message.SipMessage;
import dev.ringback.offer.Carrier;
import dev.ringback.offer.MediaControl;
import dev.ringback.offer.OfferAnswer;
import dev.ringback.offer.Received;
import dev.ringback.sdp.SessionDescription;
import dev.ringback.useragent.Envelope;
import org.jspecify.annotations.Nullable;

/// The session descriptions in the messages of one dialog. Without a media side nothing is read and
/// nothing written.
final class Exchange {
    private final @Nullable OfferAnswer machine;
    private final Envelope envelope;

    private Exchange(@Nullable OfferAnswer machine, Envelope envelope) {
        this.machine = machine;
        this.envelope = envelope;
    }

    /// That of a call with this media side.
    static Exchange over(@Nullable MediaControl media, Envelope envelope) {
        return of(media == null ? null : new OfferAnswer(media), envelope);
    }

    /// One that goes on from this machine.
    static Exchange of(@Nullable OfferAnswer machine, Envelope envelope) {
        return new Exchange(machine, envelope);
    }

    /// The machine behind it; null where there is no media side.
    @Nullable OfferAnswer machine() {
        return machine;
    }

    /// Whether a request may carry an offer now.
    boolean mayOffer(Carrier carrier) {
        return machine == null || machine.mayOffer(carrier);
    }

    /// Whether a 2xx may answer the peer's INVITE now: RFC 3262 §3.
    boolean maySucceed() {
        return machine == null || machine.maySucceed();
    }

    /// Makes this dialog the one that media follow.
    void confirm() {
        if (machine != null) {
            machine.confirm();
        }
    }

    /// Writes into a message of ours what it has to carry.
    ///
    /// @param wish what to offer, or that an answer is wanted; null for as little as is allowed
    void write(Carrier carrier, MediaControl.@Nullable Wish wish, MessageBuilder<?> message) {
        SessionDescription written = machine == null ? null : machine.send(carrier, wish);
        if (written != null) {
            message.body(OfferAnswer.TYPE, written.toBytes());
        }
    }

    /// What a request carries that may have to be sent several times: an offer in INVITE or UPDATE,
    /// the answer in PRACK.
    ///
    /// @param wish what to offer; null for nothing but an answer
    /// @return null where there is no media side
    byte @Nullable [] offer(Carrier carrier, MediaControl.@Nullable Wish wish) {
        SessionDescription offer = machine == null ? null : machine.send(carrier, wish);
        return offer == null ? null : offer.toBytes();
    }

    /// Puts such an offer into a message.
    static void put(MessageBuilder<?> message, byte @Nullable [] offer) {
        if (offer != null) {
            message.body(OfferAnswer.TYPE, offer);
        }
    }

    /// Takes what a message of the peer carries.
    Received read(Carrier carrier, SipMessage message) {
        return machine == null
                ? new Received.Nothing()
                : machine.received(
                        carrier, MessageBody.of(envelope.opened(message)).sessionDescription());
    }

    /// A request of ours, or one that we refused, came to nothing.
    void failed(Carrier carrier) {
        if (machine != null) {
            machine.failed(carrier);
        }
    }
}
