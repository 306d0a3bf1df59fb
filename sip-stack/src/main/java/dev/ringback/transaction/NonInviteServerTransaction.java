package dev.ringback.transaction;

import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Notice;
import dev.ringback.transaction.NonInviteServerMachine.Event;
import dev.ringback.transaction.NonInviteServerMachine.State;
import dev.ringback.waiting.Fingerprint;
import dev.ringback.waiting.Remainder;
import dev.ringback.waiting.Wait;
import org.jspecify.annotations.Nullable;

/// A request other than INVITE that we answer: carries out what the [NonInviteServerMachine]
/// orders.
final class NonInviteServerTransaction extends ServerTransaction {
    private State state = State.TRYING;
    private @Nullable SipResponse given;

    NonInviteServerTransaction(
            TransactionLayer layer, Fingerprint key, SipRequest request, Flow flow) {
        super(layer, key, request, flow);
    }

    /// One in Completed.
    NonInviteServerTransaction(
            TransactionLayer layer, Remainder remainder, Flow flow, SipResponse lastResponse) {
        super(layer, remainder, flow, lastResponse);
        state = State.COMPLETED;
    }

    @Override
    void give(SipResponse response) {
        if (forbidden(response)) {
            context.tell(new Notice.Dropped("late_or_provisional"));
            return;
        }
        given = response;
        fire(response.provisional() ? Event.PROVISIONAL_GIVEN : Event.FINAL_GIVEN);
        given = null;
        if (answered()) {
            forgetRequest();
        }
    }

    /// RFC 4320 §4.1 and §4.2: no 1xx but 100, which over UDP this transaction sends itself when it
    /// is time, and never a 408.
    private boolean forbidden(SipResponse response) {
        boolean timelyTrying = response.status() == 100 && reliable();
        return response.status() == 408 || (response.provisional() && !timelyTrying);
    }

    @Override
    public boolean answered() {
        return state == State.COMPLETED || state == State.TERMINATED;
    }

    @Override
    public void withdraw() {
        fire(Event.WITHDRAWN);
        forgetRequest();
    }

    @Override
    boolean terminated() {
        return state == State.TERMINATED;
    }

    @Override
    @Nullable Wait waitsFor() {
        return state == State.COMPLETED ? Wait.ANSWERED : null;
    }

    @Override
    void start() {
        apply(NonInviteServerMachine.start());
    }

    @Override
    void repeated() {
        fire(Event.REQUEST_REPEATED);
    }

    @Override
    void transportFailed() {
        fire(Event.TRANSPORT_FAILED);
    }

    @Override
    void limitFired() {
        fire(Event.LIMIT_FIRED);
    }

    @Override
    void tryingFired() {
        fire(Event.TRYING_FIRED);
    }

    private void fire(Event event) {
        if (!ended()) {
            apply(NonInviteServerMachine.step(state, event));
        }
    }

    private void apply(Step<State> step) {
        state = step.next();
        for (Action action : step.actions()) {
            perform(action);
        }
        if (state == State.TERMINATED) {
            end();
        } else {
            settle();
        }
    }

    private void perform(Action action) {
        Timers timers = context.timers();
        switch (action) {
            case START_TRYING -> startTrying(timers.nonInviteTrying());
            case STOP_TRYING -> stopTrying();
            case SEND_TRYING -> sendTrying();
            case SEND_RESPONSE -> sendGiven();
            case RESEND_RESPONSE -> resend();
            case START_OVERDUE -> startLimit(timers.f());
            case START_J -> startWait(timers.j(reliable()));
            case STOP_LIMIT -> stopLimit();
            case TELL_TIMEOUT -> tellFailed(ServerTransactionUser.Failure.NOT_ANSWERED);
            case TELL_TRANSPORT_ERROR -> tellFailed(ServerTransactionUser.Failure.NOT_SENT);
            default -> throw new IllegalStateException("no action of this machine: " + action);
        }
    }

    private void sendGiven() {
        if (given != null) {
            send(given);
        }
    }
}
