package dev.ringback.echo;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Element;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.NameAddress;
import dev.ringback.header.route.RecordRoute;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Flow;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.TimerQueue;
import dev.ringback.transaction.ClientFailure;
import dev.ringback.transaction.ClientTransaction;
import dev.ringback.transaction.ClientTransactionUser;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.transaction.ServerTransactionUser;
import dev.ringback.uri.Uri;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One call of the echo: a dialog on the called side, RFC 3261 §12.1.1.
///
/// What it sends goes back on the flow that the caller's last INVITE came on: that reaches callers
/// behind address translators, and the first element of a route set is the one that the INVITE came
/// from.
final class EchoDialog {
    private final SipStack stack;
    private final EchoSession session;
    private final SipRequest invite;
    private final NameAddress local;
    private Flow flow;
    private Uri target;
    private long remoteSequence;
    private final Runnable over;
    private boolean ended;
    private boolean lost;
    private @Nullable Ringing ringing;
    private @Nullable Unacknowledged unacknowledged;
    private TimerQueue.@Nullable Timer expiry;

    /// @param over what happens when it has ended, however it did; called once
    EchoDialog(
            SipStack stack,
            EchoSession session,
            ServerTransaction transaction,
            String tag,
            Runnable over) {
        this.over = over;
        this.stack = stack;
        this.session = session;
        this.invite = transaction.request();
        this.local = invite.to().address().withParameter("tag", tag);
        this.flow = transaction.flow();
        this.target = invite.from().uri();
        this.remoteSequence = invite.cSeq().number();
    }

    EchoSession session() {
        return session;
    }

    /// Whether the first INVITE is not answered yet.
    boolean ringing() {
        return ringing != null;
    }

    /// Whether a 2xx still waits for its ACK.
    boolean pending() {
        return unacknowledged != null;
    }

    /// Takes a request's CSeq: false when it is lower than one before, RFC 3261 §12.2.2.
    boolean advance(long sequence) {
        if (sequence < remoteSequence) {
            return false;
        }
        remoteSequence = sequence;
        return true;
    }

    /// Rings before it answers: §13.3.1.1.
    ///
    /// @param alerting the 180
    /// @param response the 2xx that follows
    /// @param settings when that is, and how long the call may last then
    void ring(
            ServerTransaction transaction,
            SipResponse alerting,
            SipResponse response,
            Uri contact,
            EchoSettings settings) {
        Ringing next = new Ringing(transaction, response, contact, settings);
        ringing = next;
        transaction.attach(next);
        transaction.respond(alerting);
    }

    /// Hangs up after this long.
    void limit(Duration duration) {
        expiry = stack.schedule(duration, this::hangUp);
    }

    /// Hangs up because nobody is there to hear: at once, or when it is answered.
    void lost() {
        lost = true;
        if (ringing == null && !ended) {
            hangUp();
        }
    }

    private void hangUp() {
        end();
        bye();
    }

    /// The caller has hung up: an INVITE that still rings gets its 487, §15.1.2.
    void endedByPeer() {
        if (ringing != null) {
            ringing.giveUp();
        } else {
            end();
        }
    }

    /// Sends a 2xx and repeats it until its ACK comes, over any transport: RFC 3261 §13.3.1.4.
    ///
    /// When no ACK comes at all, it hangs up.
    ///
    /// @param contact the caller's remote target from now on
    void accept(ServerTransaction transaction, SipResponse response, Uri contact) {
        flow = transaction.flow();
        target = contact;
        Unacknowledged next = new Unacknowledged(transaction, response);
        unacknowledged = next;
        next.start();
    }

    /// Takes an ACK: it stops the 2xx of the same CSeq.
    void acknowledge(SipRequest ack) {
        Unacknowledged waiting = unacknowledged;
        if (waiting != null && waiting.sequence == ack.cSeq().number()) {
            session.acknowledged(ack, flow.remote().getAddress());
            waiting.stop();
        }
    }

