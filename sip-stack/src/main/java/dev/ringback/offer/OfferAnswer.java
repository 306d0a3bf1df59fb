package dev.ringback.offer;

import dev.ringback.sdp.SdpResult;
import dev.ringback.sdp.SessionDescription;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Who may offer when, and what answers what: RFC 3264 §4, RFC 3261 §13.2.1 and §14, RFC 3262 §5,
/// RFC 3311 §5, RFC 6337 §2 to §4. One for each dialog; one thread.
///
/// The session tells it of every message that can carry a description, with or without one:
/// [#send] before one goes out, [#received] when one came in, [#failed] when a request came to
/// nothing.
public final class OfferAnswer {
    /// The type of a body with a description.
    public static final String TYPE = "application/sdp";

    private final Media media;
    private Phase phase = Phase.STABLE;
    private Pending invite = Pending.NONE;
    private @Nullable Carrier offeredIn;
    private @Nullable SessionDescription local;
    private @Nullable SessionDescription remote;
    private boolean previewed;
    private boolean unacknowledged;
    private MediaControl.@Nullable Agreed agreed;

    /// Where an exchange stands.
    public enum Phase {
        /// No offer is open.
        STABLE,
        /// We have offered, and wait for the answer.
        OFFERED,
        /// The peer has offered, and we have not answered.
        ANSWERING,
        /// The peer's INVITE had no offer: our first reliable response has to.
        OFFER_DUE,
        /// Our INVITE had no offer: the peer's first reliable response has to.
        OFFER_AWAITED
    }

    /// Whose INVITE waits for its final response.
    private enum Pending {
        NONE,
        OURS,
        THEIRS
    }

    /// The media side, shared by the dialogs of one forked call.
    private static final class Media {
        private final MediaControl control;
        private MediaControl.@Nullable Agreed applied;

        Media(MediaControl control) {
            this.control = control;
        }

        void apply(MediaControl.Agreed agreed) {
            if (!agreed.equals(applied)) {
                applied = agreed;
                control.agreed(agreed);
            }
        }
    }

    /// @param media the media side of the session
    public OfferAnswer(MediaControl media) {
        this(new Media(media));
    }

    private OfferAnswer(Media media) {
        this.media = media;
    }

    /// The same for another early dialog of a forked INVITE that we sent: our offer is open there
    /// too, whatever this dialog has answered (RFC 3261 §13.2.2.4). To be taken from one that has
    /// received nothing yet.
    public OfferAnswer fork() {
        OfferAnswer fork = new OfferAnswer(media);
        fork.phase = phase;
        fork.invite = invite;
        fork.offeredIn = offeredIn;
        fork.local = local;
        return fork;
    }

    /// Where the exchange stands.
    public Phase phase() {
        return phase;
    }

    /// What was agreed on last; null where nothing was.
    public MediaControl.@Nullable Agreed agreed() {
        return agreed;
    }

    /// Whether a 2xx may answer the peer's INVITE: no, while a reliable response with a description
    /// is not acknowledged (RFC 3262 §3).
    public boolean maySucceed() {
        return !unacknowledged;
    }

    /// Whether an offer may go into this request now: RFC 3264 §4, RFC 3261 §14.1, RFC 3311 §5.1.
    public boolean mayOffer(Carrier carrier) {
        boolean free = phase == Phase.STABLE && !unacknowledged;
        return switch (carrier) {
            case INVITE -> free && invite == Pending.NONE;
            case UPDATE -> free;
            case PRACK -> free && agreed != null;
            default -> false;
        };
    }

    /// Makes this dialog the one that media follow: another fork may have been heard last.
    public void confirm() {
        if (agreed != null) {
            media.apply(agreed);
        }
    }

