package dev.ringback.transaction;

import dev.ringback.cause.Cause;
import dev.ringback.cause.TimerName;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Destination;
import dev.ringback.stack.Notice;
import dev.ringback.stack.TimerQueue;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A request that we sent: RFC 3261 §17.1. Belongs to one stack and its thread.
public abstract sealed class ClientTransaction
        permits InviteClientTransaction, NonInviteClientTransaction {
    final TransactionContext context;
    final TransactionLayer layer;
    final TransactionKey key;
    private final ClientTransactionUser user;

    /// The request that came to us for which this one was sent; null where there is none.
    private final @Nullable ServerTransaction serves;

    private @Nullable Outgoing fallback;
    private @Nullable SipRequest request;
    private Destination to;
    private TimerQueue.@Nullable Timer limit;
    private TimerQueue.@Nullable Timer retransmission;
    private Duration interval = Duration.ZERO;
    private boolean limitDue;
    private @Nullable SipResponse received;
    private String transportFault = "";
    private int sent;

    /// A request and where it goes.
    ///
    /// @param request the request, our Via on top
    /// @param to where it goes
    public record Outgoing(SipRequest request, Destination to) {}

    ClientTransaction(
            TransactionLayer layer,
            Outgoing outgoing,
            @Nullable Outgoing fallback,
            ClientTransactionUser user) {
        this.layer = layer;
        this.context = layer.context();
        this.key = TransactionKey.ofClient(outgoing.request());
        this.request = outgoing.request();
        this.to = outgoing.to();
        this.fallback = fallback;
        this.user = user;
        this.serves = layer.purpose().served();
    }

    /// The request as it was sent, with our Via on top.
    ///
    /// @throws IllegalStateException after [#forgetRequest]
    public final SipRequest request() {
        if (request == null) {
            throw new IllegalStateException("the request was forgotten");
        }
        return request;
    }

    /// Lets go of the request, whose user needs it no more: after its final response a transaction
    /// may wait for half a minute. Does nothing while the transaction may have to send.
    public final void forgetRequest() {
        if (sendsNoMore()) {
            if (request != null && !ended()) {
                layer.waits();
            }
            request = null;
        }
    }

    /// Where it was sent.
    public final Destination destination() {
        return to;
    }

    /// How often it was sent, the first time counted.
    public final int timesSent() {
        return sent;
    }

    /// Cancels an INVITE, RFC 3261 §9.1: at once where a provisional response has arrived, else
    /// when one does. Does nothing for other methods, after a final response, or the second time.
    public abstract void cancel();

    /// Whether the transaction is over.
    public abstract boolean ended();

    abstract boolean sendsNoMore();

    abstract void start();

    abstract void response(SipResponse response);

    abstract void transportFailed();

    abstract TimerName limitName();

    abstract void limitFired();

    abstract void retransmissionFired();

    final boolean reliable() {
        return to.transport().reliable();
    }

    final void receive(SipResponse response) {
        fallback = null;
        layer.answered(this);
        received = response;
        response(response);
        received = null;
    }

    /// The request could not be sent. One that went over TCP only for its size is tried once over
    /// UDP (RFC 3261 §18.1.1).
    final void sendFailed(String reason) {
        transportFault = reason;
        if (fallback != null) {
            request = fallback.request();
            to = fallback.to();
            fallback = null;
            layer.moved(this);
            sent = 0;
            stopLimit();
            start();
        } else {
            transportFailed();
        }
    }

    final void sendRequest() {
        sent++;
        context.send(to, request());
    }

    final void resendRequest() {
        context.tell(new Notice.Retransmitted());
        sendRequest();
    }

    final void startLimit(Duration delay) {
        stopLimit();
        if (delay.isZero()) {
            limitDue = true;
        } else {
            limit = context.schedule(delay, this::limitFired);
        }
    }

    final void stopLimit() {
        if (limit != null) {
            limit.cancel();
            limit = null;
        }
    }

    final void startRetransmission(Duration next) {
        interval = next;
        if (!reliable()) {
            retransmission = context.schedule(next, this::retransmissionFired);
        }
    }

    final void slowRetransmission() {
        interval = context.timers().t2();
    }

    final Duration interval() {
        return interval;
    }

    final void stopRetransmission() {
        if (retransmission != null) {
            retransmission.cancel();
            retransmission = null;
        }
    }

    /// Fires a limit of length zero once all the actions of the step that started it are done.
    final void settle() {
        if (limitDue) {
            limitDue = false;
            limitFired();
        }
    }

    final @Nullable SipResponse received() {
        return received;
    }

    final void passUp() {
        SipResponse response = received;
        if (response != null) {
            call(() -> user.response(this, response));
        }
    }

    final void tellTimeout() {
        tell(
                new ClientFailure.TimedOut(
                        new Cause.TimerFired(limitName(), sent, context.timers().b(), to)));
    }

    final void tellTransportError() {
        tell(new ClientFailure.TransportFailed(new Cause.TransportFailed(to, transportFault)));
    }

    final void end() {
        layer.forget(this, request == null);
        call(() -> user.terminated(this));
    }

    private void tell(ClientFailure failure) {
        call(() -> user.failed(this, failure));
    }

    private void call(Runnable toUser) {
        layer.purpose().call(serves, toUser);
    }
}
