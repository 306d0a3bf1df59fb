package dev.ringback.sip.engine;

import dev.ringback.cause.Cause;
import dev.ringback.cause.CauseGraph;
import dev.ringback.dialog.Dialog;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.NameAddress;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.offer.MediaControl;
import dev.ringback.reaction.Reactions;
import dev.ringback.reaction.ResponseListener;
import dev.ringback.reaction.SipFailure;
import dev.ringback.session.CallRequest;
import dev.ringback.session.EndReason;
import dev.ringback.session.InviteSession;
import dev.ringback.session.Provisional;
import dev.ringback.session.SessionContext;
import dev.ringback.session.SessionEvent;
import dev.ringback.session.SessionListener;
import dev.ringback.sessiontimer.TimerPolicy;
import dev.ringback.sip.CallEnd;
import dev.ringback.sip.CallEvent;
import dev.ringback.sip.CallReply;
import dev.ringback.sip.OutgoingRequest;
import dev.ringback.sip.SipException;
import dev.ringback.sip.SipTimeoutException;
import dev.ringback.sip.ground.Digit;
import dev.ringback.sip.ground.Failures;
import dev.ringback.sip.ground.Fields;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.TimerQueue;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.transfer.ReferPlan;
import dev.ringback.uri.Uri;
import dev.ringback.useragent.Envelope;
import dev.ringback.useragent.LocalAgent;
import dev.ringback.useragent.UserAgentCore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A call as the stack sees it: its session and who waits for it. On the stack's thread.
final class CallLine implements SessionListener, SessionContext {
    private final UserAgentCore core;
    private final AgentSide side;
    private final Door door;
    private final CallState state;
    private final Consumer<CallEvent> events;
    private final Deque<Change> changes = new ArrayDeque<>();
    private volatile @Nullable SipRequest invite;
    private volatile String callId = "";
    private @Nullable InviteSession session;
    private @Nullable InviteSession old;
    private Consumer<SessionEvent> follower = _ -> {};
    private TimerQueue.@Nullable Timer patience;
    private String late = "";

    /// A hold or the like that was asked for.
    private record Change(MediaControl.Wish wish, CompletableFuture<Boolean> done) {}

    CallLine(
            UserAgentCore core,
            AgentSide side,
            Door door,
            CallState state,
            Consumer<CallEvent> events) {
        this.core = core;
        this.side = side;
        this.door = door;
        this.state = state;
        this.events = events;
    }

    /// Sends the INVITE, unless the call was given up meanwhile.
    void call(CallRequest request) {
        if (!state.over()) {
            InviteSession made = InviteSession.call(this, request, this);
            session = made;
            callId = made.callId();
        }
    }

    /// Takes the INVITE.
    void incoming(ServerTransaction transaction) {
        invite = transaction.request();
        callId = transaction.request().callId();
        session = InviteSession.incoming(this, transaction, door, this);
    }

    /// Whether there is a call to give orders to.
    boolean running() {
        return session != null && !state.over();
    }

    @Nullable Dialog dialog() {
        return session == null ? null : session.dialog();
    }

    boolean has(InviteSession other) {
        return session == other;
    }

    /// Somebody else wants to know what happens.
    void follow(Consumer<SessionEvent> listener) {
        follower = listener;
    }

    /// When it is taken, another session is over.
    void replaces(InviteSession other) {
        old = other;
    }

    /// Asks the peer to call somebody.
    void refer(Uri target, CompletableFuture<Boolean> done) {
        refer(ReferPlan.blind(target, side.profile().address()), done);
    }

    /// Asks the peer to take our place in another call.
    void refer(CallLine other, CompletableFuture<Boolean> done) {
        Dialog dialog = other.dialog();
        if (dialog == null) {
            throw new IllegalStateException("the other call has no dialog");
        }
        refer(ReferPlan.attended(dialog, side.profile().address()), done);
    }

    private void refer(ReferPlan plan, CompletableFuture<Boolean> done) {
        new Transfers(plan, events, done).send(side.usage(core), session());
    }

    // -- any thread

    String callId() {
        return callId;
    }

    @Nullable SipRequest invite() {
        return invite;
    }

