package dev.ringback.session;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.cause.Element;
import dev.ringback.dialog.Dialog;
import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.offer.Carrier;
import dev.ringback.offer.MediaControl.Wish;
import dev.ringback.offer.Received;
import dev.ringback.reaction.Reactions;
import dev.ringback.reaction.ResponseListener;
import dev.ringback.reaction.Sent;
import dev.ringback.reaction.SipFailure;
import dev.ringback.stack.TimerQueue;
import dev.ringback.transaction.ServerTransaction;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// UPDATE, of both sides, in early and in confirmed dialogs: RFC 3311 §5. One of ours at a time.
final class Updates {
    private final InviteSession session;
    private boolean running;
    private TimerQueue.@Nullable Timer glare;

    Updates(InviteSession session) {
        this.session = session;
    }

    /// Answers one of the peer.
    ///
    /// @param dialog the dialog that it came in, which may be one of several early ones
    void request(ServerTransaction transaction, Dialog dialog, Exchange exchange) {
        SipRequest update = transaction.request();
        SipResponse.Builder brief = session.keepalive().refusal(update);
        if (brief != null) {
            refuse(transaction, brief, Check.INTERVAL);
            return;
        }
        Received received = exchange.read(Carrier.UPDATE, update);
        if (received instanceof Received.Refused refused) {
            SipResponse.Builder response = SipResponse.replyTo(update, refused.status());
            refused.write(response, session.random());
            boolean crossed = refused.status() == 491 || refused.status() == 500;
            refuse(transaction, response, crossed ? Check.PENDING : Check.SESSION);
            return;
        }
        SipResponse.Builder ok =
                session.messages().reply(update, transaction.flow(), 200, dialog.id().localTag());
        exchange.write(Carrier.UPDATE_SUCCESS, null, ok);
        dialog.refreshTarget(update);
        session.keepalive().answer(update, ok);
        session.context().envelope().leaves(ok, update);
        transaction.respond(ok.build(), new Cause.Served(Element.USER_AGENT));
        if (received instanceof Received.Offered) {
            session.tell(new SessionEvent.Reoffered(true));
        }
    }

    private static void refuse(
            ServerTransaction transaction, SipResponse.Builder response, Check check) {
        transaction.respond(response.build(), new Cause.CheckFailed(check, "UPDATE"));
    }

    /// Sends one, where one may be sent now.
    ///
    /// @param wish what to offer; null for none: a refresh
    /// @return whether it was sent
    boolean send(@Nullable Wish wish) {
        boolean offering = wish != null;
        if (running || glare != null || session.dialog() == null || session.ending()) {
            return false;
        }
        if (offering && !session.exchange().mayOffer(Carrier.UPDATE)) {
            return false;
        }
        running = true;
        new Run(session.confirmedDialog(), session.exchange(), wish).start();
        return true;
    }

    /// §5.3: as for a re-INVITE. Where another exchange runs by then, a re-INVITE waits for it.
    private void again(Wish wish) {
        Runnable fired =
                () -> {
                    glare = null;
                    if (!send(wish)) {
                        session.reoffer(wish);
                    }
                };
        Duration wait = Reinvite.glare(session.caller(), session.random());
        glare = session.stack().schedule(wait, fired);
    }

    /// The session is over.
    void stop() {
        if (glare != null) {
            glare.cancel();
            glare = null;
        }
    }

    /// One UPDATE of ours.
    private final class Run implements ResponseListener {
        private final Dialog dialog;
        private final Exchange exchange;
        private final @Nullable Wish wish;
        private final byte @Nullable [] offer;

        Run(Dialog dialog, Exchange exchange, @Nullable Wish wish) {
            this.dialog = dialog;
            this.exchange = exchange;
            this.wish = wish;
            this.offer = wish == null ? null : exchange.offer(Carrier.UPDATE, wish);
        }

        void start() {
            Reactions reactions = session.context().reactions().edit().report(491).build();
            session.core()
                    .sender()
                    .send(
                            session.messages().inDialog(dialog, Method.UPDATE, this::write),
                            reactions,
                            this);
        }

        private void write(SipRequest.Builder update) {
            Exchange.put(update, offer);
            session.keepalive().ask(update);
        }

        @Override
        public void retried(SipResponse response, Sent sent) {
            session.keepalive().refused(response);
        }

        @Override
        public void succeeded(SipResponse response, Sent sent) {
            running = false;
            dialog.refreshTarget(response);
            Received received = exchange.read(Carrier.UPDATE_SUCCESS, response);
            session.keepalive().answered(sent.request(), response);
            if (received instanceof Received.Broken(String why)) {
                session.notAgreed(why);
            } else if (wish != null) {
                session.tell(new SessionEvent.Reoffered(false));
            }
            session.poke();
        }

        @Override
        public void failed(SipFailure failure) {
            running = false;
            exchange.failed(Carrier.UPDATE);
            if (wish != null && failure.status() == 491 && !session.ending()) {
                again(wish);
                return;
            }
            if (wish != null) {
                session.tell(new SessionEvent.ReofferFailed(failure));
            } else {
                session.keepalive().failed(failure);
            }
            session.requestFailed(failure);
            session.poke();
        }
    }
}
