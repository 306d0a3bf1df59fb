package dev.ringback.proxy;

import dev.ringback.cause.Cause;
import dev.ringback.cause.CauseGraph;
import dev.ringback.cause.Check;
import dev.ringback.cause.Reply;
import dev.ringback.cause.Resource;
import dev.ringback.flow.FlowLoss;
import dev.ringback.flow.FlowRule;
import dev.ringback.flow.FlowUse;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.address.Contact;
import dev.ringback.header.route.Via;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.overload.OverloadClient;
import dev.ringback.stack.Destination;
import dev.ringback.stack.Notice;
import dev.ringback.stack.Priority;
import dev.ringback.transaction.ClientTransaction;
import dev.ringback.transaction.ResponseRoute;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.transaction.ServerTransactionUser;
import dev.ringback.uri.Uri;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything about one forwarded request: its server transaction, its [Search], and the choice of
/// what goes back. RFC 3261 §16.7 and §16.10.
final class ResponseContext implements ServerTransactionUser, Forwarding {
    private final ProxyCore proxy;
    private final ServerTransaction server;
    private final boolean invite;
    private final Via caller;
    private final @Nullable String from;
    private final Search search;
    private @Nullable ProxyRequest request;
    private @Nullable String fingerprint;
    private @Nullable Reply unfit;
    private Fallback fallback = Fallback.NONE;
    private boolean answered;
    private boolean accepted;
    private @Nullable Cause cancelled;
    private int attempts;

    ResponseContext(ProxyCore proxy, ServerTransaction server, ProxyRequest request, int breadth) {
        this.proxy = proxy;
        this.server = server;
        this.request = request;
        this.invite = request.message().method().equals(Method.INVITE);
        this.caller = server.request().topVia();
        this.from = proxy.border().from(server.request(), request.message());
        this.search = new Search(this, breadth);
        this.attempts = server.attempts();
    }

    /// Tries the targets.
    void start(TargetSet targets, Fallback then) {
        server.attach(this);
        fallback = then;
        if (targets.forks() || proxy.loops().wasHere(server.request())) {
            markBranches();
        }
        add(targets);
        settled();
    }

    /// Adds the targets to which the request may go; where it may go to none, that is the answer of
    /// this try.
    private boolean add(TargetSet targets) {
        TargetSet fitting = targets.fitting(request().message().requestUri());
        if (fitting.isEmpty() && !targets.isEmpty()) {
            unfit = Validation.unfit(server.request(), proxy.stack().ids().tag());
        }
        return search.add(fitting);
    }

    ProxyCore proxy() {
        return proxy;
    }

    boolean isInvite() {
        return invite;
    }

    /// The request, as long as it may still be sent somewhere.
    ProxyRequest request() {
        if (request == null) {
            throw new IllegalStateException("answered already");
        }
        return request;
    }

    /// A new branch parameter; with the loop check's part where the request forks or was here
    /// before, RFC 5393 §4.1.
    String nextBranch() {
        String unique = proxy.stack().ids().branch();
        return fingerprint == null ? unique : LoopCheck.branch(unique, fingerprint);
    }

    /// From now on the branches say what routed the request here.
    void markBranches() {
        if (fingerprint == null) {
            fingerprint = LoopCheck.fingerprint(server.request());
        }
    }

    /// The number of the next sending of the request.
    int nextAttempt() {
        return ++attempts;
    }

    /// Notes what became of a sending.
    void note(int attempt, Cause cause) {
        server.note(attempt, cause);
    }

    /// Notes a success where it was not the only thing that happened.
    void noteSuccess(int attempt, Cause cause) {
        if (attempts > 1 || server.attempts() > 0) {
            note(attempt, cause);
        }
    }

    /// A response of ours that stands for what a branch did not get; null once the request is
    /// answered.
    @Nullable Reply reply(int status, Cause cause) {
        return answered
                ? null
                : new Reply(
                        SipResponse.replyTo(server.request(), status)
                                .toTag(proxy.stack().ids().tag())
                                .build(),
                        cause);
    }

