package dev.ringback.testkit.agent;

import dev.ringback.header.HeaderName;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.SipStack;
import dev.ringback.testkit.agent.CallBook.Belief;
import dev.ringback.testkit.agent.CallBook.DialogName;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.transaction.ServerTransactionUser;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A call that a [SimUserAgent] was offered, as it sees it (RFC 3261 §13.3).
public final class IncomingCall implements ServerTransactionUser {
    private final SimUserAgent agent;
    private final SipStack stack;
    private final ServerTransaction transaction;
    private final SipRequest invite;
    private final AnswerPlan plan;
    private final String tag;
    private final CallBook.Attempt attempt;
    private final CallTimers timers;
    private @Nullable SipResponse ok;
    private @Nullable CallDialog dialog;
    private boolean settled;
    private boolean acknowledged;

    IncomingCall(SimUserAgent agent, ServerTransaction transaction, AnswerPlan plan) {
        this.agent = agent;
        this.stack = agent.stack();
        this.transaction = transaction;
        this.invite = transaction.request();
        this.plan = plan;
        this.timers = new CallTimers(stack);
        this.tag = stack.ids().tag();
        this.attempt = new CallBook.Attempt(agent.name(), invite.callId(), tag);
    }

    /// The INVITE that offers the call.
    public SipRequest invite() {
        return invite;
    }

    /// Whether the callee has given its final answer.
    public boolean settled() {
        return settled;
    }

    /// Whether the ACK of its 2xx has arrived.
    public boolean confirmed() {
        return acknowledged;
    }

    void start() {
        agent.book().begins(attempt);
        transaction.attach(this);
        List<Integer> provisionals = plan.provisionals();
        for (int i = 0; i < provisionals.size(); i++) {
            int status = provisionals.get(i);
            Duration at = plan.answerAfter().multipliedBy(i).dividedBy(provisionals.size());
            timers.start(at, () -> progress(status));
        }
        timers.start(plan.answerAfter(), this::answer);
    }

    @Override
    public void cancelled(SipRequest cancel) {
        settle(487);
    }

    boolean isFor(DialogName name) {
        return dialog != null && dialog.name.equals(name);
    }

    void confirm() {
        CallDialog here = Objects.requireNonNull(dialog);
        if (acknowledged || here.ended) {
            return;
        }
        acknowledged = true;
        timers.stop();
        believe(Belief.CONFIRMED);
        if (plan.hangUpAfter() != null) {
            timers.start(plan.hangUpAfter(), this::hangUp);
        }
    }

    void endedByPeer() {
        end();
    }

    int timerCount() {
        return timers.count();
    }

    private void progress(int status) {
        if (!settled) {
            transaction.respond(response(status).build());
        }
    }

    private void answer() {
        settle(plan.status());
    }

    private void settle(int status) {
        if (settled) {
            return;
        }
        settled = true;
        timers.stop();
        agent.book().settles(attempt, Integer.toString(status));
        SipResponse response = response(status).build();
        if (response.success()) {
            ok = response;
            dialog = CallDialog.callee(invite, response);
            believe(Belief.ANSWERED);
            Duration t1 = agent.timers().t1();
            timers.start(t1, () -> repeat(t1, t1));
        }
        transaction.respond(response, SimUserAgent.DECIDED);
    }

    /// Repeats the 2xx until its ACK comes, at intervals that double up to T2, for 64 times T1
    /// (§13.3.1.4).
    private void repeat(Duration interval, Duration elapsed) {
        if (acknowledged || Objects.requireNonNull(dialog).ended) {
            return;
        }
        Duration t2 = agent.timers().t2();
        Duration end = agent.timers().t1().multipliedBy(64);
        if (elapsed.compareTo(end) >= 0) {
            hangUp();
            return;
        }
        transaction.respond(Objects.requireNonNull(ok), SimUserAgent.DECIDED);
        Duration twice = interval.multipliedBy(2);
        Duration next = twice.compareTo(t2) < 0 ? twice : t2;
        Duration total = elapsed.plus(next);
        timers.start(next, () -> repeat(next, total));
    }

    private void hangUp() {
        CallDialog here = Objects.requireNonNull(dialog);
        if (!here.ended) {
            end();
            new Goodbye(agent, here).start();
        }
    }

    private void end() {
        Objects.requireNonNull(dialog).ended = true;
        timers.stop();
        believe(Belief.ENDED);
    }

    private void believe(Belief belief) {
        agent.book().calleeBelieves(Objects.requireNonNull(dialog).name, agent.name(), belief);
    }

    private SipResponse.Builder response(int status) {
        SipResponse.Builder builder = SipResponse.replyTo(invite, status).toTag(tag);
        if (status < 300) {
            builder.set(HeaderName.CONTACT, agent.contact());
            SimUserAgent.copyRecordRoute(invite, builder);
        }
        return builder;
    }
}
