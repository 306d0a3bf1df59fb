package dev.ringback.proxy;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.cause.Reply;
import dev.ringback.cause.TimerName;
import dev.ringback.flow.FlowLoss;
import dev.ringback.flow.FlowUse;
import dev.ringback.header.HeaderName;
import dev.ringback.header.security.Identity;
import dev.ringback.header.time.RetryAfter;
import dev.ringback.locate.Located;
import dev.ringback.locate.ServerHealth;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Destination;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Hop;
import dev.ringback.stack.TimerQueue;
import dev.ringback.stack.Transport;
import dev.ringback.transaction.ClientFailure;
import dev.ringback.transaction.ClientTransaction;
import dev.ringback.transaction.ClientTransactionUser;
import dev.ringback.uri.Uri;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// One target of a forwarded request and what became of it. It goes through the target's hops, each
/// with a client transaction and a branch parameter of its own, until one answers: RFC 3261 §16.6
/// step 7, RFC 3263 §4.3. Whatever kills a branch stays its own trouble: the others go on.
final class Branch implements ClientTransactionUser {
    private final ResponseContext context;
    private Target target;
    private final Share share;
    private Uri nextHop;
    private final Deque<Destination> untried = new ArrayDeque<>(2);
    private @Nullable ClientTransaction transaction;

    /// When it was begun, in nanoseconds.
    private long sentAt;

    private @Nullable TimerC timerC;
    private @Nullable Reply outcome;
    private boolean located;
    private boolean provisional;
    private @Nullable Cause unanswered;

    /// What cancelled it.
    private Cause ender = new Cause.Cancelled();

    private boolean done;
    private boolean cancelled;

    /// The number of the sending that is under way, for the causes.
    private int attempt;

    /// Whether nothing was sent yet under that number.
    private boolean unsent;

    /// Whether our signature has to be in the full form.
    private boolean full;

    /// The flow to the client that is no more, until something is heard of the client again.
    private @Nullable Flow gone;

    private TimerQueue.@Nullable Timer absence;

    /// What a branch has of its request.
    ///
    /// @param breadth its part of Max-Breadth
    /// @param depth how many redirections led to it
    record Share(int breadth, int depth) {}

    Branch(ResponseContext context, Target target, Share share) {
        this.context = context;
        this.target = target;
        this.share = share;
        this.nextHop = target.located(context.request().message());
    }

    /// Sends the request to the target: by the flow that leads there, else to where its URI is
    /// found.
    void start() {
        located = false;
        FlowUse flow = target.flow();
        if (flow == null) {
            locate();
        } else {
            located = !target.resolvable();
            untried.add(flow.flow());
            tryNext(null);
        }
    }

    private void locate() {
        located = true;
        begin();
        context.proxy().locator().locate(nextHop, this::found);
    }

    /// What comes now is a sending of its own.
    private void begin() {
        if (!unsent) {
            attempt = context.nextAttempt();
            unsent = true;
        }
    }

    /// A response of ours that stands for what the branch did not get, whose cause is noted; null
    /// once the request is answered.
    private @Nullable Reply reply(int status, Cause cause) {
        note(cause);
        return context.reply(status, cause);
    }

    private void note(Cause cause) {
        context.note(attempt, cause);
    }

    Target target() {
        return target;
    }

    Share share() {
        return share;
    }

    /// Whether nothing more is awaited of this branch.
    boolean done() {
        return done;
    }

    /// How it ended, or null where it has not, where it succeeded, or where there is nothing to
    /// say.
    @Nullable Reply outcome() {
        return outcome;
    }

    /// Ends a branch that has no final response yet: RFC 3261 §16.10 and §16.7 step 10. Before a
    /// provisional response nothing is sent; a branch that has sent nothing ends at once.
    ///
    /// @param cause what ended it
    void cancel(Cause cause) {
        if (done || cancelled) {
            return;
        }
        cancelled = true;
        ender = cause;
        untried.clear();
        if (transaction != null) {
            transaction.cancel();
        }
        if (transaction == null || gone != null) {
            finish(ended());
        }
    }

    /// Ends a branch that nobody waits for any longer: it counts as one without an answer.
    void giveUp() {
        if (!done && !cancelled) {
            unanswered =
                    transaction == null
                            ? new Cause.Decided("proxy")
                            : fired(TimerName.RING, transaction);
            cancel(unanswered);
        }
    }

    /// The connection of a client ended while it rings. It has the time of Timer B to come back,
    /// and may answer on another connection (RFC 3261 §18.2.2); a CANCEL nobody answers any more.
    @Override
    public void flowClosed(ClientTransaction from, Flow flow) {
        if (done || target.resolvable() || !flow.equals(from.destination())) {
            return;
        }
        gone = flow;
        if (cancelled) {
            finish(ended());
        } else {
            absence =
                    context.proxy()
                            .stack()
                            .schedule(context.proxy().stack().timers().b(), this::stayedAway);
        }
    }

    private void stayedAway() {
        Flow lost = gone;
        if (done || lost == null) {
            gone = null;
            return;
        }
        context.proxy().reach().returned(context.request(), target, back -> stayedAway(lost, back));
    }

