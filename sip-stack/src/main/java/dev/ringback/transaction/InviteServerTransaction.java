package dev.ringback.transaction;

import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Flow;
import dev.ringback.stack.TimerQueue;
import dev.ringback.transaction.InviteServerMachine.Event;
import dev.ringback.transaction.InviteServerMachine.State;
import dev.ringback.waiting.Fingerprint;
import dev.ringback.waiting.Remainder;
import dev.ringback.waiting.Wait;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// An INVITE that we answer: carries out what the [InviteServerMachine] orders.
final class InviteServerTransaction extends ServerTransaction {
    private State state = State.PROCEEDING;
    private @Nullable SipResponse given;
    private @Nullable SipRequest ack;
    private TimerQueue.@Nullable Timer retransmission;
    private Duration interval = Duration.ZERO;

    InviteServerTransaction(
            TransactionLayer layer, Fingerprint key, SipRequest request, Flow flow) {
        super(layer, key, request, flow);
    }

    /// One in Accepted.
    InviteServerTransaction(
            TransactionLayer layer, Remainder remainder, Flow flow, SipResponse lastResponse) {
        super(layer, remainder, flow, lastResponse);
        state = State.ACCEPTED;
    }

    @Override
    void give(SipResponse response) {
        given = response;
        if (response.provisional()) {
            fire(Event.PROVISIONAL_GIVEN);
        } else if (response.success()) {
            fire(Event.SUCCESS_GIVEN);
        } else {
            fire(Event.FAILURE_GIVEN);
        }
        given = null;
        if (answered()) {
            forgetRequest();
        }
        if (state == State.ACCEPTED) {
            keepTag();
        }
        if (state == State.ACCEPTED && !reliable()) {
            forgetResponse();
        }
    }

    @Override
    public boolean answered() {
        return state != State.PROCEEDING;
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

    State state() {
        return state;
    }

    @Override
    @Nullable Wait waitsFor() {
        return switch (state) {
            case ACCEPTED -> Wait.ACCEPTED;
            case CONFIRMED -> Wait.CONFIRMED;
            case PROCEEDING, COMPLETED, TERMINATED -> null;
        };
    }

    @Override
    void start() {
        apply(InviteServerMachine.start());
    }

    @Override
    void repeated() {
        fire(Event.REQUEST_REPEATED);
    }

    void acknowledged(SipRequest received) {
        ack = received;
        fire(Event.ACK_RECEIVED);
        ack = null;
        if (state == State.CONFIRMED) {
            keepTag();
            forgetResponse();
        }
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
            apply(InviteServerMachine.step(state, event));
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
            case START_TRYING -> startTrying(Timers.TRYING_AFTER);
            case STOP_TRYING -> stopTrying();
            case SEND_TRYING -> sendTrying();
            case SEND_RESPONSE -> sendGiven();
            case RESEND_RESPONSE -> resend();
            case START_RETRANSMISSION -> startRetransmission(timers.g());
            case RESTART_RETRANSMISSION -> startRetransmission(timers.doubled(interval));
            case STOP_RETRANSMISSION -> stopRetransmission();
            case START_H -> startLimit(timers.h());
            case START_I -> startWait(timers.i(reliable()));
            case START_L -> startWait(timers.l());
            case STOP_LIMIT -> stopLimit();
            case PASS_UP -> passAck();
            case TELL_TIMEOUT -> tellFailed(ServerTransactionUser.Failure.NO_ACK);
            case TELL_TRANSPORT_ERROR -> tellFailed(ServerTransactionUser.Failure.NOT_SENT);
            default -> throw new IllegalStateException("no action of this machine: " + action);
        }
    }

    private void sendGiven() {
        if (given != null) {
            send(given);
        }
    }

    private void passAck() {
        if (ack != null) {
            tellAcknowledged(ack);
        }
    }

    private void startRetransmission(Duration next) {
        if (!reliable()) {
            interval = next;
            retransmission = context.schedule(next, () -> fire(Event.TIMER_G_FIRED));
        }
    }

    private void stopRetransmission() {
        if (retransmission != null) {
            retransmission.cancel();
            retransmission = null;
        }
    }
}