    /// A response of ours that stands for what may not be sent there: because its server has asked
    /// to hold back (RFC 7339 §5.10), or for privacy (RFC 3323 §5). Null where it may.
    @Nullable Reply refused(Target target, Destination to) {
        long now = proxy.stack().now();
        OverloadClient overload = proxy.overload();
        if (!overload.permits(to, Priority.of(request().message()), now)) {
            int asked = Math.max(0, overload.asked(to, now));
            return reply(503, new Cause.Overloaded(Resource.NEXT_HOP, asked, asked));
        }
        if (proxy.border().idle()) {
            return null;
        }
        String left =
                String.join(
                        ", ",
                        proxy.border().refused(RequestForwarder.departure(request(), target, to)));
        if (left.isEmpty()) {
            return null;
        }
        Reply refusal = reply(500, new Cause.CheckFailed(Check.PRIVACY, left));
        return refusal == null
                ? null
                : new Reply(
                        refusal.response().edit().reason("Privacy Not Possible: " + left).build(),
                        refusal.cause());
    }

    /// A response of a next hop as it goes upstream, without our Via: §16.7 step 3. Null for one
    /// that has not the caller's Via below ours, and so leads nowhere.
    ///
    /// @param believed whether the word of its sender counts
    @Nullable SipResponse upstream(SipResponse response, boolean believed) {
        SipResponse upstream = response.withoutTopVia();
        if (upstream == null || !sameHop(upstream.topVia())) {
            proxy.stack().tell(new Notice.Dropped("response_for_nobody"));
            return null;
        }
        SipResponse known =
                from == null ? upstream : upstream.edit().set(HeaderName.FROM, from).build();
        return proxy.border().returning(known, believed, server.flow());
    }

    private boolean sameHop(Via via) {
        String branch = caller.branch();
        boolean sameBranch =
                branch == null ? via.branch() == null : branch.equalsIgnoreCase(via.branch());
        return sameBranch
                && via.port() == caller.port()
                && via.hostText().equalsIgnoreCase(caller.hostText());
    }

    /// A provisional response of a branch: all but 100 go on at once, §16.7 step 5.
    void provisional(SipResponse response, boolean believed) {
        SipResponse upstream =
                answered || response.status() == 100 ? null : upstream(response, believed);
        if (upstream != null) {
            server.respond(upstream);
        }
    }

    /// A 2xx of a branch, without our Via. It goes on at once; to an INVITE every one does, also
    /// after whatever else was answered (§16.7 steps 5 and 9).
    void succeeded(SipResponse upstream, Cause cause) {
        if (!answered || accepted) {
            if (!answered || invite) {
                answer(upstream, cause);
            }
            accepted = true;
        } else if (invite) {
            proxy.stack().sendStateless(upstream, ResponseRoute.first(caller, server.flow()));
        }
        search.end(cause);
    }

    /// Leaves the further 2xx of an INVITE that was accepted to the transactions: they go the way
    /// of the first, and nothing of this has to be kept for them. Not where that way needs what
    /// only this knows: whose word counts, or which From the caller wrote.
    ///
    /// @param believed whether the word of their sender counts
    void relay(ClientTransaction branch, boolean believed) {
        if (invite && accepted && from == null && !believed) {
            branch.relayTo(server);
        }
    }

    /// A branch is done without success.
    ///
    /// @param how null where there is nothing to say
    void finished(@Nullable Reply how) {
        if (how != null && how.response().status() >= 600) {
            search.end(how.cause());
        }
        settled();
    }

    /// Follows a redirection where that is wanted and allowed: §16.5, §16.7 step 4.
    ///
    /// @return what is left of the response; null where nothing is
    @Nullable Reply recurse(Branch branch, Reply received) {
        boolean follows =
                !answered
                        && !search.ended()
                        && Redirection.mayFollow(received.response())
                        && proxy.recurses(request(), branch.share().depth());
        if (!follows) {
            return received;
        }
        Redirection redirection =
                Redirection.of(request(), received.response(), proxy.reach(), search::mayAdd);
        if (!redirection.targets().isEmpty()) {
            markBranches();
            search.redirect(branch, TargetSet.byPreference(redirection.targets()));
        }
        SipResponse rest = redirection.rest();
        return rest == null ? null : new Reply(rest, received.cause());
    }

