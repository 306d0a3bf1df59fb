package dev.ringback.subscription;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.cause.Element;
import dev.ringback.dialog.Dialog;
import dev.ringback.dialog.DialogId;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.event.Event;
import dev.ringback.header.time.Expires;
import dev.ringback.header.time.MinExpires;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.reaction.SipFailure;
import dev.ringback.stack.TimerQueue;
import dev.ringback.subscription.NotifierMachine.Action;
import dev.ringback.subscription.NotifierMachine.State;
import dev.ringback.transaction.ServerTransaction;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One subscription at its notifier, a usage of a dialog: RFC 6665 §4.2. It tells what changes, not
/// faster than its event package permits and one NOTIFY at a time, the newest state only; it ends
/// when it is not refreshed. On the stack's thread only.
public final class NotifierUsage extends SubscriptionSide {
    private final Event event;
    private final EventPackage pack;
    private final NotifierListener listener;
    private final Notifications notifications;
    private State state = State.RESP_WAIT;
    private String ending = "";
    private TimerQueue.@Nullable Timer expiry;

    private NotifierUsage(
            UsageContext context,
            Dialog dialog,
            Event event,
            EventPackage pack,
            NotifierListener listener) {
        super(context, dialog);
        this.event = event;
        this.pack = pack;
        this.listener = listener;
        this.notifications = new Notifications(context, dialog, pack.pace(), this::notifyFailed);
    }

    /// One in a dialog, for so long. It tells nothing before it is [#permit]ted or [#ask]s.
    ///
    /// @param event the Event of its SUBSCRIBE, or `refer` with an `id` where a REFER implies it
    /// @param lifetime for how long; zero for who only asks for the present state
    public static NotifierUsage begin(
            UsageContext context,
            Dialog dialog,
            Event event,
            EventPackage pack,
            Duration lifetime,
            NotifierListener listener) {
        var usage = new NotifierUsage(context, dialog, event, pack, listener);
        usage.granted(lifetime);
        context.core().enter(dialog, usage);
        return usage;
    }

    /// What it is subscribed to.
    public Event event() {
        return event;
    }

    /// Whether it is in force or waits for permission.
    public boolean alive() {
        return state != State.TERMINATED;
    }

    /// Whether it waits for permission.
    public boolean pending() {
        return state == State.PENDING;
    }

    /// The policy permits it: the state is told from now on.
    public void permit() {
        fire(NotifierMachine.Event.GRANTED);
    }

    /// The policy has to ask somebody: until then it is pending.
    public void ask() {
        fire(NotifierMachine.Event.POLICY_NEEDED);
    }

    /// Has a new state told, as soon as that is permitted. What was not told yet is never told.
    public void tell(EventState present) {
        notifications.present(present);
        fire(NotifierMachine.Event.CHANGED);
    }

    /// Gives the state that the first NOTIFY tells, before [#permit].
    public NotifierUsage with(@Nullable EventState present) {
        if (present != null) {
            notifications.present(present);
        }
        return this;
    }

    /// Ends it with a last NOTIFY: RFC 6665 §4.1.3.
    ///
    /// @param reason such as `deactivated`, `probation`, `rejected`, `giveup`, `noresource`
    /// @param retryAfter when the subscriber may come again; null to say nothing
    public void terminate(String reason, @Nullable Duration retryAfter) {
        if (state != State.TERMINATED) {
            ending =
                    "terminated;reason="
                            + reason
                            + (retryAfter == null ? "" : ";retry-after=" + retryAfter.toSeconds());
            fire(NotifierMachine.Event.ENDED);
        }
    }

    @Override
    public boolean request(ServerTransaction transaction) {
        SipRequest request = transaction.request();
        Event named = request.read(Event.FIELD).first();
        boolean ours =
                request.method().equals(Method.SUBSCRIBE)
                        && named != null
                        && named.type().equals(event.type())
                        && Objects.equals(named.id(), event.id());
        if (!ours || !alive()) {
            return false;
        }
        Lifetime lifetime = Lifetime.of(request, pack);
        if (lifetime.tooBrief()) {
            tooBrief(context, transaction, pack);
            return true;
        }
        dialog.refreshTarget(request);
        SipResponse.Builder response =
                Answers.reply(context, request, 200)
                        .set(Expires.FIELD, lifetime.granted().toSeconds());
        Answers.contact(context, transaction, response);
        transaction.respond(response.build(), new Cause.Served(Element.USER_AGENT));
        refreshed(lifetime.granted());
        return true;
    }

    static void tooBrief(UsageContext context, ServerTransaction transaction, EventPackage pack) {
        transaction.respond(
                Answers.reply(context, transaction.request(), 423)
                        .set(MinExpires.FIELD, pack.least().toSeconds())
                        .build(),
                new Cause.CheckFailed(Check.INTERVAL, "Expires"));
    }

    private void refreshed(Duration lifetime) {
        if (lifetime.isZero()) {
            terminate("timeout", null);
        } else {
            granted(lifetime);
            fire(NotifierMachine.Event.REFRESHED);
            listener.refreshed(this);
        }
    }

    @Override
    public void destroyed(DialogId id, int status) {
        fire(NotifierMachine.Event.NOTIFY_FAILED);
    }

    private void fire(NotifierMachine.Event what) {
        NotifierMachine.Step step = NotifierMachine.step(state, what);
        boolean wasTold = state == State.ACTIVE || state == State.RESP_WAIT;
        state = step.next();
        boolean urgent = what != NotifierMachine.Event.CHANGED;
        for (Action action : step.actions()) {
            perform(action, urgent, wasTold);
        }
    }

    private void perform(Action action, boolean urgent, boolean wasTold) {
        switch (action) {
            case NOTIFY -> notifications.wanted(this::describe, urgent);
            case NOTIFY_LAST ->
                    notifications.last(request -> header(request, ending), wasTold, this::forget);
            case START_EXPIRY -> startExpiry();
            case STOP_EXPIRY -> stopExpiry();
            case FORGET -> {
                notifications.stop();
                forget();
            }
        }
    }

    /// Writes the state of the subscription as it is when the NOTIFY leaves.
    ///
    /// @return whether what is subscribed to may be told
    private boolean describe(SipRequest.Builder request) {
        boolean active = state == State.ACTIVE;
        header(request, (active ? "active" : "pending") + ";expires=" + left().toSeconds());
        return active;
    }

    private boolean header(SipRequest.Builder request, String value) {
        request.set(HeaderName.EVENT, event.toString()).set(HeaderName.SUBSCRIPTION_STATE, value);
        return true;
    }

    private void startExpiry() {
        stopExpiry();
        expiry = context.stack().schedule(left(), () -> terminate("timeout", null));
    }

    private void stopExpiry() {
        if (expiry != null) {
            expiry.cancel();
        }
    }

    /// What a NOTIFY that failed means for the subscription.
    private void notifyFailed(SipFailure failure) {
        int status = failure.status();
        if (SubscriptionUsage.ENDS_DIALOG.contains(status)) {
            fire(NotifierMachine.Event.NOTIFY_FAILED);
            context.core().destroy(dialog.id(), status);
        } else if (failure instanceof SipFailure.TimedOut
                || SubscriptionUsage.ENDS_USAGE.contains(status)) {
            fire(NotifierMachine.Event.NOTIFY_FAILED);
        }
    }

    private void forget() {
        context.core().leave(dialog.id(), this);
        listener.ended(this);
    }

    @Override
    public String toString() {
        return event + " " + state + " in " + dialog;
    }
}
