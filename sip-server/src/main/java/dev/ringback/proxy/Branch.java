package dev.ringback.proxy;

import dev.ringback.locate.Located;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Destination;
import dev.ringback.stack.TimerQueue;
import dev.ringback.transaction.ClientFailure;
import dev.ringback.transaction.ClientTransaction;
import dev.ringback.transaction.ClientTransactionUser;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// One target of a forwarded request and what became of it. Whatever kills a branch stays its own
/// trouble: the others go on.
final class Branch implements ClientTransactionUser {
    private final ResponseContext context;
    private final Target target;
    private final Deque<Destination> untried = new ArrayDeque<>(1);
    private @Nullable ClientTransaction transaction;
    private TimerQueue.@Nullable Timer timerC;
    private @Nullable SipResponse finalResponse;
    private boolean done;
    private boolean cancelled;

    Branch(ResponseContext context, Target target) {
        this.context = context;
        this.target = target;
    }

    /// Finds where the target is and sends the request there.
    void start() {
        SipRequest request = context.request().message();
        context.proxy()
                .locator()
                .locate(RequestForwarder.nextHop(request, target.uri()), this::found);
    }

    /// Whether nothing more is awaited of this branch.
    boolean done() {
        return done;
    }

    /// The final response other than 2xx, or null where there is none.
    @Nullable SipResponse finalResponse() {
        return finalResponse;
    }

    /// Ends an INVITE branch that has no final response yet, RFC 3261 §16.10.
    void cancel() {
        if (done || cancelled) {
            return;
        }
        cancelled = true;
        if (transaction == null) {
            untried.clear();
            fail(487);
        } else {
            transaction.cancel();
        }
    }

    @Override
    public void response(ClientTransaction from, SipResponse response) {
        if (response.provisional()) {
            if (response.status() > 100) {
                restartTimerC();
            }
        } else {
            stopTimerC();
            done = true;
            from.forgetRequest();
        }
        context.received(this, response);
    }

    @Override
    public void failed(ClientTransaction from, ClientFailure failure) {
        stopTimerC();
        transaction = null;
        switch (failure) {
            case ClientFailure.TimedOut _ -> timedOut();
            case ClientFailure.TransportFailed _ -> tryNext();
        }
    }

    void keep(SipResponse response) {
        finalResponse = response;
    }

    private void found(Located located) {
        if (done) {
            return;
        }
        untried.addAll(located.hops());
        if (target.flow() != null) {
            untried.add(target.flow());
        }
        tryNext();
    }

    private void tryNext() {
        Destination to = cancelled ? null : untried.poll();
        while (to != null) {
            String branch = context.nextBranch();
            SipRequest copy =
                    context.proxy()
                            .forwarder()
                            .forward(context.request(), target.uri(), to, branch);
            if (copy != null) {
                startTimerC();
                transaction = context.proxy().stack().send(copy, to, this);
                return;
            }
            to = untried.poll();
        }
        fail(cancelled ? 487 : 503);
    }

    private void timedOut() {
        if (!invite()) {
            // RFC 4320 §4.2: nobody is told 408 for a request other than INVITE.
            done = true;
            context.settled();
        } else {
            fail(cancelled ? 487 : 408);
        }
    }

    private void fail(int status) {
        done = true;
        context.fail(this, status);
    }

    private boolean invite() {
        return context.isInvite();
    }

    private void startTimerC() {
        if (invite()) {
            timerC =
                    context.proxy()
                            .stack()
                            .schedule(context.proxy().stack().timers().c(), this::timerCFired);
        }
    }

    private void restartTimerC() {
        stopTimerC();
        startTimerC();
    }

    private void stopTimerC() {
        if (timerC != null) {
            timerC.cancel();
            timerC = null;
        }
    }

    /// RFC 3261 §16.8. Timer C runs far longer than Timer B, so a provisional response has come.
    private void timerCFired() {
        timerC = null;
        cancel();
    }
}