    private void end() {
        ended = true;
        over.run();
        session.close();
        if (unacknowledged != null) {
            unacknowledged.stop();
        }
        if (expiry != null) {
            expiry.cancel();
        }
    }

    private void bye() {
        ListenPoint self = stack.localFor(flow);
        if (self == null) {
            return;
        }
        SipRequest.Builder request =
                SipRequest.derived(Method.BYE, target)
                        .set(HeaderName.VIA, self.via(stack.ids().branch()).toString())
                        .set(HeaderName.MAX_FORWARDS, "70")
                        .set(HeaderName.FROM, local.toString())
                        .set(HeaderName.TO, invite.from().address().toString())
                        .set(HeaderName.CALL_ID, invite.callId())
                        .set(HeaderName.CSEQ, "1 BYE");
        for (RecordRoute route : invite.read(RecordRoute.FIELD).values()) {
            request.add(HeaderName.ROUTE, route.toString());
        }
        stack.send(request.build(), flow, new Unanswered());
    }

    /// The first INVITE while it is not answered.
    private final class Ringing implements ServerTransactionUser {
        private final ServerTransaction transaction;
        private final SipResponse response;
        private final Uri contact;
        private final Duration longest;
        private final TimerQueue.Timer pickUp;

        Ringing(
                ServerTransaction transaction,
                SipResponse response,
                Uri contact,
                EchoSettings settings) {
            this.transaction = transaction;
            this.response = response;
            this.contact = contact;
            this.longest = settings.maxDuration();
            this.pickUp = stack.schedule(settings.answerAfter(), this::pickUp);
        }

        private void pickUp() {
            ringing = null;
            accept(transaction, response, contact);
            limit(longest);
            if (lost) {
                hangUp();
            }
        }

        @Override
        public void cancelled(SipRequest cancel) {
            giveUp();
        }

        void giveUp() {
            String tag = String.valueOf(response.to().tag());
            transaction.respond(
                    SipResponse.replyTo(transaction.request(), 487).toTag(tag).build(),
                    new Cause.Cancelled());
            faulted();
        }

        @Override
        public void faulted() {
            ringing = null;
            pickUp.cancel();
            end();
        }
    }

    /// A 2xx that is repeated until its ACK comes.
    private final class Unacknowledged implements ServerTransactionUser {
        private final ServerTransaction transaction;
        private final SipResponse response;
        private final long sequence;
        private final TimerQueue.Timer giveUp;
        private TimerQueue.@Nullable Timer repeat;
        private Duration interval = stack.timers().t1();

        Unacknowledged(ServerTransaction transaction, SipResponse response) {
            this.transaction = transaction;
            this.response = response;
            this.sequence = response.cSeq().number();
            this.giveUp =
                    stack.schedule(stack.timers().t1().multipliedBy(64), EchoDialog.this::hangUp);
        }

        void start() {
            transaction.attach(this);
            send();
        }

        private void send() {
            transaction.respond(response, new Cause.Served(Element.ECHO));
            repeat = stack.schedule(interval, this::repeat);
        }

        private void repeat() {
            Duration doubled = interval.multipliedBy(2);
            Duration longest = stack.timers().t2();
            interval = doubled.compareTo(longest) > 0 ? longest : doubled;
            send();
        }

        /// An ACK with the INVITE's branch, which RFC 2543 clients send, comes by the transaction.
        @Override
        public void acknowledged(SipRequest ack) {
            acknowledge(ack);
        }

        void stop() {
            unacknowledged = null;
            giveUp.cancel();
            if (repeat != null) {
                repeat.cancel();
            }
        }
    }

    /// The dialog is over whatever comes back to its BYE.
    private static final class Unanswered implements ClientTransactionUser {
        @Override
        public void response(ClientTransaction transaction, SipResponse response) {}

        @Override
        public void failed(ClientTransaction transaction, ClientFailure failure) {}
    }
}
