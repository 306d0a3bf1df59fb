package dev.ringback.session;

import dev.ringback.cause.Cause;
import dev.ringback.cause.CauseGraph;
import dev.ringback.cause.Check;
import dev.ringback.cause.Tally;
import dev.ringback.cause.TimerName;
import dev.ringback.dialog.Dialog;
import dev.ringback.dialog.DialogId;
import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.offer.Carrier;
import dev.ringback.offer.MediaControl;
import dev.ringback.offer.Received;
import dev.ringback.reaction.ResponseListener;
import dev.ringback.reaction.SipFailure;
import dev.ringback.session.SessionMachine.Action;
import dev.ringback.session.SessionMachine.Event;
import dev.ringback.session.SessionMachine.Phase;
import dev.ringback.stack.Flow;
import dev.ringback.stack.SipStack;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.useragent.DialogUsage;
import dev.ringback.useragent.FailureEffect;
import dev.ringback.useragent.LocalAgent;
import dev.ringback.useragent.UserAgentCore;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One call, seen from one side: RFC 3261 §13 to §15. On the stack's thread, within a step.
///
/// Every order may be given at any time; one that makes no sense any more (an answer to a call that
/// was cancelled a moment ago) does nothing, and what happened instead was told by an event.
public final class InviteSession implements DialogUsage {
    private final SessionContext context;
    private final SessionListener listener;
    private final Messages messages;
    private final @Nullable SessionMedia media;
    private final Successes successes;
    private final Reinvite reinvite = new Reinvite(this);
    private final PeerRequests requests = new PeerRequests(this);
    private final Keepalive keepalive;
    private final Updates updates = new Updates(this);
    private final OwnRequests own = new OwnRequests(this);
    private final @Nullable Caller caller;
    private final @Nullable Callee callee;
    private Phase phase;
    private @Nullable Dialog dialog;
    private Exchange exchange;
    private @Nullable EndReason reason;
    private Consumer<SipRequest.Builder> byeExtras = _ -> {};

    private InviteSession(
            SessionContext context,
            @Nullable CallRequest call,
            @Nullable ServerTransaction invite,
            @Nullable MediaControl control,
            SessionListener listener) {
        this.context = context;
        this.listener = listener;
        this.messages = new Messages(context);
        this.keepalive = new Keepalive(this);
        this.successes = new Successes(context.core().stack(), this::noAck);
        this.media = control == null ? null : SessionMedia.of(control);
        this.exchange = Exchange.over(media, context.envelope());
        this.caller = call == null ? null : new Caller(this, call, media);
        this.callee = invite == null ? null : new Callee(this, invite, exchange);
        this.phase = call == null ? Phase.INVITED : Phase.CALLING;
    }

    /// Calls somebody. The listener hears nothing before this returns.
    public static InviteSession call(
            SessionContext context, CallRequest request, SessionListener listener) {
        InviteSession session =
                new InviteSession(context, request, null, request.media(), listener);
        Objects.requireNonNull(session.caller).start();
        return session;
    }

    /// Takes an INVITE that came, checked by §8.2. It is answered by nothing yet, and the listener
    /// hears nothing before this returns. Its offer is looked at with the first order to answer:
    /// where it cannot be taken, the INVITE is refused then.
    ///
    /// @param media answers its offer, or makes one; null where the responses' bodies, if any, are
    ///     written by their extras
    public static InviteSession incoming(
            SessionContext context,
            ServerTransaction invite,
            @Nullable MediaControl media,
            SessionListener listener) {
        InviteSession session = new InviteSession(context, null, invite, media, listener);
        Objects.requireNonNull(session.callee).start();
        return session;
    }

    /// Whether we called.
    public boolean caller() {
        return caller != null;
    }

    /// The Call-ID of the call, known before there is a dialog.
    public String callId() {
        return caller == null ? Objects.requireNonNull(callee).invite().callId() : caller.callId();
    }

    /// How far it is.
    public SessionState state() {
        return phase.state();
    }

    /// Its dialog: the confirmed one, or the early one that was heard of last; null before.
    public @Nullable Dialog dialog() {
        return dialog;
    }

    /// Callee: gives a provisional response.
    public void progress(Provisional provisional) {
        if (callee != null && phase == Phase.INVITED) {
            callee.progress(provisional);
        }
    }

