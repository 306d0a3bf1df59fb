package dev.ringback.transaction;

import dev.ringback.cause.TimerName;
import dev.ringback.message.SipResponse;
import dev.ringback.transaction.NonInviteClientMachine.Event;
import dev.ringback.transaction.NonInviteClientMachine.State;
import dev.ringback.waiting.Wait;
import org.jspecify.annotations.Nullable;

/// A request other than INVITE that we sent: carries out what the [NonInviteClientMachine] orders.
final class NonInviteClientTransaction extends ClientTransaction {
    private State state = State.TRYING;

    NonInviteClientTransaction(
            TransactionLayer layer,
            Outgoing outgoing,
            @Nullable Outgoing fallback,
            ClientTransactionUser user) {
        super(layer, outgoing, fallback, user);
    }

    @Override
    public void cancel() {
        // Only an INVITE can be cancelled, RFC 3261 §9.1.
    }

    @Override
    boolean terminated() {
        return state == State.TERMINATED;
    }

    @Override
    boolean sendsNoMore() {
        return state == State.COMPLETED || state == State.TERMINATED;
    }

    @Override
    @Nullable Wait waitsFor() {
        return state == State.COMPLETED ? Wait.ENDED : null;
    }

    @Override
    byte[] repeats() {
        return new byte[0];
    }

    @Override
    boolean mayRing() {
        return false;
    }

    @Override
    void start() {
        apply(NonInviteClientMachine.start());
    }

    @Override
    void response(SipResponse response) {
        fire(response.provisional() ? Event.PROVISIONAL_RECEIVED : Event.FINAL_RECEIVED);
    }

    @Override
    TimerName limitName() {
        return TimerName.F;
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
    void retransmissionFired() {
        fire(Event.TIMER_E_FIRED);
    }

    private void fire(Event event) {
        if (!ended()) {
            apply(NonInviteClientMachine.step(state, event));
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
            case SEND_REQUEST -> sendRequest();
            case RESEND_REQUEST -> {
                resendRequest();
                startRetransmission(timers.doubled(interval()));
            }
            case START_RETRANSMISSION -> startRetransmission(timers.e());
            case SLOW_RETRANSMISSION -> slowRetransmission();
            case STOP_RETRANSMISSION -> stopRetransmission();
            case START_F -> startLimit(timers.f());
            case START_K -> startWait(timers.k(reliable()));
            case STOP_LIMIT -> stopLimit();
            case PASS_UP -> passUp();
            case TELL_TIMEOUT -> tellTimeout();
            case TELL_TRANSPORT_ERROR -> tellTransportError();
            default -> throw new IllegalStateException("no action of this machine: " + action);
        }
    }
}