    @Override
    public void cancelled(SipRequest cancel) {
        gaveUp(new Cause.Cancelled());
    }

    private void gaveUp(Cause cause) {
        cancelled = cause;
        server.note(CauseGraph.NO_ATTEMPT, cause);
        search.end(cause);
        settled();
    }

    /// A caller that is reached by its connection alone hears no answer any more: nobody rings for
    /// it, as if it had cancelled (RFC 3261 §16.10).
    @Override
    public void flowClosed() {
        if (!answered && cancelled == null && reachedByFlowAlone()) {
            gaveUp(new Cause.TransportFailed(server.flow(), "connection closed"));
        }
    }

    private boolean reachedByFlowAlone() {
        SipRequest received = server.request();
        Contact contact = received.read(Contact.FIELD).first();
        Uri uri = contact == null ? null : contact.uri();
        FlowUse use = uri == null ? null : FlowRule.of(received, uri, server.flow());
        return use != null && use.loss() != FlowLoss.RESOLVE;
    }

    @Override
    public void giveUp() {
        if (!answered) {
            search.giveUp();
        }
    }

    /// The request is not answered in time, or its 100 reached nobody, and nobody waits any more:
    /// no new branch for it. That an answer could not be sent ends nothing else, §16.9.
    @Override
    public void failed(Failure failure) {
        if (answered || !server.ended()) {
            return;
        }
        switch (failure) {
            case NOT_ANSWERED, NO_ACK -> search.overdue();
            case NOT_SENT ->
                    server.note(
                            CauseGraph.NO_ATTEMPT,
                            new Cause.TransportFailed(server.flow(), "response not sent"));
        }
        server.leaveUnanswered();
        stop();
    }

    /// What comes after the final response changes nothing here.
    @Override
    public boolean hearsEnd() {
        return false;
    }

    @Override
    public void faulted() {
        stop();
    }

    /// All is told already.
    private void stop() {
        answered = true;
        search.end(new Cause.Decided("proxy"));
        request = null;
    }

    /// When all branches are done, the next group is tried; where there is none and nothing final
    /// went back, the best response does: §16.7 step 6.
    void settled() {
        while (!answered && search.idle()) {
            if (search.startNext()) {
                continue;
            }
            Reply best = BestResponse.choose(outcomes(), cancelled != null);
            if (best == null || !fellBack(best)) {
                conclude(best);
                return;
            }
        }
    }

    /// What the branches say. No 408 for a request other than INVITE, RFC 4320 §4.2.
    private List<Reply> outcomes() {
        List<Reply> outcomes = new ArrayList<>(search.branches().size());
        for (Branch branch : search.branches()) {
            Reply outcome = branch.outcome();
            if (outcome != null && (invite || outcome.response().status() != 408)) {
                outcomes.add(outcome);
            }
        }
        if (unfit != null) {
            outcomes.add(unfit);
        }
        return outcomes;
    }

    private void conclude(@Nullable Reply best) {
        if (best != null) {
            Cause gaveUp = best.response().status() == 487 ? cancelled : null;
            answer(best.response(), gaveUp == null ? best.cause() : gaveUp);
        } else if (!invite) {
            server.leaveUnanswered();
            request = null;
            answered = true;
        }
    }

    private boolean fellBack(Reply best) {
        if (search.ended()) {
            return false;
        }
        Fallback asked = fallback;
        fallback = Fallback.NONE;
        return switch (asked.after(best.response(), best.cause())) {
            case Fallback.Try(TargetSet targets, SipResponse first, Fallback then) -> {
                if (first != null) {
                    server.respond(first);
                }
                fallback = then;
                markBranches();
                yield add(targets);
            }
            case Fallback.Answer(SipResponse response, Cause cause) -> {
                answer(response, cause);
                yield true;
            }
            case Fallback.HandOver(Runnable next) -> {
                answered = true;
                request = null;
                next.run();
                yield true;
            }
            case null -> false;
        };
    }

    private void answer(SipResponse response, Cause cause) {
        answered = true;
        request = null;
        server.respond(response, cause);
    }
}
