package dev.ringback.session;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.feature.Allow;
import dev.ringback.header.time.MinSE;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.offer.MediaControl.Wish;
import dev.ringback.reaction.SipFailure;
import dev.ringback.sessiontimer.SessionTimer;
import org.jspecify.annotations.Nullable;

/// The session timer in the messages of a session: RFC 4028. An agent that does not support it says
/// nothing of it, and its sessions never run out.
final class Keepalive implements SessionTimer.Owner {
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int NOT_IMPLEMENTED = 501;

    private final InviteSession session;
    private final @Nullable SessionTimer timer;
    private boolean updates;

    Keepalive(InviteSession session) {
        this.session = session;
        SessionContext context = session.context();
        boolean supported =
                context.agent().capabilities().extensions().stream()
                        .anyMatch(SessionTimer.TAG::equalsIgnoreCase);
        this.timer =
                supported ? new SessionTimer(session.stack(), context.sessionTimer(), this) : null;
    }

    /// Notes whether the peer allows UPDATE, where a message says so.
    void heard(SipMessage message) {
        if (message.has(HeaderName.ALLOW)) {
            updates = message.read(Allow.FIELD).values().contains(Method.UPDATE);
        }
    }

    /// Client: writes into an INVITE or UPDATE.
    void ask(SipRequest.Builder request) {
        if (timer != null) {
            timer.ask(request);
        }
    }

    /// Client: a sending was refused, maybe with 422.
    void refused(SipResponse response) {
        if (timer != null) {
            timer.refused(response);
        }
    }

    /// Client: a 2xx came.
    void answered(SipRequest request, SipResponse success) {
        heard(success);
        if (timer != null) {
            timer.answered(request, success);
        }
    }

    /// Server: the 422 for a request whose session interval is too small.
    ///
    /// @return null where there is nothing to refuse
    SipResponse.@Nullable Builder refusal(SipRequest request) {
        heard(request);
        MinSE least = timer == null ? null : timer.tooBrief(request);
        return least == null ? null : SipResponse.replyTo(request, 422).set(MinSE.FIELD, least);
    }

    /// Server: writes into the 2xx.
    void answer(SipRequest request, SipResponse.Builder success) {
        if (timer != null) {
            timer.answer(request, success);
        }
    }

    /// A refresh by UPDATE failed: the peer may not know it after all.
    void failed(SipFailure failure) {
        if (failure.status() == METHOD_NOT_ALLOWED || failure.status() == NOT_IMPLEMENTED) {
            updates = false;
            refresh();
        }
    }

    /// The session is over.
    void stop() {
        if (timer != null) {
            timer.stop();
        }
    }

    @Override
    public void refresh() {
        if (session.ending()) {
            return;
        }
        if (updates) {
            session.updates().send(null);
        } else {
            session.reoffer(Wish.SAME);
        }
    }

    @Override
    public void expired() {
        session.timerExpired();
    }
}