    /// The description that a message of ours has to carry.
    ///
    /// @param carrier the message
    /// @param wish what to offer, or in a provisional response that an answer is wanted; null for a
    ///     message without, as far as that is allowed
    /// @return null where it carries none
    /// @throws IllegalStateException if an offer is wanted that may not be made: [#mayOffer]
    public @Nullable SessionDescription send(Carrier carrier, MediaControl.@Nullable Wish wish) {
        if (phase == Phase.ANSWERING && carrier.answers() == offeredIn) {
            return answering(carrier, wish);
        }
        if (phase == Phase.OFFER_DUE && carrier.offersLate()) {
            unacknowledged = carrier == Carrier.RELIABLE_PROVISIONAL;
            settleInvite(carrier);
            return offer(carrier, wish == null ? MediaControl.Wish.SAME : wish);
        }
        settleInvite(carrier);
        boolean offers = wish != null && carrier.offers();
        if ((offers || carrier == Carrier.INVITE) && !mayOffer(carrier)) {
            throw new IllegalStateException("no offer in " + carrier + " while " + phase);
        }
        if (carrier == Carrier.INVITE) {
            invite = Pending.OURS;
            phase = Phase.OFFER_AWAITED;
        }
        return offers && wish != null ? offer(carrier, wish) : null;
    }

    private @Nullable SessionDescription answering(
            Carrier carrier, MediaControl.@Nullable Wish wish) {
        if (!carrier.last() && wish == null) {
            return null;
        }
        SessionDescription answer = Objects.requireNonNull(local);
        if (carrier == Carrier.PROVISIONAL) {
            conclude(false);
            return answer;
        }
        unacknowledged = carrier == Carrier.RELIABLE_PROVISIONAL;
        settleInvite(carrier);
        settle();
        conclude(false);
        return answer;
    }

    private SessionDescription offer(Carrier carrier, MediaControl.Wish wish) {
        phase = Phase.OFFERED;
        offeredIn = carrier;
        previewed = false;
        local = media.control.offer(wish);
        return local;
    }

    /// Our own 2xx, or that of the peer, ends the INVITE.
    private void settleInvite(Carrier carrier) {
        if (carrier == Carrier.SUCCESS) {
            invite = Pending.NONE;
        }
    }

    private void settle() {
        phase = Phase.STABLE;
        offeredIn = null;
    }

    private void conclude(boolean offered) {
        if (local != null && remote != null) {
            agreed = new MediaControl.Agreed(local, remote, offered);
            media.apply(agreed);
        }
    }

    /// Takes a message of the peer.
    ///
    /// @param carrier what it is
    /// @param body its description as it was read; null where it has none
    public Received received(Carrier carrier, @Nullable SdpResult body) {
        if (carrier == Carrier.PRACK) {
            unacknowledged = false;
        }
        if (phase == Phase.OFFERED && carrier.answers() == offeredIn) {
            return answered(carrier, body);
        }
        if (phase == Phase.OFFER_AWAITED && carrier.offersLate()) {
            settleInvite(carrier);
            return offeredLate(carrier, body);
        }
        settleInvite(carrier);
        return carrier.offers() ? requested(carrier, body) : new Received.Nothing();
    }

    private Received answered(Carrier carrier, @Nullable SdpResult body) {
        settleInvite(carrier);
        SessionDescription offer = Objects.requireNonNull(local);
        return switch (body) {
            case null -> {
                if (!carrier.last()) {
                    yield new Received.Nothing();
                }
                settle();
                yield previewed ? preview() : new Received.Broken("no answer in " + carrier);
            }
            case SdpResult.Malformed wrong -> broken(carrier, wrong.problem().toString());
            case SdpResult.Parsed parsed -> {
                String fault = fault(offer, parsed.description());
                yield fault == null ? take(carrier, parsed.description()) : broken(carrier, fault);
            }
        };
    }

    private @Nullable String fault(SessionDescription offer, SessionDescription answer) {
        String fault = Answers.fault(offer, answer);
        return fault == null ? media.control.fault(offer, answer) : fault;
    }

    /// A 2xx without a description after a preview: RFC 3261 §13.2.1 has the first count.
    private Received preview() {
        conclude(true);
        return new Received.Answer(Objects.requireNonNull(remote));
    }

    private Received broken(Carrier carrier, String why) {
        if (carrier == Carrier.PROVISIONAL) {
            return new Received.Nothing();
        }
        settle();
        return new Received.Broken(why);
    }

