package dev.ringback.testkit.agent;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Destination;
import dev.ringback.stack.Hop;
import dev.ringback.stack.SipStack;
import dev.ringback.testkit.agent.CallBook.Belief;
import dev.ringback.testkit.agent.CallBook.DialogName;
import dev.ringback.transaction.ClientFailure;
import dev.ringback.transaction.ClientTransaction;
import dev.ringback.transaction.ClientTransactionUser;
import dev.ringback.uri.Uri;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A call that a [SimUserAgent] placed, as it sees it (RFC 3261 §13.2).
public final class OutgoingCall implements ClientTransactionUser {
    /// How long a caller waits for an answer at most; nothing below it ends a call that rings.
    public static final Duration PATIENCE = Duration.ofMinutes(4);

    private final SimUserAgent agent;
    private final SipStack stack;
    private final CallPlan plan;
    private final String callId;
    private final CallBook.Attempt attempt;
    private final CallTimers timers;
    private final Map<DialogName, CallDialog> dialogs = new LinkedHashMap<>();
    private @Nullable SipRequest invite;
    private @Nullable CallDialog first;
    private boolean givenUp;
    private boolean settled;

    OutgoingCall(SimUserAgent agent, CallPlan plan) {
        this.agent = agent;
        this.stack = agent.stack();
        this.plan = plan;
        this.timers = new CallTimers(stack);
        this.callId = stack.ids().callId();
        this.attempt = new CallBook.Attempt(agent.name(), callId, stack.ids().tag());
    }

    /// Its Call-ID.
    public String callId() {
        return callId;
    }

    /// Whether it has had a final outcome: an answer, a refusal or none in time.
    public boolean settled() {
        return settled;
    }

    void start(Uri target, Destination hop) {
        SipRequest request =
                SipRequest.builder(Method.INVITE, target)
                        .set(HeaderName.VIA, agent.via(hop))
                        .set(HeaderName.MAX_FORWARDS, "70")
                        .set(HeaderName.FROM, agent.address() + ";tag=" + attempt.tag())
                        .set(HeaderName.TO, "<" + target + ">")
                        .set(HeaderName.CALL_ID, callId)
                        .set(HeaderName.CSEQ, "1 INVITE")
                        .set(HeaderName.CONTACT, agent.contact())
                        .build();
        invite = request;
        agent.book().begins(attempt);
        ClientTransaction transaction = stack.send(request, hop, this);
        Duration patience = plan.cancelAfter() == null ? PATIENCE : plan.cancelAfter();
        timers.start(patience, () -> giveUp(transaction));
    }

    @Override
    public void response(ClientTransaction transaction, SipResponse response) {
        if (response.success()) {
            answered(response);
        } else if (response.finalResponse()) {
            settle(Integer.toString(response.status()));
        }
    }

    @Override
    public void failed(ClientTransaction transaction, ClientFailure failure) {
        settle("failed");
    }

    /// Takes a 2xx: the first, a repeated one, or one of another fork (§13.2.2.4).
    void answered(SipResponse ok) {
        SipRequest request = invite;
        if (request == null) {
            return;
        }
        DialogName name = CallDialog.nameOf(ok);
        CallDialog known = dialogs.get(name);
        if (known != null) {
            acknowledge(known);
            return;
        }
        CallDialog dialog = CallDialog.caller(request, ok);
        dialogs.put(name, dialog);
        believe(dialog, Belief.CONFIRMED);
        acknowledge(dialog);
        boolean wanted = first == null && !givenUp && !settled;
        first = first == null ? dialog : first;
        settle("answered");
        if (!wanted) {
            hangUp(dialog);
        } else if (plan.hangUpAfter() != null) {
            timers.start(plan.hangUpAfter(), () -> hangUp(dialog));
        }
    }

    @Nullable CallDialog dialog(DialogName name) {
        return dialogs.get(name);
    }

    void endedByPeer(CallDialog dialog) {
        end(dialog);
    }

    int timerCount() {
        return timers.count();
    }

    private void giveUp(ClientTransaction transaction) {
        if (!settled) {
            givenUp = true;
            transaction.cancel();
        }
    }

    private void settle(String outcome) {
        if (!settled) {
            settled = true;
            timers.stop();
            agent.book().settles(attempt, outcome);
        }
    }

    private void acknowledge(CallDialog dialog) {
        agent.locate(
                dialog.nextHop(),
                hop -> {
                    if (hop != null) {
                        stack.sendStateless(ackOf(dialog, hop), hop);
                    }
                });
    }

    private SipRequest ackOf(CallDialog dialog, Hop hop) {
        if (dialog.ack == null) {
            dialog.ack = dialog.acknowledgement().addFirst(HeaderName.VIA, agent.via(hop)).build();
        }
        return dialog.ack;
    }

    private void hangUp(CallDialog dialog) {
        if (!dialog.ended) {
            end(dialog);
            new Goodbye(agent, dialog).start();
        }
    }

    private void end(CallDialog dialog) {
        dialog.ended = true;
        if (dialog == first) {
            timers.stop();
        }
        believe(dialog, Belief.ENDED);
    }

    private void believe(CallDialog dialog, Belief belief) {
        agent.book().callerBelieves(dialog.name, agent.name(), belief);
    }
}