    /// Gives the call up where it is not taken by then.
    void patience(Duration most, String what) {
        patience =
                core.stack()
                        .schedule(
                                most,
                                () -> {
                                    late = what + " was not answered within " + Failures.span(most);
                                    hangUp(null);
                                });
    }

    // -- orders

    void progress(CallReply reply) {
        session()
                .progress(
                        new Provisional(
                                reply.status(),
                                reply.reason(),
                                reply.media(),
                                reply.reliable(),
                                response -> Fields.write(response, reply.headers(), reply.body())));
    }

    void accept(CallReply reply) {
        session().accept(response -> write(response, reply));
    }

    void reject(CallReply reply) {
        session().reject(reply.status(), response -> write(response, reply));
    }

    private static void write(SipResponse.Builder response, CallReply reply) {
        String phrase = reply.reason();
        if (phrase != null) {
            response.reason(phrase);
        }
        Fields.write(response, reply.headers(), reply.body());
    }

    void change(MediaControl.Wish wish, CompletableFuture<Boolean> done) {
        changes.add(new Change(wish, done));
        if (changes.size() == 1) {
            session().reoffer(wish);
        }
    }

    /// Ends the call, whatever it is.
    ///
    /// @param reason the value of Reason; null for none
    void hangUp(@Nullable String reason) {
        InviteSession open = session;
        if (open == null) {
            CauseGraph nothing = CauseGraph.of(core.stack().now(), 1, new Cause.Cancelled());
            CallEnd end = new CallEnd.Cancelled(/* byUs= */ true);
            end(end, exception(end, nothing));
        } else if (!open.caller() && !state.up()) {
            open.reject(480, _ -> {});
        } else {
            open.hangUp(
                    request -> {
                        if (reason != null) {
                            request.set(HeaderName.REASON, reason);
                        }
                    });
        }
    }

    /// It could not even begin.
    void broken(Exception why, long now) {
        if (!state.over()) {
            Cause fault = new Cause.Fault(why.getClass().getName());
            String text = String.valueOf(why.getMessage());
            end(new CallEnd.Broken(text, CauseGraph.of(now, 1, fault)), why);
        }
    }

    /// The application's handler threw: the peer is told, if it is not too late.
    void faulted() {
        if (session != null && !session.caller() && !state.up() && !state.over()) {
            session.reject(500, _ -> {});
        } else if (!state.over()) {
            hangUp(null);
        }
    }

    /// A request of the application in the dialog.
    void send(OutgoingRequest request, String product, ResponseListener then) {
        session()
                .send(
                        request.method(),
                        next -> {
                            if (!product.isEmpty()) {
                                next.set(HeaderName.USER_AGENT, product);
                            }
                            Fields.write(next, request.headers(), request.body());
                        },
                        then);
    }

    private InviteSession session() {
        return Objects.requireNonNull(session, "there is no call");
    }

    // -- what happens

    @Override
    public void happened(SessionEvent event) {
        follower.accept(event);
        switch (event) {
            case SessionEvent.Progress(SipResponse response, _) ->
                    events.accept(new CallEvent.Progressed(response));
            case SessionEvent.Retried(SipResponse response) ->
                    events.accept(new CallEvent.Retried(response));
            case SessionEvent.Answered(SipResponse response) -> answered(response);
            case SessionEvent.Confirmed(SipRequest ack) -> state.confirmed().complete(ack);
            case SessionEvent.Reoffered(boolean byPeer) -> {
                if (!byPeer) {
                    changed(null);
                }
            }
            case SessionEvent.ReofferFailed(SipFailure failure) -> {
                events.accept(new CallEvent.ChangeFailed(failure));
                changed(Failures.of("re-INVITE", failure));
            }
            case SessionEvent.InfoReceived(SipRequest request, _) -> info(request);
            case SessionEvent.Ended(EndReason reason) -> ended(reason);
        }
    }

    @Override
    public boolean request(ServerTransaction transaction) {
        if (!transaction.request().method().equals(Method.REFER)) {
            return false;
        }
        side.referred(transaction, events);
        return true;
    }