    private Received take(Carrier carrier, SessionDescription answer) {
        remote = answer;
        if (carrier == Carrier.PROVISIONAL) {
            previewed = true;
        } else {
            settle();
        }
        conclude(true);
        return new Received.Answer(answer);
    }

    private Received offeredLate(Carrier carrier, @Nullable SdpResult body) {
        return switch (body) {
            case null -> {
                if (!carrier.last()) {
                    yield new Received.Nothing();
                }
                settle();
                yield new Received.Broken("no offer in " + carrier);
            }
            case SdpResult.Malformed wrong -> broken(carrier, wrong.problem().toString());
            case SdpResult.Parsed parsed -> {
                SessionDescription offer = parsed.description();
                yield switch (media.control.answer(offer)) {
                    case Answered.Accepted good -> answering(carrier, offer, good.answer());
                    case Answered.Unacceptable why -> {
                        answering(carrier, offer, Answers.none(offer, why));
                        yield new Received.Broken(why.text());
                    }
                };
            }
        };
    }

    private Received answering(
            Carrier carrier, SessionDescription offer, SessionDescription answer) {
        phase = Phase.ANSWERING;
        offeredIn = carrier;
        remote = offer;
        local = answer;
        return new Received.Offered(offer, answer);
    }

    private Received requested(Carrier carrier, @Nullable SdpResult body) {
        boolean matters = carrier == Carrier.INVITE || body != null;
        if (matters && crossed(carrier) != 0) {
            return Received.Refused.of(crossed(carrier));
        }
        Received taken =
                switch (body) {
                    case null -> new Received.Nothing();
                    case SdpResult.Malformed wrong -> malformed(wrong);
                    case SdpResult.Parsed parsed -> judged(carrier, parsed.description());
                };
        if (carrier == Carrier.INVITE && !(taken instanceof Received.Refused)) {
            invite = Pending.THEIRS;
            phase = body == null ? Phase.OFFER_DUE : phase;
        }
        return taken;
    }

    /// The code that refuses a request which meets another exchange, RFC 3261 §14.2, RFC 3311 §5.2;
    /// 0 where it meets none.
    private int crossed(Carrier carrier) {
        if (carrier == Carrier.INVITE && invite != Pending.NONE) {
            return invite == Pending.OURS ? 491 : 500;
        }
        return switch (phase) {
            case STABLE -> 0;
            case ANSWERING -> 500;
            case OFFERED, OFFER_DUE, OFFER_AWAITED -> 491;
        };
    }

    private static Received malformed(SdpResult.Malformed wrong) {
        String where = "Bad Session Description, line " + wrong.problem().line();
        return new Received.Refused(400, where, null, null);
    }

    /// A PRACK is not refused for its offer: each stream is (RFC 6337 §2.3).
    private Received judged(Carrier carrier, SessionDescription offer) {
        return switch (media.control.answer(offer)) {
            case Answered.Accepted good -> answering(carrier, offer, good.answer());
            case Answered.Unacceptable why when carrier == Carrier.PRACK ->
                    answering(carrier, offer, Answers.none(offer, why));
            case Answered.Unacceptable why -> Received.Refused.of(why);
        };
    }

    /// A request with all that belongs to it came to nothing: the peer refused ours or did not
    /// answer it, we refused the peer's, or it was cancelled. An open offer is as if it had never
    /// been made; what was agreed before holds on (RFC 3261 §14.1, RFC 3311 §5.1).
    ///
    /// @param carrier INVITE, PRACK or UPDATE
    public void failed(Carrier carrier) {
        boolean invited = carrier == Carrier.INVITE;
        if (invited) {
            invite = Pending.NONE;
            unacknowledged = false;
        }
        Carrier open = offeredIn;
        boolean late = phase == Phase.OFFER_DUE || phase == Phase.OFFER_AWAITED;
        if (open == carrier || (invited && (late || (open != null && open.ofInvite())))) {
            settle();
            restore();
            media.control.rejected();
        }
    }

    private void restore() {
        MediaControl.Agreed before = agreed;
        local = before == null ? null : before.local();
        remote = before == null ? null : before.remote();
    }

    @Override
    public String toString() {
        return phase + (offeredIn == null ? "" : " in " + offeredIn);
    }
}
