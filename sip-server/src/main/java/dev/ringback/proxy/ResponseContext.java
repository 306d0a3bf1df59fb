package dev.ringback.proxy;

import dev.ringback.cause.Cause;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.route.Via;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Notice;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.transaction.ServerTransactionUser;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything about one forwarded request: its server transaction, its branches, and the choice of
/// what goes back. RFC 3261 §16.7 and §16.10.
final class ResponseContext implements ServerTransactionUser, Forwarding {
    private final ProxyCore proxy;
    private final ServerTransaction server;
    private final boolean invite;
    private @Nullable ProxyRequest request;
    private final String fingerprint;
    private final List<Branch> branches = new ArrayList<>();
    private boolean answered;
    private boolean starting;
    private boolean ended;
    private final Deque<List<Target>> groups = new ArrayDeque<>(1);
    private Fallback fallback = Fallback.NONE;

    ResponseContext(
            ProxyCore proxy, ServerTransaction server, ProxyRequest request, String fingerprint) {
        this.proxy = proxy;
        this.server = server;
        this.request = request;
        this.invite = request.message().method().equals(Method.INVITE);
        this.fingerprint = fingerprint;
    }

    /// Tries the targets.
    void start(TargetSet targets, Fallback then) {
        server.attach(this);
        groups.addAll(targets.groups());
        fallback = then;
        settled();
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

    String nextBranch() {
        return LoopCheck.branch(proxy.stack().ids().branch(), fingerprint);
    }

    /// A response of a branch.
    void received(Branch branch, SipResponse response) {
        if (!hasViaBelowOurs(response)) {
            proxy.stack().tell(new Notice.Dropped("response_for_nobody"));
            if (branch.done() && !response.success()) {
                fail(branch, 502);
            }
            return;
        }
        if (response.status() == 100) {
            return;
        }
        SipResponse upstream = response.edit().removeFirst(HeaderName.VIA).build();
        if (response.provisional()) {
            forwardProvisional(upstream);
        } else if (response.success()) {
            forwardSuccess(upstream);
        } else {
            branch.keep(upstream);
            if (response.status() >= 600) {
                cancelPending();
            }
            settled();
        }
    }

    /// A branch is done: when it was the last one, the next group is tried; when there is none and
    /// nothing final went back, the best response does.
    void settled() {
        while (!starting && !answered && branches.stream().allMatch(Branch::done)) {
            if (groups.isEmpty() && !fellBack()) {
                conclude();
                return;
            }
            if (!answered) {
                startGroup();
            }
        }
    }

    private void startGroup() {
        starting = true;
        List<Target> group = groups.removeFirst();
        int first = branches.size();
        group.forEach(target -> branches.add(new Branch(this, target)));
        branches.subList(first, branches.size()).forEach(Branch::start);
        starting = false;
    }

    private boolean fellBack() {
        SipResponse best = ended ? null : BestResponse.choose(finals());
        if (best == null || best.status() >= 600) {
            return false;
        }
        Fallback asked = fallback;
        fallback = Fallback.NONE;
        switch (asked.after(best, new Cause.Decided("proxy"))) {
            case Fallback.Try(TargetSet targets, SipResponse first, Fallback then) -> {
                if (first != null) {
                    server.respond(first);
                }
                groups.addAll(targets.groups());
                fallback = then;
            }
            case Fallback.Answer(SipResponse response, Cause cause) -> {
                answered = true;
                server.respond(response, cause);
            }
            case Fallback.HandOver(Runnable next) -> {
                answered = true;
                request = null;
                next.run();
            }
            case null -> {}
        }
        return answered || !groups.isEmpty();
    }

    private void conclude() {
        SipResponse best = BestResponse.choose(finals());
        if (best != null) {
            answer(best);
        }
    }

    private List<SipResponse> finals() {
        List<SipResponse> finals = new ArrayList<>();
        for (Branch branch : branches) {
            SipResponse response = branch.finalResponse();
            if (response != null) {
                finals.add(response);
            }
        }
        return finals;
    }

    /// A branch is done without a response: one of our own stands for it.
    void fail(Branch branch, int status) {
        if (!answered) {
            branch.keep(
                    SipResponse.replyTo(server.request(), status)
                            .toTag(proxy.stack().ids().tag())
                            .build());
            settled();
        }
    }

    @Override
    public void cancelled(SipRequest cancel) {
        cancelPending();
    }

    @Override
    public void giveUp() {
        if (!answered) {
            groups.clear();
            List.copyOf(branches).forEach(Branch::cancel);
        }
    }

    @Override
    public void faulted() {
        answered = true;
        request = null;
        groups.clear();
        List.copyOf(branches).forEach(Branch::cancel);
    }

    private void forwardProvisional(SipResponse response) {
        if (!answered) {
            server.respond(response);
        }
    }

    private void forwardSuccess(SipResponse response) {
        answer(response);
        cancelPending();
    }

    private void answer(SipResponse response) {
        answered = true;
        request = null;
        server.respond(response);
    }

    private void cancelPending() {
        ended = true;
        groups.clear();
        branches.forEach(Branch::cancel);
    }

    private static boolean hasViaBelowOurs(SipResponse response) {
        return response.values(HeaderName.VIA).size() > 1
                || response.read(Via.FIELD).values().size() > 1;
    }
}