    /// Callee: takes the call.
    public void accept() {
        accept(_ -> {});
    }

    /// Callee: takes the call.
    ///
    /// @param extras writes further header fields into the 2xx, as the last of all
    public void accept(Consumer<SipResponse.Builder> extras) {
        if (callee != null && phase == Phase.INVITED) {
            callee.accept(extras);
        }
    }

    /// Callee: does not take the call.
    ///
    /// @param status 300 to 699
    /// @param extras writes further header fields, such as the Contacts of a redirection
    public void reject(int status, Consumer<SipResponse.Builder> extras) {
        if (callee != null && phase == Phase.INVITED) {
            SipResponse.Builder response = callee.refusal(status);
            extras.accept(response);
            callee.refuse(response.build(), new Cause.Decided("application"));
        }
    }

    /// Ends it, whatever its state: CANCEL for a call that is not taken yet, 603 for one that we
    /// have not taken, BYE for a session.
    public void hangUp() {
        hangUp(_ -> {});
    }

    /// Ends it, whatever its state.
    ///
    /// @param extras writes further header fields into a BYE, such as Reason (RFC 3326)
    public void hangUp(Consumer<SipRequest.Builder> extras) {
        switch (phase) {
            case INVITED -> reject(603, _ -> {});
            case CALLING, RINGING ->
                    fire(Event.HANG_UP, new EndReason.GivenUp(causes(new Cause.Cancelled())));
            case ACCEPTED, CONFIRMED -> {
                byeExtras = extras;
                fire(Event.HANG_UP, new EndReason.ByUs(causes(new Cause.Decided("application"))));
            }
            case CANCELLING, LEAVING, PARTING, ENDED -> {}
        }
    }

    /// Ends it, since another session has taken its place: RFC 3891 §3. CANCEL for a call of ours
    /// that is not taken yet, BYE for a session.
    public void replaced() {
        if (phase != Phase.INVITED && !phase.ending()) {
            fire(Event.HANG_UP, new EndReason.Replaced(causes(new Cause.Decided("replacement"))));
        }
    }

    /// Makes a new offer in the session: hold, resume, a refresh. Waits where another exchange
    /// runs, and tries again after 491 (RFC 3261 §14.1). Its end is told by an event.
    public void reoffer(MediaControl.Wish wish) {
        if (!phase.ending()) {
            reinvite.want(wish);
        }
    }

    /// Makes a new offer by UPDATE, RFC 3311: also before the call is taken, as soon as the first
    /// offer is answered reliably. Its end is told by an event.
    ///
    /// @return false where that cannot be now: another exchange runs, or there is no dialog
    public boolean update(MediaControl.Wish wish) {
        return phase != Phase.ACCEPTED && updates.send(wish);
    }

    /// Sends any other request in the dialog: INFO, REFER, MESSAGE, OPTIONS. A callee's waits for
    /// the ACK: before it the caller may know of no dialog. Where there is none (not yet, or no
    /// more), nothing is sent, and the listener hears so in a later step.
    ///
    /// @param extras writes into each sending of it
    public void send(Method method, Consumer<SipRequest.Builder> extras, ResponseListener then) {
        own.send(method, extras, then);
    }

    @Override
    public LocalAgent agent() {
        return context.agent();
    }

    @Override
    public boolean request(ServerTransaction transaction) {
        return requests.answer(transaction);
    }

    @Override
    public boolean ack(SipRequest ack, Flow flow) {
        long number = ack.cSeq().number();
        if (!successes.acknowledged(number)) {
            return true;
        }
        boolean answers = successes.last(number);
        Received received = answers ? exchange.read(Carrier.ACK, ack) : new Received.Nothing();
        if (callee != null && callee.invite().cSeq().number() == number) {
            boolean told = phase == Phase.ACCEPTED;
            fire(Event.ACKNOWLEDGED, null);
            if (told) {
                tell(new SessionEvent.Confirmed(ack));
            }
            callee.concluded(received);
        } else {
            requests.acknowledged(received);
        }
        own.proceed();
        reinvite.poke();
        return true;
    }

    @Override
    public void destroyed(DialogId id, int status) {
        if (in(id)) {
            Cause cause = new Cause.CheckFailed(Check.DIALOG, Integer.toString(status));
            fire(Event.BROKEN, new EndReason.PeerGone(null, causes(cause)));
        }
    }