    /// @param back whether the client came back on another connection than the one that it lost
    private void stayedAway(Flow lost, boolean back) {
        if (done || !lost.equals(gone)) {
            return;
        }
        if (back) {
            gone = null;
            return;
        }
        cancelled = true;
        if (transaction != null) {
            transaction.cancel();
        }
        finish(reply(lost(lost), new Cause.TransportFailed(lost, "connection closed")));
    }

    @Override
    public void response(ClientTransaction from, SipResponse response) {
        stopAbsence();
        context.proxy()
                .overload()
                .heard(from.destination(), response.topVia(), context.proxy().stack().now());
        if (response.success()) {
            succeeded(from, response);
        } else if (done) {
            return; // ended by Timer C
        } else if (response.provisional()) {
            provisional = true;
            if (response.status() > 100) {
                restartTimerC();
            }
            context.provisional(response, believed(from));
        } else {
            stopTimerC();
            failed(from, response);
        }
    }

    @Override
    public void failed(ClientTransaction from, ClientFailure failure) {
        stopTimerC();
        transaction = null;
        if (done) {
            return;
        }
        located |= failure instanceof ClientFailure.TimedOut;
        boolean silent = !cancelled || unanswered != null || !context.isInvite();
        if (silent && from.destination() instanceof Hop hop) {
            context.proxy().locator().health().failed(hop, context.proxy().stack().now());
        }
        if (cancelled) {
            finish(ended());
            return;
        }
        note(failure.cause());
        tryNext(
                switch (failure) {
                    // RFC 4320 §4.2: nobody is told 408 for a request other than INVITE
                    case ClientFailure.TimedOut(Cause cause) ->
                            context.isInvite() ? context.reply(408, cause) : null;
                    case ClientFailure.TransportFailed(Cause cause) ->
                            context.reply(lost(from.destination()), cause);
                });
    }

    /// Goes another way to the same client, where the last one turned out to lead nowhere: RFC 5626
    /// §7.
    ///
    /// @return whether there is one
    private boolean startedAnew() {
        Target next = cancelled || provisional ? null : target.next();
        if (next == null) {
            return false;
        }
        target = next;
        nextHop = target.located(context.request().message());
        untried.clear();
        start();
        return true;
    }

    /// What stands for a place to which nothing can be sent: RFC 3261 §16.9, RFC 5626 §5.3.1 for
    /// the flow that led to it.
    private int lost(Destination to) {
        FlowUse flow = target.flow();
        if (flow == null || !flow.flow().equals(to)) {
            return 503;
        }
        return flow.loss() == FlowLoss.FLOW_FAILED ? 430 : 480;
    }

    /// What comes after a final response changes nothing here.
    @Override
    public boolean hearsEnd() {
        return false;
    }

    /// Whether the word of the next hop counts, RFC 3325 §5.
    private boolean believed(ClientTransaction from) {
        return context.proxy().border().trusts(from.destination(), nextHop);
    }

    /// Ends it.
    ///
    /// @param how null where there is nothing to say
    private void finish(@Nullable Reply how) {
        done = true;
        outcome = how;
        stopTimerC();
        stopAbsence();
        untried.clear();
        context.finished(how);
    }

    private void stopAbsence() {
        gone = null;
        if (absence != null) {
            absence.cancel();
            absence = null;
        }
    }

    private void found(Located located) {
        if (done) {
            return;
        }
        // what belongs to a dialog goes to a server that wants no new work, too
        boolean inDialog = context.request().grant().given();
        untried.addAll(inDialog ? located.everyHop() : located.hops());
        if (located.failure() == null && !located.steps().isEmpty()) {
            note(new Cause.Located(located.host(), located.steps()));
        }
        tryNext(located.failure() == null ? null : notLocated(located, located.failure()));
    }

    /// For a URI that the caller chose, 404 where there is no such server; for a binding of ours a
    /// 503 like any hop that cannot be reached. 504 where the DNS kept us waiting.
    private @Nullable Reply notLocated(Located located, Cause.NotLocated.Reason reason) {
        boolean chosen = target.uri().equals(context.request().message().requestUri());
        int status =
                switch (reason) {
                    case TIMED_OUT -> 504;
                    case NO_SERVER, NOT_A_SIP_URI -> chosen ? 404 : 503;
                    case NO_TRANSPORT, NO_FAMILY, DNS_FAILED, RESTING -> 503;
                };
        Reply lost = reply(status, located.cause());
        unsent = false;
        return lost;
    }

    /// Sends the request to the next hop.
    ///
    /// @param last how the hop before it ended
    private void tryNext(@Nullable Reply last) {
        Reply failure = last;
        Destination to = cancelled ? null : untried.poll();
        while (to != null) {
            begin();
            Reply refused = context.refused(target, to);
            if (refused != null) {
                note(refused.cause());
                unsent = false;
                failure = refused;
                to = untried.poll();
                continue;
            }
            var marks = new RequestForwarder.Marks(context.nextBranch(), share.breadth(), full);
            SipRequest copy =
                    context.proxy().forwarder().forward(context.request(), target, to, marks);
            if (copy != null) {
                restartTimerC();
                unsent = false;
                sentAt = context.proxy().stack().now();
                transaction = context.proxy().stack().send(copy, to, this);
                probe(to);
                return;
            }
            failure = reply(503, new Cause.TransportFailed(to, "no socket"));
            unsent = false;
            to = untried.poll();
        }
        if (!located && !cancelled) {
            locate();
        } else if (!startedAnew()) {
            finish(failure);
        }
    }

