package dev.ringback.transaction;

import dev.ringback.amplification.AnswerSize;
import dev.ringback.cause.Cause;
import dev.ringback.cause.CauseGraph;
import dev.ringback.cause.CauseNotes;
import dev.ringback.cause.Reply;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.route.Via;
import dev.ringback.header.time.Timestamp;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Destination;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Notice;
import dev.ringback.stack.TimerQueue;
import dev.ringback.stack.Transport;
import dev.ringback.waiting.Fingerprint;
import dev.ringback.waiting.Remainder;
import dev.ringback.waiting.Wait;
import dev.ringback.waiting.WaitingRoom;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A request that we answer: RFC 3261 §17.2. Belongs to one stack and its thread.
public abstract sealed class ServerTransaction
        permits InviteServerTransaction, NonInviteServerTransaction {
    final TransactionContext context;
    final Fingerprint key;

    /// Whether its responses lead to its key.
    final boolean named;

    private final TransactionLayer layer;
    private @Nullable SipRequest request;
    private final Flow flow;
    private Destination route;
    private boolean rerouted;
    private boolean locating;
    private @Nullable Deque<Hop> backups;
    private final @Nullable Destination otherRoute;
    private @Nullable ServerTransactionUser user;
    private @Nullable SipResponse lastResponse;
    private @Nullable String tag;
    private TimerQueue.@Nullable Timer limit;
    private TimerQueue.@Nullable Timer trying;
    private boolean limitDue;
    private final long receivedAt;
    private boolean relayed;
    private @Nullable Via asked;
    private int mostOctets = AnswerSize.UNBOUNDED;
    private @Nullable Fingerprint claim;
    private @Nullable CauseNotes notes;

    /// Whether it was told how it ended.
    private boolean told;
    private @Nullable Duration waiting;
    private boolean folded;
    private boolean ringing;

    /// The deadline of what is left of it, in nanoseconds.
    private long until;

    ServerTransaction(TransactionLayer layer, Fingerprint key, SipRequest request, Flow flow) {
        this.layer = layer;
        this.context = layer.context();
        this.key = key;
        this.request = request;
        String branch = request.topVia().branch();
        this.named = branch != null && TransactionKeys.modern(branch);
        this.flow = flow;
        this.receivedAt = context.now();
        this.mostOctets = layer.mostOctets(request, flow);
        this.asked = request.topVia();
        this.route = ResponseRoute.first(request.topVia(), flow);
        this.otherRoute =
                flow.transport().reliable()
                        ? ResponseRoute.afterConnectionLoss(request.topVia(), flow)
                        : null;
    }

    /// What was left of a transaction, made whole again because its response could not be sent.
    ServerTransaction(
            TransactionLayer layer, Remainder remainder, Flow flow, SipResponse lastResponse) {
        this.layer = layer;
        this.context = layer.context();
        this.key = remainder.key();
        this.named = true;
        this.claim = remainder.other();
        this.until = remainder.deadline();
        this.flow = flow;
        this.receivedAt = context.now();
        this.route = flow;
        this.otherRoute =
                flow.transport().reliable()
                        ? ResponseRoute.afterConnectionLoss(lastResponse.topVia(), flow)
                        : null;
        this.lastResponse = lastResponse;
        Duration rest = Duration.ofNanos(remainder.deadline() - context.now());
        this.limit = context.schedule(rest.isNegative() ? Duration.ZERO : rest, this::limitFired);
    }

    /// The request, its top Via stamped with `received` and `rport` where they are due.
    ///
    /// @throws IllegalStateException after the final response: an answered transaction may wait for
    ///     half a minute, and does not hold on to what it will not need
    public final SipRequest request() {
        if (request == null) {
            throw new IllegalStateException("answered already");
        }
        return request;
    }

    /// How the request came.
    public final Flow flow() {
        return flow;
    }

    /// Lets answers be of any size: its sender has proved to receive at its address.
    public final void trust() {
        mostOctets = AnswerSize.UNBOUNDED;
    }

    /// Whether any response was sent.
    public final boolean heard() {
        return lastResponse != null;
    }

    /// Notes that a user agent server answers this request, RFC 3261 §8.2.2.2. Not after the final
    /// response.
    ///
    /// @return false where another transaction that is not over has the same From tag, Call-ID and
    ///     CSeq: then this is the same request on another way
    public final boolean claim() {
        claim = layer.keys().ofMerged(request());
        return layer.claim(claim, this);
    }

    /// Says who hears of CANCEL, ACK, failure and the end.
    public final void attach(ServerTransactionUser newUser) {
        user = newUser;
    }

    /// Gives a final response with what decided it, which a [Notice.Answered] tells where this is
    /// the first one. A response that the present state does not allow (a second final one, a
    /// provisional one after a final one) is dropped without a trace, save for a further 2xx to an
    /// INVITE, which is sent (RFC 6026).
    public final void respond(SipResponse response, Cause cause) {
        boolean before = answered();
        boolean begins = request != null && request.to().tag() == null;
        relayed = cause instanceof Cause.Received;
        SipResponse explained = before ? response : layer.explained(response, cause, flow);
        accept(explained);
        if (!before && answered()) {
            context.tell(new Notice.Answered(explained, causes(cause)));
            context.tell(new Notice.Settled(response.cSeq().method(), receivedAt));
            ringingEnds();
            tellCall(response, begins);
            told();
        }
    }

    /// Notes something that counts for how the request will end, but does not end it by itself: a
    /// branch that failed, a rule that sent it somewhere.
    ///
    /// @param attempt which sending of the request it belongs to, from 1;
    ///     [CauseGraph#NO_ATTEMPT] for none
    public final void note(int attempt, Cause cause) {
        if (!told) {
            CauseNotes noted = notes == null ? new CauseNotes() : notes;
            noted.add(context.now(), attempt, cause);
            notes = noted;
        }
    }

    /// The highest number of a sending for which something was noted; 0 where nothing was.
    public final int attempts() {
        CauseNotes noted = notes;
        return noted == null ? CauseGraph.NO_ATTEMPT : noted.attempts();
    }

    /// Says that no final response will be given: nobody answered in time, and a late answer would
    /// only be a retransmission to nobody (RFC 4320 §4.2). What was noted last decided it; where
    /// nothing was, the user of the transaction did.
    public final void leaveUnanswered() {
        if (request != null && !told) {
            CauseNotes noted = notes;
            context.tell(
                    new Notice.LeftUnanswered(
                            request,
                            noted == null
                                    ? causes(new Cause.Decided("no answer"))
                                    : noted.decided()));
            told();
        }
    }

    private void told() {
        told = true;
        notes = null;
    }

    private CauseGraph causes(Cause decisive) {
        CauseNotes noted = notes;
        return noted == null
                ? CauseGraph.of(context.now(), CauseGraph.NO_ATTEMPT, decisive)
                : noted.decided(context.now(), decisive);
    }

    /// Tells what an answer means for the number of calls.
    private void tellCall(SipResponse response, boolean begins) {
        Method method = response.cSeq().method();
        if (begins && response.success() && method.equals(Method.INVITE)) {
            context.tell(new Notice.CallBegan());
        } else if (!begins && method.equals(Method.BYE) && ends(response)) {
            context.tell(new Notice.CallEnded());
        }
    }

    /// Whether an answer to BYE means that the call is over; that we know nothing of it does not.
    private boolean ends(SipResponse response) {
        return response.success()
                || response.status() == 408
                || (relayed && response.status() == 481);
    }

    /// Gives a final response with what decided it.
    ///
    /// @see #respond(SipResponse, Cause) what is dropped
    public final void respond(Reply answer) {
        respond(answer.response(), answer.cause());
    }

    /// Gives a provisional response.
    ///
    /// @throws IllegalArgumentException if it is final: those have a cause
    /// @see #respond(SipResponse, Cause) what is dropped
    public final void respond(SipResponse provisional) {
        if (provisional.finalResponse()) {
            throw new IllegalArgumentException("a final response without a cause");
        }
        if (provisional.status() > 100) {
            rings();
        }
        accept(provisional);
    }

    /// Tells that a dialog may have begun, RFC 3261 §12.1.
    private void rings() {
        SipRequest asked = ringing || answered() ? null : request;
        if (asked != null && asked.to().tag() == null && asked.method().equals(Method.INVITE)) {
            ringing = true;
            context.tell(new Notice.RingingBegan());
        }
    }

    private void ringingEnds() {
        if (ringing) {
            ringing = false;
            context.tell(new Notice.RingingEnded());
        }
    }

    private void accept(SipResponse response) {
        ServerTransaction again = folded ? unfolded() : null;
        if (again == null) {
            give(response);
        } else {
            again.give(response);
        }
    }

    /// The transaction that was made of what was left of this one; null where there is none.
    private @Nullable ServerTransaction unfolded() {
        ServerTransaction again = layer.server(key);
        return again != null && again.until == until ? again : null;
    }

    /// Forgets the request as if it had never come: it is forwarded without a transaction, RFC 3261
    /// §16.11. Its retransmissions are new requests then. Does nothing after a final response.
    public abstract void withdraw();

    abstract void give(SipResponse response);

    /// What it waits for now; null where it does more than wait.
    abstract @Nullable Wait waitsFor();

    /// Whether a final response was given.
    public abstract boolean answered();

    /// Whether the transaction is over.
    public final boolean ended() {
        return terminated() || (folded && !layer.waits(key, until) && unfolded() == null);
    }

    abstract boolean terminated();

    abstract void start();

    abstract void repeated();

    abstract void transportFailed();

    abstract void limitFired();

    abstract void tryingFired();

    final boolean reliable() {
        return flow.transport().reliable();
    }

    final void send(SipResponse response) {
        SipResponse whole = response.status() == 100 ? delayed(response) : response;
        SipResponse sent =
                AnswerSize.fit(
                        asked == null ? whole : layer.told(whole, asked, flow),
                        mostOctets,
                        relayed);
        if (sent == null) {
            context.tell(new Notice.Dropped("answer-too-large"));
            return;
        }
        lastResponse = sent;
        context.send(route, sent);
    }

    /// A 100 whose Timestamp tells how long the request has waited for it, in milliseconds' steps:
    /// RFC 3261 §8.2.6.1.
    private SipResponse delayed(SipResponse trying) {
        Timestamp asked = trying.read(Timestamp.FIELD).first();
        long millis = (context.now() - receivedAt) / 1_000_000;
        if (asked == null || asked.delay() != null || millis == 0) {
            return trying;
        }
        String delay = BigDecimal.valueOf(millis, 3).toPlainString();
        String told = trying.value(HeaderName.TIMESTAMP) + ' ' + delay;
        return trying.edit().set(HeaderName.TIMESTAMP, told).build();
    }

    final void resend() {
        if (lastResponse != null) {
            context.tell(new Notice.Retransmitted());
            context.send(route, lastResponse);
        }
    }

    final void sendTrying() {
        send(SipResponse.replyTo(request(), 100).build());
    }

    /// The To tag of the final response, before it that of the last response, or null where none
    /// had one.
    final @Nullable String localTag() {
        return tag == null && lastResponse != null ? lastResponse.to().tag() : tag;
    }

    /// Lets go of the request: a final response was given.
    final void forgetRequest() {
        if (request != null && !ended()) {
            layer.serverWaits();
        }
        request = null;
        if (reliable()) {
            layer.answered(this);
        }
    }

    /// Keeps the To tag for a CANCEL that comes too late, RFC 3261 §9.2.
    final void keepTag() {
        tag = localTag();
    }

    /// Lets go of the last response too: nothing will repeat it.
    final void forgetResponse() {
        lastResponse = null;
    }

    /// A response could not be sent. On a stream it is tried once on a new connection, then at the
    /// other places of the sent-by: RFC 3261 §18.2.2, RFC 3263 §5. To a client of a WebSocket
    /// nobody can open one: RFC 7118 §5.
    final void sendFailed() {
        boolean client = flow.transport() == Transport.WS || flow.transport() == Transport.WSS;
        if (lastResponse == null || client) {
            transportFailed();
        } else if (otherRoute != null && !rerouted) {
            rerouted = true;
            route = otherRoute;
            context.send(route, lastResponse);
        } else if (backups == null) {
            locating = true;
            backups = new ArrayDeque<>(1);
            context.locateSender(lastResponse.topVia(), flow, this::senderLocated);
        } else if (!locating) {
            tryBackup(backups);
        }
    }

    private void senderLocated(List<Hop> hops) {
        locating = false;
        Deque<Hop> untried = new ArrayDeque<>(hops);
        untried.remove(otherRoute);
        backups = untried;
        if (!ended()) {
            tryBackup(untried);
        }
    }

    private void tryBackup(Deque<Hop> untried) {
        Hop next = untried.poll();
        if (next == null || lastResponse == null) {
            transportFailed();
        } else {
            route = next;
            context.send(route, lastResponse);
        }
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
        Remainder remainder = remainder(wait, context.now() + delay.toNanos());
        if (remainder == null) {
            limit = context.schedule(delay, this::limitFired);
        } else {
            folded = true;
            until = remainder.deadline();
            claim = null;
            user = null;
            lastResponse = null;
        }
        return remainder;
    }

    private @Nullable Remainder remainder(Wait wait, long deadline) {
        boolean heard = user != null && user.hearsEnd();
        boolean large = lastResponse != null && lastResponse.size() > WaitingRoom.mostOctets();
        if (heard || large || rerouted || backups != null) {
            return null;
        }
        Fingerprint claimed = claim != null && layer.claims(claim, this) ? claim : null;
        return new Remainder(
                wait, key, claimed, wait == Wait.CONFIRMED ? null : route, octets(wait), deadline);
    }

    private byte[] octets(Wait wait) {
        SipResponse last = lastResponse;
        if (wait == Wait.ANSWERED) {
            return last == null ? new byte[0] : last.toBytes();
        }
        String local = localTag();
        return local == null ? new byte[0] : local.getBytes(StandardCharsets.UTF_8);
    }

    final void startTrying(Duration delay) {
        trying = context.schedule(delay, this::tryingFired);
    }

    final void stopTrying() {
        if (trying != null) {
            trying.cancel();
            trying = null;
        }
    }

    /// Fires a limit of length zero once all the actions of the step that started it are done.
    final void settle() {
        if (limitDue) {
            limitDue = false;
            limitFired();
        }
    }

    final void tellCancelled(SipRequest cancel) {
        tell(told -> told.cancelled(cancel));
    }

    final void tellFlowClosed() {
        tell(ServerTransactionUser::flowClosed);
    }

    final void tellAcknowledged(SipRequest ack) {
        tell(told -> told.acknowledged(ack));
    }

    final void tellFailed(ServerTransactionUser.Failure failure) {
        tell(told -> told.failed(failure));
    }

    /// A fault of ours struck while this was worked for: 500, unless it is answered already.
    final void faulted(Throwable fault) {
        if (answered()) {
            return;
        }
        String tag = localTag();
        SipResponse.Builder response = SipResponse.replyTo(request(), 500);
        respond(
                response.toTag(tag == null ? context.tag() : tag).build(),
                new Cause.Fault(fault.getClass().getName()));
        ServerTransactionUser told = user;
        if (told != null) {
            layer.purpose().call(null, told::faulted);
        }
    }

    final void end() {
        ringingEnds();
        layer.forget(this, claim, request == null);
        tell(ServerTransactionUser::terminated);
    }

    private void tell(Consumer<ServerTransactionUser> event) {
        ServerTransactionUser told = user;
        if (told != null) {
            layer.purpose().call(this, () -> event.accept(told));
        }
    }
}
