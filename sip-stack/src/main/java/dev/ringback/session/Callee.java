package dev.ringback.session;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.dialog.Dialog;
import dev.ringback.header.Method;
import dev.ringback.header.time.Expires;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.offer.Carrier;
import dev.ringback.offer.MediaControl.Wish;
import dev.ringback.offer.Received;
import dev.ringback.stack.TimerQueue;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.transaction.ServerTransactionUser;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The callee's side of the first INVITE: RFC 3261 §13.3 and §9.2.
final class Callee implements ServerTransactionUser {
    /// How often a caller hears that its call still waits: §13.3.1.1.
    static final Duration REMINDER = Duration.ofMinutes(1);

    private final InviteSession session;
    private final ServerTransaction transaction;
    private final SipRequest invite;
    private final Exchange exchange;
    private final String tag;
    private final PrackServer pracks;
    private boolean looked;
    private @Nullable Dialog dialog;
    private @Nullable Consumer<SipResponse.Builder> waiting;
    private TimerQueue.@Nullable Timer reminder;
    private TimerQueue.@Nullable Timer expiry;

    Callee(InviteSession session, ServerTransaction transaction, Exchange exchange) {
        this.session = session;
        this.transaction = transaction;
        this.invite = transaction.request();
        this.exchange = exchange;
        this.tag = session.stack().ids().tag();
        this.pracks = new PrackServer(session, this);
    }

    void start() {
        transaction.attach(this);
        Long expires = invite.read(Expires.FIELD).first();
        if (expires != null) {
            Duration limit = Duration.ofSeconds(expires);
            expiry = session.stack().schedule(limit, session::expired);
        }
    }

    SipRequest invite() {
        return invite;
    }

    Exchange exchange() {
        return exchange;
    }

    ServerTransaction transaction() {
        return transaction;
    }

    /// §13.3.1.1.
    void progress(Provisional given) {
        if (!acceptable()) {
            return;
        }
        if (pracks.wanted(given)) {
            pracks.give(() -> reliable(given));
        } else {
            give(response(given, Carrier.PROVISIONAL).build());
        }
    }

    private SipResponse.Builder response(Provisional given, Carrier carrier) {
        SipResponse.Builder response =
                session.messages().reply(invite, transaction.flow(), given.status(), tag);
        if (given.reason() != null) {
            response.reason(given.reason());
        }
        exchange.write(carrier, given.media() ? Wish.TALK : null, response);
        given.extras().accept(response);
        session.context().envelope().leaves(response, invite);
        return response;
    }

    /// RFC 3262 §3. The reminder is another response, without description.
    private SipResponse.Builder reliable(Provisional given) {
        SipResponse.Builder response = response(given, Carrier.RELIABLE_PROVISIONAL);
        formed(response.build());
        Provisional again = given.withoutMedia();
        stop(reminder);
        reminder = session.stack().schedule(REMINDER, () -> session.progress(again));
        return response;
    }

    /// A PRACK of the caller.
    void prack(ServerTransaction prack) {
        pracks.request(prack);
    }

    private void give(SipResponse response) {
        formed(response);
        transaction.respond(response);
        remind(response);
    }

    private void remind(SipResponse response) {
        stop(reminder);
        reminder = session.stack().schedule(REMINDER, () -> give(response));
    }

    /// §13.3.1.4. Waits where a reliable provisional response has to be acknowledged before.
    void accept(Consumer<SipResponse.Builder> extras) {
        if (!acceptable()) {
            return;
        }
        if (!exchange.maySucceed()) {
            waiting = extras;
            return;
        }
        SipResponse.Builder response =
                session.messages().reply(invite, transaction.flow(), 200, tag);
        exchange.write(Carrier.SUCCESS, null, response);
        session.keepalive().answer(invite, response);
        extras.accept(response);
        session.context().envelope().leaves(response, invite);
        stopTimers();
        SipResponse success = response.build();
        formed(success).confirm();
        session.give(transaction, success);
        session.taken(success);
    }

    /// What kept the 2xx back is over.
    void acceptAtLast() {
        Consumer<SipResponse.Builder> extras = waiting;
        if (extras != null && exchange.maySucceed()) {
            waiting = null;
            accept(extras);
        }
    }

    /// Looks at the offer before the first answer: whom nobody can talk to is not announced.
    private boolean acceptable() {
        if (!looked) {
            looked = true;
            SipResponse.Builder brief = session.keepalive().refusal(invite);
            if (brief != null) {
                refuse(brief.toTag(tag).build(), new Cause.CheckFailed(Check.INTERVAL, "Min-SE"));
                return false;
            }
            if (exchange.read(Carrier.INVITE, invite) instanceof Received.Refused refused) {
                SipResponse.Builder response = refusal(refused.status());
                refused.write(response, session.random());
                refuse(response.build(), new Cause.CheckFailed(Check.SESSION, "session"));
                return false;
            }
        }
        return true;
    }

    /// A response that forms no dialog.
    SipResponse.Builder refusal(int status) {
        return SipResponse.replyTo(invite, status).toTag(tag);
    }

    /// Does not take the call.
    void refuse(SipResponse response, Cause cause) {
        terminate(response, cause);
        session.refused(response, cause);
    }

    /// Gives a final response that is no 2xx.
    void terminate(SipResponse response, Cause cause) {
        stopTimers();
        exchange.failed(Carrier.INVITE);
        transaction.respond(response, cause);
    }

    /// The ACK of the 2xx brought this.
    void concluded(Received received) {
        if (received instanceof Received.Broken(String why)) {
            session.notAgreed(why);
        }
    }

    /// What a response forms, and has its requests from now on: §12.1.1.
    private Dialog formed(SipResponse response) {
        if (dialog == null) {
            dialog = Dialog.ofCallee(invite, response);
            session.formed(dialog);
        }
        return dialog;
    }

    void stopTimers() {
        pracks.stop();
        stop(reminder);
        stop(expiry);
        reminder = null;
        expiry = null;
    }

    private static void stop(TimerQueue.@Nullable Timer timer) {
        if (timer != null) {
            timer.cancel();
        }
    }

    @Override
    public void cancelled(SipRequest cancel) {
        session.withdrawn(cancel);
    }

    /// An ACK on the branch of the INVITE: some clients write it so (RFC 6026 §6).
    @Override
    public void acknowledged(SipRequest ack) {
        if (ack.method().equals(Method.ACK)) {
            session.ack(ack, transaction.flow());
        }
    }

    @Override
    public void faulted() {
        stopTimers();
        session.faulted();
    }
}
