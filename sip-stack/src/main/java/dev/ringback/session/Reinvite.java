package dev.ringback.session;

import dev.ringback.dialog.Dialog;
import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.offer.Carrier;
import dev.ringback.offer.MediaControl.Wish;
import dev.ringback.offer.Received;
import dev.ringback.reaction.Attempts;
import dev.ringback.reaction.Reactions;
import dev.ringback.reaction.ResponseListener;
import dev.ringback.reaction.Sent;
import dev.ringback.reaction.SipFailure;
import dev.ringback.stack.TimerQueue;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Our re-INVITEs: one at a time, not while the peer's runs, and again after a while where two
/// crossed. RFC 3261 §14.1.
final class Reinvite {
    private static final int OWNER_LEAST = 210;
    private static final int OWNER_MOST = 400;
    private static final int OTHER_MOST = 200;
    private static final int STEP_MILLIS = 10;

    private final InviteSession session;
    private @Nullable Wish wanted;
    private @Nullable Run running;
    private TimerQueue.@Nullable Timer glare;

    Reinvite(InviteSession session) {
        this.session = session;
    }

    /// Makes an offer as soon as one may be made. A wish that waits is forgotten for a newer one.
    void want(Wish wish) {
        wanted = wish;
        stopGlare();
        poke();
    }

    /// Something ended that may have kept it waiting.
    void poke() {
        Wish wish = wanted;
        if (wish == null || glare != null || running != null || !session.mayReinvite()) {
            return;
        }
        wanted = null;
        running = new Run(wish);
        running.start();
    }

    /// Whether an INVITE of ours waits for its final response.
    boolean running() {
        return running != null;
    }

    /// The session is over or about to be: nothing more is begun.
    void stop() {
        wanted = null;
        stopGlare();
    }

    /// The session is over: an INVITE that still runs is given up.
    void cancel() {
        stop();
        if (running != null && running.attempts != null) {
            running.attempts.cancel();
        }
    }

    /// How long to wait after 491, also after that of an UPDATE (RFC 3311 §5.3): who made the
    /// Call-ID 2.1 to 4 seconds, the other side up to 2, in steps of 10 ms.
    ///
    /// @param random any number
    static Duration glare(boolean owner, int random) {
        int least = owner ? OWNER_LEAST : 0;
        int most = owner ? OWNER_MOST : OTHER_MOST;
        int steps = least + Math.floorMod(random, most - least + 1);
        return Duration.ofMillis((long) steps * STEP_MILLIS);
    }

    private void stopGlare() {
        if (glare != null) {
            glare.cancel();
            glare = null;
        }
    }

    /// §14.1. A newer wish than the one that failed is kept.
    private void again(Wish wish) {
        wanted = wanted == null ? wish : wanted;
        Runnable fired =
                () -> {
                    glare = null;
                    poke();
                };
        Duration wait = glare(session.caller(), session.random());
        glare = session.stack().schedule(wait, fired);
    }

    /// One re-INVITE.
    private final class Run implements ResponseListener {
        private final Wish wish;
        private final Dialog dialog = session.confirmedDialog();
        private final Exchange exchange = session.exchange();
        private byte @Nullable [] offer;
        private @Nullable Attempts attempts;
        private final PrackClient pracks = new PrackClient(session, dialog);
        private Messages.@Nullable Acknowledgement ack;

        Run(Wish wish) {
            this.wish = wish;
        }

        void start() {
            offer = exchange.offer(Carrier.INVITE, wish);
            Reactions reactions = session.context().reactions().edit().report(491).build();
            attempts =
                    session.core()
                            .sender()
                            .send(
                                    session.messages().inDialog(dialog, Method.INVITE, this::write),
                                    reactions,
                                    this);
        }

        private void write(SipRequest.Builder invite) {
            Exchange.put(invite, offer);
            session.keepalive().ask(invite);
        }

        @Override
        public void progress(SipResponse response, Sent sent) {
            if (ack == null
                    && pracks.take(response, exchange) instanceof Received.Broken(String why)) {
                session.notAgreed(why);
            }
        }

        @Override
        public void retried(SipResponse response, Sent sent) {
            session.keepalive().refused(response);
        }

        @Override
        public void succeeded(SipResponse response, Sent sent) {
            if (ack != null) {
                ack.repeat();
                return;
            }
            running = null;
            dialog.refreshTarget(response);
            session.keepalive().answered(sent.request(), response);
            Received received = exchange.read(Carrier.SUCCESS, response);
            SipRequest.Builder written = dialog.acknowledgement(response.cSeq().number());
            exchange.write(Carrier.ACK, null, written);
            ack = new Messages.Acknowledgement(session.core());
            ack.send(written, sent.request());
            if (received instanceof Received.Broken(String why)) {
                session.notAgreed(why);
            } else {
                session.tell(new SessionEvent.Reoffered(false));
                poke();
            }
        }

        @Override
        public void failed(SipFailure failure) {
            running = null;
            exchange.failed(Carrier.INVITE);
            if (failure.status() == 491 && !session.ending()) {
                again(wish);
                return;
            }
            session.tell(new SessionEvent.ReofferFailed(failure));
            session.requestFailed(failure);
            poke();
        }
    }
}
