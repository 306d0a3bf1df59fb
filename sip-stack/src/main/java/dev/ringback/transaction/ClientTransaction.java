package dev.ringback.transaction;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Tally;
import dev.ringback.cause.TimerName;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Destination;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Notice;
import dev.ringback.stack.TimerQueue;
import dev.ringback.waiting.Fingerprint;
import dev.ringback.waiting.Remainder;
import dev.ringback.waiting.Wait;
import dev.ringback.waiting.WaitingRoom;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A request that we sent: RFC 3261 §17.1. Belongs to one stack and its thread.
public abstract sealed class ClientTransaction
        permits InviteClientTransaction, NonInviteClientTransaction {
    final TransactionContext context;
    final TransactionLayer layer;
    final Fingerprint key;
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

    /// Whether its user takes it for failed, while a response may still come on another flow.
    private boolean lost;
    private @Nullable SipResponse received;
    private @Nullable Flow answeredOn;
    private String transportFault = "";
    private int sent;
    private int replies;
    private int last;
    private @Nullable Fingerprint upstream;
    private @Nullable Duration waiting;
    private boolean folded;
    private boolean sentAgain;

    /// The number of the connection that it was sent on; 0 where that is not known, or is none.
    private long connection;

    /// The deadline of what is left of it, in nanoseconds.
    private long until;

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
        this.key = layer.keys().ofClient(outgoing.request());
        this.request = outgoing.request();
        this.to = outgoing.to();
        this.connection = numbered(outgoing.to());
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
                layer.clientWaits();
            }
            request = null;
        }
    }

    /// Says that the further 2xx of this INVITE go to that server transaction, without their top
    /// Via, and nowhere else: its user has relayed one there, and may hear of no other. The core
    /// sees each of them ([dev.ringback.stack.TransactionUser#relayed]).
    public final void relayTo(ServerTransaction server) {
        upstream = server.named ? server.key : null;
    }

    /// Where it was sent.
    public final Destination destination() {
        return to;
    }

    private static long numbered(Destination to) {
        return to instanceof Flow flow ? flow.connection() : 0;
    }

    /// The number of the connection that it was sent on; 0 where that is not known, or is none.
    final long connection() {
        return connection;
    }

    /// Notes the connection on which the request to a hop is sent.
    ///
    /// @return whether its end concerns this transaction
    final boolean carriedBy(long number) {
        boolean waits = to instanceof Hop && reliable() && request != null && answeredOn == null;
        connection = waits ? number : connection;
        return waits;
    }

    /// The flow on which its last response came; null before the first.
    public final @Nullable Flow answeredOn() {
        return answeredOn;
    }

    /// How often it was sent, the first time counted.
    public final int timesSent() {
        return sent;
    }

    /// How many responses to it have come.
    public final int replies() {
        return replies;
    }

    /// The status code of the last response to it; 0 where none has come.
    public final int last() {
        return last;
    }

    /// What passed between us and the next hop.
    ///
    /// @param waited how long ago it was sent first
    public final Tally tally(Duration waited) {
        return context.tally(this, waited);
    }

    /// Cancels an INVITE, RFC 3261 §9.1: at once where a provisional response has arrived, else
    /// when one does. Does nothing for other methods, after a final response, or the second time.
    public abstract void cancel();

    /// Whether the transaction is over.
    public final boolean ended() {
        return terminated() || (folded && !layer.waits(key, until));
    }

    abstract boolean terminated();

    /// What it waits for now; null where it does more than wait.
    abstract @Nullable Wait waitsFor();

    /// What it repeats while it waits.
    abstract byte[] repeats();

    abstract boolean sendsNoMore();

    /// Whether more may be awaited after a provisional response than one response more.
    abstract boolean mayRing();

    abstract void start();

    abstract void response(SipResponse response);

    abstract void transportFailed();

    abstract TimerName limitName();

    abstract void limitFired();

    abstract void retransmissionFired();

    final boolean reliable() {
        return to.transport().reliable();
    }

    final void receive(SipResponse response, Flow flow) {
        answeredOn = flow;
        fallback = null;
        layer.answered(this, response.provisional() && reliable() && mayRing());
        received = response;
        replies++;
        last = response.status();
        response(response);
        received = null;
    }

    /// The request could not be sent. One that went over TCP only for its size is tried once over
    /// UDP (RFC 3261 §18.1.1).
    final void sendFailed(String reason) {
        transportFault = reason;
        if (fallback != null) {
            layer.leaves(this);
            request = fallback.request();
            to = fallback.to();
            connection = numbered(to);
            fallback = null;
            layer.moved(this);
            sent = 0;
            stopLimit();
            start();
        } else {
            transportFailed();
        }
    }

    /// The connection to the hop of an INVITE is no more, and nothing answered on it: whether the
    /// request arrived, nobody knows. It is sent once again, which opens another connection; a
    /// server that has it takes it for a repetition, and answers there. Not so other requests: over
    /// a stream their server transaction ends with the response (Timer J is 0), and what is sent
    /// again is done twice.
    ///
    /// @return whether it was; a flow is never opened again, and a second loss is the end
    final boolean sentAgain() {
        if (!(to instanceof Hop) || sentAgain || request == null) {
            return false;
        }
        sentAgain = true;
        connection = 0;
        resendRequest();
        return true;
    }

    /// The flow on which the request was sent is no more, and nothing answered on it. The user
    /// hears of it now; what the peer sends on another connection (RFC 3261 §18.2.2) is still
    /// acknowledged.
    final void flowClosed(String reason) {
        transportFault = reason;
        tellTransportError();
        lost = true;
    }

    /// The flow on which the request was sent is no more, after a provisional response.
    final void tellFlowClosed(Flow flow) {
        if (!lost) {
            call(() -> user.flowClosed(this, flow));
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
        waiting = null;
        if (limit != null) {
            limit.cancel();
            limit = null;
        }
    }

    /// Begins a time in which it only waits. At the end of the step little is kept of it, unless
    /// its user has to hear of it.
    final void startWait(Duration delay) {
        stopLimit();
        if (delay.isZero()) {
            limitDue = true;
        } else {
            waiting = delay;
            layer.foldLater(this);
        }
    }

    /// What may be left of it at the end of the step in which it began to wait; null where it has
    /// to stay as it is.
    final @Nullable Remainder fold() {
        Duration delay = waiting;
        waiting = null;
        Wait wait = waitsFor();
        if (delay == null || ended() || wait == null) {
            return null;
        }
        boolean stays = user.hearsEnd() || (wait == Wait.RELAYING && upstream == null);
        byte[] octets = stays ? new byte[0] : repeats();
        if (stays || octets.length > WaitingRoom.mostOctets()) {
            limit = context.schedule(delay, this::limitFired);
            return null;
        }
        folded = true;
        until = context.now() + delay.toNanos();
        Destination target = wait == Wait.REFUSED ? to : null;
        return new Remainder(wait, key, upstream, target, octets, until);
    }

    /// Whether it has let go of its request.
    final boolean light() {
        return request == null;
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
        if (response != null && !lost) {
            call(() -> user.response(this, response));
        }
    }

    final void tellTimeout() {
        Duration waited = context.timers().b();
        tell(
                new ClientFailure.TimedOut(
                        new Cause.TimerFired(limitName(), tally(waited), waited, to)));
    }

    final void tellTransportError() {
        tell(new ClientFailure.TransportFailed(new Cause.TransportFailed(to, transportFault)));
    }

    final void end() {
        layer.forget(this, request == null);
        call(() -> user.terminated(this));
    }

    private void tell(ClientFailure failure) {
        if (!lost) {
            call(() -> user.failed(this, failure));
        }
    }

    private void call(Runnable toUser) {
        layer.purpose().call(serves, toUser);
    }
}
