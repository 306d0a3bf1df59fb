package dev.ringback.subscription;

import dev.ringback.cause.Check;
import dev.ringback.dialog.Dialog;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.event.Event;
import dev.ringback.header.event.SubscriptionState;
import dev.ringback.header.time.Expires;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.reaction.Sent;
import dev.ringback.stack.TimerQueue;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.useragent.DialogUsage;
import dev.ringback.useragent.LocalAgent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The state `notify_wait` of RFC 6665 §4.1.2: waits for the NOTIFY requests that one request
/// outside of dialogs brings, a SUBSCRIBE or a REFER, and makes a dialog and a [SubscriptionUsage]
/// of each (§4.4.1). They may come before the response, and from several notifiers where the
/// request was forked. Timer N ends it: later ones are answered 481 by the core.
public final class NotifyWait implements DialogUsage {
    private final UsageContext context;
    private final SubscriptionPlan plan;
    private final SubscriptionListener listener;
    private final Runnable silent;
    private final String callId;
    private final String tag;
    private final List<SubscriptionUsage> usages = new ArrayList<>();
    private @Nullable SipRequest request;
    private @Nullable Sent accepted;
    private Duration granted;
    private boolean waiting;
    private TimerQueue.@Nullable Timer timerN;

    /// @param callId the Call-ID of the request
    /// @param tag the tag in its From
    /// @param silent called when Timer N fires and no NOTIFY has come
    public NotifyWait(
            UsageContext context,
            SubscriptionPlan plan,
            SubscriptionListener listener,
            Runnable silent,
            String callId,
            String tag) {
        this.context = context;
        this.plan = plan;
        this.listener = listener;
        this.silent = silent;
        this.callId = callId;
        this.tag = tag;
        this.granted = plan.lifetime();
    }

    /// Begins to wait, or goes on for another sending of the request: Timer N starts anew.
    ///
    /// @param sending the request as it is sent; its Via does not matter
    public void begin(SipRequest sending) {
        request = sending;
        if (!waiting) {
            waiting = true;
            context.core().expect(callId, tag, this);
        }
        startN();
    }

    /// The same request goes to another server: Timer N starts anew.
    void sentAgain() {
        if (waiting) {
            startN();
        }
    }

    private void startN() {
        stopN();
        timerN = context.stack().schedule(context.stack().timers().f(), this::timerNFired);
    }

    /// The request was accepted: from here on it is known for how long, unless a NOTIFY says so.
    public void accepted(SipResponse response, Sent sent) {
        accepted = sent;
        Long seconds = response.read(Expires.FIELD).first();
        if (seconds != null) {
            granted = Duration.ofSeconds(seconds);
        }
        String from = response.to().tag();
        for (SubscriptionUsage usage : List.copyOf(usages)) {
            if (usage.id().remoteTag().equals(from)) {
                usage.accepted(response, sent);
            }
        }
        if (response.status() == 204) {
            stopN();
        }
    }

    /// Ends the wait. What was established goes on.
    public void end() {
        stopN();
        if (waiting) {
            waiting = false;
            context.core().expectNoMore(callId, tag, this);
        }
    }

    /// The subscriptions that came of it and are not over.
    public List<SubscriptionUsage> usages() {
        usages.removeIf(SubscriptionUsage::terminated);
        return List.copyOf(usages);
    }

    /// Whether it still waits.
    public boolean waiting() {
        return waiting;
    }

    @Override
    public LocalAgent agent() {
        return context.agent();
    }

    @Override
    public boolean request(ServerTransaction transaction) {
        SipRequest notify = transaction.request();
        SipRequest sent = request;
        Event event = notify.read(Event.FIELD).first();
        if (sent == null || event == null || !notify.method().equals(Method.NOTIFY)) {
            return false;
        }
        if (!plan.kind().matches(event)) {
            return false;
        }
        if (notify.read(SubscriptionState.FIELD).first() == null) {
            Answers.refuse(context, transaction, 400, Check.EVENT, "Subscription-State");
        } else if (!plan.kind().forks() && !usages().isEmpty()) {
            Answers.refuse(context, transaction, 481, Check.DIALOG, "fork");
        } else {
            establish(transaction, sent);
        }
        return true;
    }

    private void establish(ServerTransaction transaction, SipRequest sent) {
        Dialog dialog = Dialog.ofNotify(sent, transaction.request());
        if (accepted != null) {
            dialog.numbers().passed(accepted.request().cSeq().number());
        }
        SubscriptionUsage usage =
                SubscriptionUsage.awaiting(context, dialog, plan, listener, granted);
        usages.add(usage);
        if (!plan.kind().forks()) {
            stopN();
        }
        usage.request(transaction);
    }

    private void timerNFired() {
        boolean nobody = usages.isEmpty();
        end();
        if (nobody) {
            silent.run();
        }
    }

    private void stopN() {
        if (timerN != null) {
            timerN.cancel();
        }
    }

    /// A request as far as the dialogs that it forms depend on it, before it is known where it
    /// leaves.
    ///
    /// @param draft the request without Via
    public static SipRequest preview(SipRequest.Builder draft) {
        SipRequest made =
                draft.set(HeaderName.VIA, "SIP/2.0/UDP ringback.invalid;branch=z9hG4bK0").build();
        draft.remove(HeaderName.VIA);
        return made;
    }
}