    /// Asks a browser at once whether it is there, which its machine answers by itself: a caller
    /// does not wait for half a minute for one that went away without a word.
    private void probe(Destination to) {
        boolean webSocket = to.transport() == Transport.WS || to.transport() == Transport.WSS;
        if (webSocket && context.isInvite() && to instanceof Flow flow) {
            context.proxy().stack().keepAlive(flow);
        }
    }

    private void succeeded(ClientTransaction from, SipResponse response) {
        boolean believed = believed(from);
        SipResponse upstream = context.upstream(response, believed);
        Cause cause = new Cause.Received(from.destination(), response.status());
        boolean first = !done;
        done = true;
        stopTimerC();
        from.forgetRequest();
        if (upstream != null) {
            context.noteSuccess(attempt, cause);
            context.succeeded(upstream, cause);
            context.relay(from, believed);
        } else if (first) {
            finish(invalid());
        }
    }

    private void failed(ClientTransaction from, SipResponse response) {
        boolean unclear = response.status() == 438 && !cancelled && mayBeClearer(from);
        from.forgetRequest();
        SipResponse upstream = context.upstream(response, believed(from));
        Cause cause = new Cause.Received(from.destination(), response.status());
        Reply received = upstream == null ? invalid() : new Reply(upstream, cause);
        if (upstream != null) {
            note(cause);
        }
        judge(from.destination(), response);
        if (response.status() == 503 && !cancelled && !untried.isEmpty()) {
            tryNext(received);
        } else if (unclear) {
            full = true;
            untried.addFirst(from.destination());
            tryNext(received);
        } else if (response.status() == 487 && unanswered != null) {
            finish(ended());
        } else if (response.status() == 430 && !target.path().isEmpty()) {
            flowFailed(cause);
        } else {
            finish(received == null ? null : context.recurse(this, received));
        }
    }

    /// Whether we signed this in the compact form, which the verifier has to complete from what it
    /// got: the full form is tried once, RFC 8224 §6.1.1.
    private boolean mayBeClearer(ClientTransaction from) {
        Identity ours = from.request().read(Identity.FIELD).first();
        return !full
                && ours != null
                && ours.compact()
                && !context.request().message().has(HeaderName.IDENTITY);
    }

    /// The edge proxy of a registered client has no flow to it. No caller is ever told 430: RFC
    /// 5626 §11.5.
    private void flowFailed(Cause cause) {
        if (!cancelled) {
            context.proxy().reach().flowFailed(context.request(), target);
        }
        if (!startedAnew()) {
            finish(context.reply(480, cause));
        }
    }

    /// Remembers what a response says of its server: RFC 3261 §21.5.4, RFC 3263 §4.3.
    private void judge(Destination from, SipResponse response) {
        if (from instanceof Hop hop) {
            ServerHealth health = context.proxy().locator().health();
            long now = context.proxy().stack().now();
            if (response.status() == 503) {
                RetryAfter wait = response.read(RetryAfter.FIELD).first();
                health.unavailable(hop, wait == null ? Duration.ZERO : wait.delay(), now);
            } else {
                health.answered(hop, now);
            }
        }
    }

    /// What stands for a response that makes no sense.
    private @Nullable Reply invalid() {
        return reply(502, new Cause.CheckFailed(Check.RESPONSE, "Via"));
    }

    /// What stands for a branch that we ended.
    private @Nullable Reply ended() {
        if (!context.isInvite()) {
            return null;
        }
        return unanswered == null ? reply(487, ender) : reply(408, unanswered);
    }

    private void restartTimerC() {
        if (context.isInvite()) {
            if (timerC == null) {
                timerC = new TimerC(context.proxy().stack(), this::timerCFired);
            }
            timerC.restart();
        }
    }

    private void stopTimerC() {
        if (timerC != null) {
            timerC.stop();
        }
    }

    /// Notes that the request has no time left, where the branch still waits.
    void overdue() {
        if (!done && transaction != null) {
            note(fired(TimerName.F, transaction));
        }
    }

    private Cause fired(TimerName timer, ClientTransaction transaction) {
        Duration waited = Duration.ofNanos(context.proxy().stack().now() - sentAt);
        return new Cause.TimerFired(
                timer, transaction.tally(waited), waited, transaction.destination());
    }

    /// RFC 3261 §16.8. Without a provisional response the transaction goes on until Timer B ends
    /// it: a late 2xx is still forwarded.
    private void timerCFired() {
        if (transaction != null) {
            unanswered = fired(TimerName.C, transaction);
        }
        if (provisional) {
            cancel(unanswered == null ? ender : unanswered);
        } else {
            finish(ended());
        }
    }
}