    private void answered(SipResponse response) {
        InviteSession replaced = old;
        if (replaced != null) {
            old = null;
            replaced.replaced();
        }
        if (patience != null) {
            patience.cancel();
        }
        state.answered().complete(response);
        events.accept(new CallEvent.Answered(response));
    }

    private void changed(@Nullable SipException failure) {
        Change done = changes.poll();
        if (done == null) {
            return;
        }
        if (failure == null) {
            done.done().complete(true);
        } else {
            done.done().completeExceptionally(failure);
        }
        Change next = changes.peek();
        if (next != null && session != null) {
            session.reoffer(next.wish());
        }
    }

    private void info(SipRequest request) {
        Digit digit = Digit.read(request);
        if (digit != null) {
            events.accept(new CallEvent.DigitReceived(digit.key(), digit.duration()));
        }
        events.accept(new CallEvent.InfoReceived(request));
    }

    private void ended(EndReason reason) {
        CallEnd end =
                switch (reason) {
                    case EndReason.ByUs _ -> new CallEnd.ByUs();
                    case EndReason.ByPeer(SipRequest bye, _) -> new CallEnd.ByPeer(bye);
                    case EndReason.NotTaken(SipFailure failure, _) -> new CallEnd.Failed(failure);
                    case EndReason.GivenUp _ -> new CallEnd.Cancelled(/* byUs= */ true);
                    case EndReason.CancelledByPeer _ -> new CallEnd.Cancelled(/* byUs= */ false);
                    case EndReason.Rejected(SipResponse response, _) ->
                            new CallEnd.Rejected(response.status());
                    case EndReason.NoAck(CauseGraph causes) ->
                            new CallEnd.Broken("the 2xx was not acknowledged", causes);
                    case EndReason.NotAgreed(String fault, CauseGraph causes) ->
                            new CallEnd.Broken(fault, causes);
                    case EndReason.PeerGone(SipFailure failure, CauseGraph causes) ->
                            new CallEnd.Broken(
                                    failure == null
                                            ? "the peer is gone"
                                            : "the peer is gone: " + Failures.text(failure),
                                    causes);
                    case EndReason.Expired(CauseGraph causes) ->
                            new CallEnd.Broken("the session timer ran out", causes);
                    case EndReason.Replaced _ -> new CallEnd.Replaced();
                    case EndReason.Faulted(CauseGraph causes) ->
                            new CallEnd.Broken("a fault of our own", causes);
                };
        end(end, exception(end, reason.causes()));
    }

    /// The end, once.
    private void end(CallEnd how, Exception why) {
        if (state.over()) {
            return;
        }
        if (patience != null) {
            patience.cancel();
        }
        Dialog dialog = dialog();
        if (dialog != null) {
            side.replacements().ended(dialog.id());
        }
        door.closed();
        Exception told = late.isEmpty() ? why : new SipTimeoutException(late);
        changes.forEach(change -> change.done().completeExceptionally(told));
        changes.clear();
        state.end(how, told);
        events.accept(new CallEvent.Ended(how));
    }

    private SipException exception(CallEnd how, CauseGraph causes) {
        String peer = state.peer().uri().toString();
        return switch (how) {
            case CallEnd.Failed(SipFailure failure) -> Failures.of(peer, failure);
            case CallEnd.Cancelled _ -> Failures.of(peer, new SipFailure.Cancelled(null, causes));
            case CallEnd.Broken(String why, _) ->
                    new SipException(peer + ": " + why, (Throwable) null);
            case CallEnd.ByPeer _, CallEnd.ByUs _, CallEnd.Rejected _, CallEnd.Replaced _ ->
                    new SipException(peer + ": the call is over", (Throwable) null);
        };
    }

    // -- for the session

    @Override
    public UserAgentCore core() {
        return core;
    }

    @Override
    public LocalAgent agent() {
        return side;
    }

    @Override
    public NameAddress contact(ListenPoint local) {
        return side.contact(local);
    }

    @Override
    public Reactions reactions() {
        return side.reactions();
    }

    @Override
    public Envelope envelope() {
        return side.envelope();
    }

    @Override
    public TimerPolicy sessionTimer() {
        return side.profile().sessions().timer();
    }
}
