package dev.ringback.transaction;

import dev.ringback.cause.TimerName;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.transaction.InviteClientMachine.Event;
import dev.ringback.transaction.InviteClientMachine.State;
import dev.ringback.waiting.Wait;
import org.jspecify.annotations.Nullable;

/// An INVITE that we sent: carries out what the [InviteClientMachine] orders.
final class InviteClientTransaction extends ClientTransaction {
    private State state = State.CALLING;
    private boolean cancelWanted;
    private boolean cancelSent;
    private @Nullable SipRequest ack;

    InviteClientTransaction(
            TransactionLayer layer,
            Outgoing outgoing,
            @Nullable Outgoing fallback,
            ClientTransactionUser user) {
        super(layer, outgoing, fallback, user);
    }

    @Override
    public void cancel() {
        cancelWanted = true;
        sendCancelWhenAllowed();
    }

    @Override
    boolean terminated() {
        return state == State.TERMINATED;
    }

    @Override
    boolean sendsNoMore() {
        return state == State.ACCEPTED || state == State.TERMINATED;
    }

    @Override
    @Nullable Wait waitsFor() {
        return switch (state) {
            case ACCEPTED -> Wait.RELAYING;
            case COMPLETED -> Wait.REFUSED;
            case CALLING, PROCEEDING, TERMINATED -> null;
        };
    }

    @Override
    byte[] repeats() {
        return ack == null ? new byte[0] : ack.toBytes();
    }

    @Override
    boolean mayRing() {
        return true;
    }

    @Override
    void start() {
        apply(InviteClientMachine.start());
    }

    @Override
    void response(SipResponse response) {
        if (response.provisional()) {
            fire(Event.PROVISIONAL_RECEIVED);
        } else if (response.success()) {
            fire(Event.SUCCESS_RECEIVED);
        } else {
            fire(Event.FAILURE_RECEIVED);
        }
    }

    @Override
    TimerName limitName() {
        return TimerName.B;
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
        fire(Event.TIMER_A_FIRED);
    }

    private void sendCancelWhenAllowed() {
        if (cancelWanted && !cancelSent && state == State.PROCEEDING) {
            cancelSent = true;
            layer.sendCancel(this);
            startLimit(context.timers().b());
        }
    }

    private void fire(Event event) {
        if (!ended()) {
            apply(InviteClientMachine.step(state, event));
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
            sendCancelWhenAllowed();
            settle();
        }
    }

    private void perform(Action action) {
        Timers timers = context.timers();
        switch (action) {
            case SEND_REQUEST -> sendRequest();
            case RESEND_REQUEST -> {
                resendRequest();
                startRetransmission(interval().multipliedBy(2));
            }
            case SEND_ACK -> sendAck();
            case START_RETRANSMISSION -> startRetransmission(timers.a());
            case STOP_RETRANSMISSION -> stopRetransmission();
            case START_B -> startLimit(timers.b());
            case START_D -> startWait(timers.d(reliable()));
            case START_M -> startWait(timers.m());
            case STOP_LIMIT -> stopLimit();
            case PASS_UP -> passUp();
            case TELL_TIMEOUT -> tellTimeout();
            case TELL_TRANSPORT_ERROR -> tellTransportError();
            default -> throw new IllegalStateException("no action of this machine: " + action);
        }
    }

    private void sendAck() {
        SipResponse response = received();
        if (response != null) {
            ack = DerivedRequests.ack(request(), response);
            context.send(destination(), ack);
        }
    }
}
