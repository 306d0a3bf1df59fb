package dev.ringback.session;

import dev.ringback.dialog.DialogId;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.dialog.CSeq;
import dev.ringback.header.time.Expires;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.offer.Received;
import dev.ringback.reaction.Attempts;
import dev.ringback.reaction.Draft;
import dev.ringback.reaction.Reactions;
import dev.ringback.reaction.ResponseListener;
import dev.ringback.reaction.Sent;
import dev.ringback.reaction.SipFailure;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.Notice;
import dev.ringback.stack.TimerQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The caller's side of the first INVITE: RFC 3261 §13.2 and §9.1. It acknowledges every 2xx of
/// every fork; the first one makes the session, all others are ended with BYE.
final class Caller implements Draft, ResponseListener {
    /// How many dialogs one INVITE may form. Who answers with more tags than that is not heard.
    static final int MOST_FORKS = 64;

    private final InviteSession session;
    private final CallRequest call;
    private final FirstOffer offer;
    private final String callId;
    private final String tag;
    private final Map<DialogId, Fork> forks = new LinkedHashMap<>();
    private long number;
    private @Nullable Attempts attempts;
    private @Nullable Fork chosen;
    private TimerQueue.@Nullable Timer early;
    private TimerQueue.@Nullable Timer expiry;

    Caller(InviteSession session, CallRequest call, @Nullable SessionMedia media) {
        this.session = session;
        this.call = call;
        this.callId = session.stack().ids().callId();
        this.tag = session.stack().ids().tag();
        this.offer = new FirstOffer(media, call.offering(), session.context().envelope());
    }

    void start() {
        Reactions reactions = offer.with(session.context().reactions());
        attempts = session.core().sender().send(this, reactions, this);
    }

    /// The Call-ID of the call.
    String callId() {
        return callId;
    }

    @Override
    public SipRequest.Builder next() {
        SipRequest.Builder invite =
                SipRequest.derived(Method.INVITE, call.target())
                        .set(HeaderName.MAX_FORWARDS, "70")
                        .set(HeaderName.FROM, call.from().withParameter("tag", tag).toString())
                        .set(HeaderName.TO, call.to().toString())
                        .set(HeaderName.CALL_ID, callId)
                        .set(HeaderName.CSEQ, new CSeq(++number, Method.INVITE).toString());
        session.messages().contact(invite, session.stack().listenPoints().getFirst());
        session.messages().describe(invite);
        offer.write(invite);
        session.keepalive().ask(invite);
        call.extras().accept(invite);
        return invite;
    }

    @Override
    public void leaves(SipRequest.Builder request, ListenPoint local) {
        session.messages().contact(request, local);
    }

    /// RFC 3261 §9.1.
    void cancel() {
        if (attempts != null) {
            attempts.cancel();
        }
    }

    @Override
    public void progress(SipResponse response, Sent sent) {
        Fork fork = DialogId.named(response) ? forked(response, sent) : null;
        expire(sent);
        if (fork == null || fork.answered()) {
            session.tell(new SessionEvent.Progress(response, false));
            return;
        }
        session.keepalive().heard(response);
        Received received = fork.progress(response);
        if (received == null) {
            return;
        }
        session.rang(fork);
        boolean media = received instanceof Received.Answer || received instanceof Received.Offered;
        session.tell(new SessionEvent.Progress(response, media));
        if (received instanceof Received.Broken(String why)) {
            session.notAgreed(why);
        }
    }

    /// Our INVITE says how long it holds: §13.2.1.
    private void expire(Sent sent) {
        Long expires = sent.request().read(Expires.FIELD).first();
        if (expires != null && expiry == null) {
            Duration limit = Duration.ofSeconds(expires);
            expiry = session.stack().schedule(limit, session::expired);
        }
    }

    @Override
    public void retried(SipResponse response, Sent sent) {
        leaveAll();
        forks.clear();
        session.keepalive().refused(response);
        session.retried(response);
    }

    @Override
    public void succeeded(SipResponse response, Sent sent) {
        Fork fork = forked(response, sent);
        if (fork == null) {
            session.stack().tell(new Notice.Dropped("too_many_forks"));
        } else if (fork.answered()) {
            fork.repeatAck();
        } else if (chosen == null && !session.over()) {
            chosen = fork;
            early = session.stack().schedule(session.stack().timers().m(), this::leaveEarly);
            offer.consider(fork.exchange(), response, () -> considered(fork, response, sent));
        } else if (chosen == fork) {
            repeated(fork, response, sent);
        } else {
            unwanted(fork, response, sent);
        }
    }

    /// The answer to the offer in the 2xx is there.
    private void considered(Fork fork, SipResponse response, Sent sent) {
        if (!fork.answered() && !session.over()) {
            choose(fork, response, sent);
        }
    }

    /// The 2xx came again while its offer is thought about; a call that is given up meanwhile is
    /// acknowledged as it is, so that it can be ended.
    private void repeated(Fork fork, SipResponse response, Sent sent) {
        if (session.ending()) {
            choose(fork, response, sent);
        }
    }

    private void choose(Fork fork, SipResponse response, Sent sent) {
        Received received = fork.answer(response, sent);
        session.keepalive().answered(sent.request(), response);
        session.taken(fork, response);
        if (received instanceof Received.Broken(String why)) {
            session.notAgreed(why);
        } else {
            fork.exchange().confirm();
        }
    }

    /// §13.2.2.4: acknowledged, and ended at once. Its description does not count; where it is an
    /// offer, each stream of it is refused.
    private void unwanted(Fork fork, SipResponse response, Sent sent) {
        fork.deafen(offer.deaf());
        fork.answer(response, sent);
        fork.dismiss();
    }

    @Override
    public void failed(SipFailure failure) {
        leaveAll();
        offer.failed();
        session.refused(failure);
    }

    /// The fork that a response belongs to; null where there are too many.
    private @Nullable Fork forked(SipResponse response, Sent sent) {
        Fork known = forks.get(DialogId.received(response));
        if (known != null || forks.size() >= MOST_FORKS) {
            return known;
        }
        Fork fork = new Fork(session, response, sent, offer.fork());
        forks.put(fork.id(), fork);
        return fork;
    }

    /// The fork with that dialog; null where it is none of ours.
    @Nullable Fork fork(DialogId id) {
        return forks.get(id);
    }

    /// The peer has ended a dialog.
    ///
    /// @return whether the session is over with it: it is the chosen one, or the last early one
    boolean ended(DialogId id) {
        Fork fork = forks.get(id);
        if (fork != null) {
            fork.leave();
        }
        if (chosen != null) {
            return chosen == fork;
        }
        forks.remove(id);
        return forks.isEmpty();
    }

    /// Stops waiting for forks that never answered: §13.2.2.4, and at the end of the session.
    void leaveEarly() {
        stopTimers();
        for (Fork fork : List.copyOf(forks.values())) {
            if (!fork.answered()) {
                fork.leave();
                forks.remove(fork.id());
            }
        }
    }

    private void leaveAll() {
        stopTimers();
        new ArrayList<>(forks.values()).forEach(Fork::leave);
    }

    private void stopTimers() {
        if (early != null) {
            early.cancel();
            early = null;
        }
        if (expiry != null) {
            expiry.cancel();
            expiry = null;
        }
    }

    /// What crossed our CANCEL: a refusal of the peer; null where there was none.
    static @Nullable SipFailure crossed(SipFailure failure) {
        SipResponse response =
                failure instanceof SipFailure.Cancelled cancelled ? cancelled.response() : null;
        return response == null || response.status() == 487
                ? null
                : new SipFailure.Refused(response, null, failure.causes());
    }
}
