package dev.ringback.session;

import dev.ringback.cause.Cause;
import dev.ringback.cause.CauseGraph;
import dev.ringback.cause.Check;
import dev.ringback.cause.Element;
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
import dev.ringback.reaction.Sent;
import dev.ringback.reaction.SipFailure;
import dev.ringback.session.SessionMachine.Action;
import dev.ringback.session.SessionMachine.Event;
import dev.ringback.stack.Flow;
import dev.ringback.stack.SipStack;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.useragent.DialogUsage;
import dev.ringback.useragent.FailureEffect;
import dev.ringback.useragent.LocalAgent;
import dev.ringback.useragent.UserAgentCore;
import java.util.HashMap;
import java.util.Map;
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
    private final Map<Long, SuccessRepeater> successes = new HashMap<>(2);
    private final Reinvite reinvite = new Reinvite(this);
    private final ReinviteServer reinvites = new ReinviteServer(this);
    private final Infos infos = new Infos(this);
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
        this.media = control == null ? null : SessionMedia.of(control);
        this.exchange = Exchange.over(media);
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

    /// Makes a new offer in the session: hold, resume, a refresh. Waits where another exchange
    /// runs, and tries again after 491 (RFC 3261 §14.1). Its end is told by an event.
    public void reoffer(MediaControl.Wish wish) {
        if (!phase.ending()) {
            reinvite.want(wish);
        }
    }

    /// Sends any other request in the dialog: INFO, REFER, MESSAGE, OPTIONS. Where there is no
    /// dialog (not yet, or no more), nothing is sent, and the listener hears so in a later step.
    ///
    /// @param extras writes into each sending of it
    public void send(Method method, Consumer<SipRequest.Builder> extras, ResponseListener then) {
        Dialog in = dialog;
        if (in == null || phase.ending()) {
            SipFailure failure =
                    new SipFailure.Cancelled(null, causes(new Cause.Decided("no dialog")));
            stack().schedule(stack().timers().t1(), () -> then.failed(failure));
            return;
        }
        core().sender()
                .send(messages.inDialog(in, method, extras), context.reactions(), watching(then));
    }

    /// Passes everything on, and notes what ends the session.
    private ResponseListener watching(ResponseListener then) {
        return new ResponseListener() {
            @Override
            public void progress(SipResponse response, Sent sent) {
                then.progress(response, sent);
            }

            @Override
            public void succeeded(SipResponse response, Sent sent) {
                then.succeeded(response, sent);
            }

            @Override
            public void retried(SipResponse response, Sent sent) {
                then.retried(response, sent);
            }

            @Override
            public void failed(SipFailure failure) {
                then.failed(failure);
                requestFailed(failure);
            }
        };
    }

    @Override
    public LocalAgent agent() {
        return context.agent();
    }

    @Override
    public boolean request(ServerTransaction transaction) {
        SipRequest request = transaction.request();
        Method method = request.method();
        DialogId id = DialogId.received(request);
        boolean main = dialog != null && dialog.id().equals(id);
        if (method.equals(Method.BYE)) {
            bye(transaction, id, main);
            return true;
        }
        if (!main || phase == Phase.PARTING || phase == Phase.LEAVING) {
            return stray(transaction, method);
        }
        if (method.equals(Method.INVITE)) {
            boolean unanswered = phase == Phase.INVITED;
            boolean ours = reinvite.running() || caller != null && phase != Phase.CONFIRMED;
            reinvites.request(transaction, unanswered, ours);
        } else if (method.equals(Method.INFO)) {
            infos.request(transaction);
        } else {
            return listener.request(transaction);
        }
        return true;
    }

    /// A request for a session that is ending (RFC 5407 §3.2), or for a fork that is not chosen:
    /// 481. Others may belong to other usages of the dialog.
    private boolean stray(ServerTransaction transaction, Method method) {
        boolean others = method.equals(Method.NOTIFY) || method.equals(Method.SUBSCRIBE);
        if (!others) {
            SipResponse gone = SipResponse.replyTo(transaction.request(), 481).build();
            transaction.respond(gone, new Cause.CheckFailed(Check.DIALOG, method.name()));
        }
        return !others;
    }

    /// §15.1.2.
    private void bye(ServerTransaction transaction, DialogId id, boolean main) {
        SipRequest bye = transaction.request();
        SipResponse ok = SipResponse.replyTo(bye, 200).build();
        transaction.respond(ok, new Cause.Served(Element.USER_AGENT));
        CauseGraph causes = causes(new Cause.Decided("peer"));
        if (main && phase == Phase.INVITED) {
            fire(Event.PEER_BYE, new EndReason.CancelledByPeer(bye, causes));
        } else if (main && dialog != null && dialog.state() == Dialog.State.CONFIRMED) {
            fire(Event.PEER_BYE, new EndReason.ByPeer(bye, causes));
        } else {
            Fork fork = caller == null ? null : caller.fork(id);
            if (fork != null) {
                fork.leave();
            }
        }
    }

    @Override
    public boolean ack(SipRequest ack, Flow flow) {
        SuccessRepeater acknowledged = successes.remove(ack.cSeq().number());
        if (acknowledged == null) {
            return true;
        }
        acknowledged.stop();
        Received received = exchange.read(Carrier.ACK, ack);
        if (callee != null && callee.invite().cSeq().number() == acknowledged.number()) {
            boolean told = phase == Phase.ACCEPTED;
            fire(Event.ACKNOWLEDGED, null);
            if (told) {
                tell(new SessionEvent.Confirmed(ack));
            }
            callee.concluded(received);
        } else {
            reinvites.acknowledged(received);
        }
        reinvite.poke();
        return true;
    }

    @Override
    public void destroyed(DialogId id, int status) {
        boolean main = dialog != null && dialog.id().equals(id);
        if (main) {
            Cause cause = new Cause.CheckFailed(Check.DIALOG, Integer.toString(status));
            fire(Event.BROKEN, new EndReason.PeerGone(null, causes(cause)));
        }
    }

    SessionContext context() {
        return context;
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

    /// §14.1: not while an INVITE runs in either direction, nor another offer.
    boolean mayReinvite() {
        return phase == Phase.CONFIRMED && successes.isEmpty() && exchange.mayOffer(Carrier.INVITE);
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
        boolean byPeer =
                failure instanceof SipFailure.Cancelled cancelled
                        && cancelled.response() != null
                        && cancelled.response().status() != 487;
        if (phase != Phase.CANCELLING || byPeer) {
            reason = new EndReason.NotTaken(failure, failure.causes());
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
        if (id == null || phase.ending() || effect == FailureEffect.TRANSACTION) {
            return;
        }
        fire(Event.BROKEN, new EndReason.PeerGone(failure, failure.causes()));
        if (effect == FailureEffect.DIALOG) {
            core().destroy(id, failure.status());
        }
    }

    /// Repeats a 2xx of ours until its ACK comes.
    void repeat(ServerTransaction transaction, SipResponse success) {
        SuccessRepeater repeater =
                new SuccessRepeater(stack(), transaction, success, () -> noAck(transaction));
        successes.put(repeater.number(), repeater);
        repeater.start();
    }

    private void noAck(ServerTransaction transaction) {
        stopSuccesses();
        Cause cause =
                new Cause.TimerFired(TimerName.H, 0, stack().timers().h(), transaction.flow());
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
        reinvite.stop();
        if (media != null) {
            media.closed();
        }
    }

    private void sendBye() {
        stopSuccesses();
        Farewell.send(context, confirmedDialog(), byeExtras, () -> fire(Event.BYE_DONE, null));
    }

    private void stopSuccesses() {
        successes.values().forEach(SuccessRepeater::stop);
        successes.clear();
    }

    private void end() {
        closeMedia();
        stopSuccesses();
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
        tell(new SessionEvent.Ended(Objects.requireNonNull(reason)));
    }
}