    SessionContext context() {
        return context;
    }

    SessionListener listener() {
        return listener;
    }

    UserAgentCore core() {
        return context.core();
    }

    SipStack stack() {
        return context.core().stack();
    }

    Messages messages() {
        return messages;
    }

    Exchange exchange() {
        return exchange;
    }

    Keepalive keepalive() {
        return keepalive;
    }

    Updates updates() {
        return updates;
    }

    OwnRequests own() {
        return own;
    }

    @Nullable Callee callee() {
        return callee;
    }

    /// The early dialog of that name that our INVITE formed.
    @Nullable Fork earlyFork(DialogId id) {
        return caller == null || phase != Phase.RINGING ? null : caller.fork(id);
    }

    /// An exchange ended that may have kept a re-INVITE waiting.
    void poke() {
        reinvite.poke();
    }

    /// Nobody has refreshed the session: RFC 4028 §10.
    void timerExpired() {
        Cause cause = new Cause.CheckFailed(Check.INTERVAL, "Session-Expires");
        fire(Event.BROKEN, new EndReason.Expired(causes(cause)));
    }

    Dialog confirmedDialog() {
        return Objects.requireNonNull(dialog);
    }

    int random() {
        return context.core().random();
    }

    boolean over() {
        return phase == Phase.ENDED || phase == Phase.PARTING;
    }

    boolean ending() {
        return phase.ending();
    }

    /// Whether our BYE is out, or waits for the peer's ACK.
    boolean parting() {
        return phase == Phase.PARTING || phase == Phase.LEAVING;
    }

    /// Whether that is the session's dialog; not only one of its forks.
    boolean in(DialogId id) {
        return dialog != null && dialog.id().equals(id);
    }

    /// Whether the peer's INVITE waits for our final response.
    boolean invited() {
        return phase == Phase.INVITED;
    }

    /// Whether an INVITE of ours waits for its final response.
    boolean inviting() {
        return reinvite.running() || phase == Phase.CALLING || phase == Phase.RINGING;
    }

    /// The peer ended a dialog: §15.1.2. One that our INVITE formed, and whose 2xx never came, is
    /// over for the peer; where it was the last, there is nothing more to wait for.
    void byeReceived(DialogId id, SipRequest bye) {
        CauseGraph causes = causes(new Cause.Decided("peer"));
        if (callee != null && phase == Phase.INVITED) {
            fire(Event.PEER_BYE, new EndReason.CancelledByPeer(bye, causes));
        } else if (caller == null || caller.ended(id)) {
            EndReason byPeer = new EndReason.ByPeer(bye, causes);
            // its BYE explains why it knew nothing of a request that crossed it
            reason = reason instanceof EndReason.PeerGone ? byPeer : reason;
            fire(Event.PEER_BYE, byPeer);
        }
    }

    /// §14.1: not while an INVITE runs in either direction, nor another offer.
    boolean mayReinvite() {
        return phase == Phase.CONFIRMED
                && successes.none()
                && !requests.refusing()
                && exchange.mayOffer(Carrier.INVITE);
    }

    /// Caller: a response has formed or named an early dialog.
    void rang(Fork fork) {
        if (!phase.ending()) {
            dialog = fork.dialog();
            exchange = fork.exchange();
        }
        fire(Event.RANG, null);
    }

    /// Caller: all early dialogs are over, and the INVITE is sent again.
    void retried(SipResponse response) {
        dialog = null;
        tell(new SessionEvent.Retried(response));
    }

    /// Caller: the first 2xx is there, and acknowledged.
    void taken(Fork fork, SipResponse response) {
        dialog = fork.dialog();
        exchange = fork.exchange();
        fire(Event.TAKEN, null);
        tell(new SessionEvent.Answered(response));
        reinvite.poke();
    }

    /// Caller: there will be no 2xx. A refusal that crossed our CANCEL counts more than that.
    void refused(SipFailure failure) {
        SipFailure crossed = phase == Phase.CANCELLING ? Caller.crossed(failure) : failure;
        if (crossed != null) {
            reason = new EndReason.NotTaken(crossed, failure.causes());
        }
        fire(Event.REFUSED, null);
    }

    /// Callee: a response has formed the dialog.
    void formed(Dialog made) {
        dialog = made;
        core().enter(made, this);
    }

    /// Callee: our 2xx is out.
    void taken(SipResponse response) {
        fire(Event.TAKEN, null);
        tell(new SessionEvent.Answered(response));
    }

    /// Callee: another final response is out.
    void refused(SipResponse response, Cause cause) {
        fire(Event.REFUSED, new EndReason.Rejected(response, causes(cause)));
    }

    /// Callee: CANCEL came.
    void withdrawn(SipRequest cancel) {
        CauseGraph causes = causes(new Cause.Cancelled());
        fire(Event.WITHDRAWN, new EndReason.CancelledByPeer(cancel, causes));
    }

    /// The time that the INVITE's Expires gives is over: §13.2.1, §13.3.1.
    void expired() {
        if (callee != null && phase == Phase.INVITED) {
            callee.refuse(
                    callee.refusal(487).build(), new Cause.CheckFailed(Check.INTERVAL, "Expires"));
        } else if (phase == Phase.CALLING || phase == Phase.RINGING) {
            hangUp();
        }
    }

    /// A fault of ours was answered 500.
    void faulted() {
        fire(Event.REFUSED, new EndReason.Faulted(causes(new Cause.Fault("INVITE"))));
    }

    /// Nothing was agreed on, and no response can say so.
    void notAgreed(String why) {
        CauseGraph causes = causes(new Cause.CheckFailed(Check.SESSION, "session"));
        fire(Event.BROKEN, new EndReason.NotAgreed(why, causes));
    }

    /// A request in the dialog failed: RFC 5057 §5.1.
    void requestFailed(SipFailure failure) {
        DialogId id = dialog == null ? null : dialog.id();
        FailureEffect effect = FailureEffect.of(failure.status());
        if (id == null || phase != Phase.CONFIRMED || effect == FailureEffect.TRANSACTION) {
            return;
        }
        fire(Event.BROKEN, new EndReason.PeerGone(failure, failure.causes()));
        if (effect == FailureEffect.DIALOG) {
            core().destroy(id, failure.status());
        }
    }

    /// Gives a 2xx until its ACK comes.
    void give(ServerTransaction transaction, SipResponse success) {
        successes.give(transaction, success);
    }

    private void noAck(ServerTransaction transaction) {
        Cause cause =
                new Cause.TimerFired(
                        TimerName.H,
                        new Tally(0, 0, 0, 0, null),
                        stack().timers().h(),
                        transaction.flow());
        fire(Event.UNACKNOWLEDGED, new EndReason.NoAck(causes(cause)));
    }

    void tell(SessionEvent event) {
        if (!phase.ending() || event instanceof SessionEvent.Ended) {
            listener.happened(event);
        }
    }

    private CauseGraph causes(Cause cause) {
        return CauseGraph.of(stack().now(), 1, cause);
    }

    private void fire(Event event, @Nullable EndReason why) {
        SessionMachine.Step step = SessionMachine.step(phase, event);
        if (step.next() == phase) {
            return;
        }
        phase = step.next();
        if (reason == null) {
            reason = why;
        }
        for (Action action : step.actions()) {
            perform(action);
        }
    }

    private void perform(Action action) {
        switch (action) {
            case CANCEL -> Objects.requireNonNull(caller).cancel();
            case TERMINATE -> terminate(Objects.requireNonNull(callee));
            case CLOSE_MEDIA -> closeMedia();
            case SEND_BYE -> sendBye();
            case END -> end();
        }
    }

    private static void terminate(Callee callee) {
        callee.terminate(callee.refusal(487).build(), new Cause.Cancelled());
    }

    private void closeMedia() {
        keepalive.stop();
        updates.stop();
        reinvite.stop();
        if (media != null) {
            media.closed();
        }
    }

    private void sendBye() {
        successes.stop();
        own.bye(confirmedDialog(), byeExtras, () -> fire(Event.BYE_DONE, null));
    }

    private void end() {
        closeMedia();
        successes.stop();
        reinvite.cancel();
        if (callee != null) {
            callee.stopTimers();
        }
        if (caller != null) {
            caller.leaveEarly();
        }
        if (dialog != null) {
            core().leave(dialog.id(), this);
        }
        own.proceed();
        tell(new SessionEvent.Ended(Objects.requireNonNull(reason)));
    }
}
