package dev.ringback.subscription;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.cause.Element;
import dev.ringback.dialog.Dialog;
import dev.ringback.dialog.DialogId;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.event.Event;
import dev.ringback.header.event.SubscriptionState;
import dev.ringback.header.time.Expires;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.reaction.Draft;
import dev.ringback.reaction.ResponseListener;
import dev.ringback.reaction.Sent;
import dev.ringback.reaction.SipFailure;
import dev.ringback.registration.Intervals;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.TimerQueue;
import dev.ringback.subscription.SubscriptionMachine.Action;
import dev.ringback.subscription.SubscriptionMachine.State;
import dev.ringback.transaction.ServerTransaction;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// One subscription at its subscriber, a usage of a dialog: RFC 6665 §4.1. It refreshes itself, and
/// holds one timer while nothing happens. On the stack's thread only.
public final class SubscriptionUsage extends SubscriptionSide {
    /// Responses that end a subscription and its dialog (RFC 5057 §5.1).
    static final Set<Integer> ENDS_DIALOG = Set.of(404, 410, 416, 482, 483, 484, 485, 502, 604);

    /// Responses that end a subscription and nothing else (RFC 6665 §4.1.2.2).
    static final Set<Integer> ENDS_USAGE = Set.of(405, 480, 481, 489, 501);

    private final SubscriptionPlan plan;
    private final SubscriptionListener listener;
    private State state = State.NOTIFY_WAIT;
    private Ending ending = Ending.of(Ending.Reason.UNSAID);
    private boolean told;
    private int newest;
    private TimerQueue.@Nullable Timer clock;
    private TimerQueue.@Nullable Timer timerN;

    private SubscriptionUsage(
            UsageContext context,
            Dialog dialog,
            SubscriptionPlan plan,
            SubscriptionListener listener) {
        super(context, dialog);
        this.plan = plan;
        this.listener = listener;
    }

    /// Waits in a dialog for the NOTIFY that makes it a subscription: that of a SUBSCRIBE or a
    /// REFER that was accepted. It ends with Timer N where none comes.
    ///
    /// @param granted for how long, as far as is known
    public static SubscriptionUsage awaiting(
            UsageContext context,
            Dialog dialog,
            SubscriptionPlan plan,
            SubscriptionListener listener,
            Duration granted) {
        var usage = new SubscriptionUsage(context, dialog, plan, listener);
        usage.granted(granted);
        usage.perform(Action.START_N, null, null);
        context.core().enter(dialog, usage);
        return usage;
    }

    /// Whether a NOTIFY has made it, and none has ended it.
    public boolean established() {
        return switch (state) {
            case PENDING, ACTIVE, LEAVING -> true;
            case NOTIFY_WAIT, TERMINATED -> false;
        };
    }

    /// Whether it is over.
    public boolean terminated() {
        return state == State.TERMINATED;
    }

    /// Refreshes it now: the notifier tells the present state.
    public void refresh() {
        if (state == State.PENDING || state == State.ACTIVE) {
            perform(Action.STOP_CLOCK, null, null);
            fire(SubscriptionMachine.Event.CLOCK_FIRED);
        }
    }

    /// Ends it: §4.1.2.3.
    public void unsubscribe() {
        ending = Ending.of(Ending.Reason.TIMEOUT);
        fire(SubscriptionMachine.Event.UNSUBSCRIBE);
    }

    @Override
    public boolean request(ServerTransaction transaction) {
        SipRequest request = transaction.request();
        Event event = request.read(Event.FIELD).first();
        if (!request.method().equals(Method.NOTIFY) || event == null || !matches(event)) {
            return false;
        }
        SubscriptionState said = request.read(SubscriptionState.FIELD).first();
        if (said == null) {
            Answers.refuse(context, transaction, 400, Check.EVENT, "Subscription-State");
            return true;
        }
        transaction.respond(
                Answers.reply(context, request, 200).build(), new Cause.Served(Element.USER_AGENT));
        dialog.refreshTarget(request);
        notified(request, said);
        return true;
    }

    private boolean matches(Event event) {
        return state != State.TERMINATED && plan.kind().matches(event);
    }

    private void notified(SipRequest notify, SubscriptionState said) {
        Duration left = said.expires();
        if (left != null && !said.terminated()) {
            granted(left);
            told = true;
        }
        if (said.terminated()) {
            ending = state == State.LEAVING ? ending : Ending.of(said);
        }
        fire(kind(said), notify, said);
    }

    /// A state that nobody knows means that there is a subscription.
    private static SubscriptionMachine.Event kind(SubscriptionState said) {
        if (said.terminated()) {
            return SubscriptionMachine.Event.NOTIFIED_TERMINATED;
        }
        return said.pending()
                ? SubscriptionMachine.Event.NOTIFIED_PENDING
                : SubscriptionMachine.Event.NOTIFIED_ACTIVE;
    }

    @Override
    public void destroyed(DialogId id, int status) {
        ending = Ending.of(Ending.Reason.DIALOG_GONE);
        fire(SubscriptionMachine.Event.REFUSED);
    }

    /// The response to the SUBSCRIBE that formed the dialog came after the first NOTIFY.
    void accepted(SipResponse response, Sent sent) {
        dialog.numbers().passed(sent.request().cSeq().number());
        answered(response);
    }

    /// What a NOTIFY has said of the time since the SUBSCRIBE counts more (§4.1.3).
    private void answered(SipResponse response) {
        Long seconds = response.read(Expires.FIELD).first();
        if (seconds != null && !told && state != State.LEAVING) {
            granted(Duration.ofSeconds(seconds));
        }
        boolean silent = response.status() == 204;
        fire(
                silent
                        ? SubscriptionMachine.Event.ACCEPTED_SILENTLY
                        : SubscriptionMachine.Event.ACCEPTED);
    }

    private void fire(SubscriptionMachine.Event event) {
        fire(event, null, null);
    }

    private void fire(
            SubscriptionMachine.Event event,
            @Nullable SipRequest notify,
            @Nullable SubscriptionState said) {
        if (state == State.TERMINATED) {
            return;
        }
        SubscriptionMachine.Step step = SubscriptionMachine.step(state, event);
        state = step.next();
        for (Action action : step.actions()) {
            perform(action, notify, said);
        }
    }

    private void perform(
            Action action, @Nullable SipRequest notify, @Nullable SubscriptionState said) {
        switch (action) {
            case SEND_REFRESH -> send(plan.lifetime());
            case SEND_UNSUBSCRIBE -> send(Duration.ZERO);
            case START_N -> startN();
            case STOP_N -> stop(timerN);
            case RESTART_CLOCK -> restartClock();
            case STOP_CLOCK -> stop(clock);
            case TELL_STATE -> {
                if (notify != null && said != null) {
                    listener.notified(this, notify, said);
                }
            }
            case END -> {
                context.core().leave(dialog.id(), this);
                listener.ended(this, ending);
            }
        }
    }

    private static void stop(TimerQueue.@Nullable Timer timer) {
        if (timer != null) {
            timer.cancel();
        }
    }

    private void startN() {
        stop(timerN);
        timerN =
                context.stack()
                        .schedule(
                                context.stack().timers().f(),
                                () -> {
                                    silent();
                                    fire(SubscriptionMachine.Event.TIMER_N_FIRED);
                                });
    }

    private void silent() {
        if (state != State.LEAVING) {
            ending = Ending.of(Ending.Reason.SILENT);
        }
    }

    private void restartClock() {
        stop(clock);
        Duration left = left();
        boolean refreshes = !plan.lifetime().isZero();
        Duration wait =
                refreshes
                        ? Intervals.refresh(
                                left, new SplittableRandom(context.stack().ids().tag().hashCode()))
                        : left;
        clock = context.stack().schedule(wait.compareTo(left) < 0 ? wait : left, this::clockFired);
    }

    private void clockFired() {
        if (left().isZero()) {
            silent();
            fire(SubscriptionMachine.Event.EXPIRED);
        } else {
            fire(SubscriptionMachine.Event.CLOCK_FIRED);
        }
    }

    private void send(Duration lifetime) {
        newest++;
        told = false;
        context.core()
                .sender()
                .send(new Refresh(lifetime), context.reactions(), new Answer(newest));
    }

    /// A SUBSCRIBE in the dialog.
    private final class Refresh implements Draft {
        private final Duration lifetime;

        Refresh(Duration lifetime) {
            this.lifetime = lifetime;
        }

        @Override
        public SipRequest.Builder next() {
            SipRequest.Builder request = dialog.request(Method.SUBSCRIBE);
            Subscribes.describe(request, plan, lifetime);
            return request;
        }

        @Override
        public void leaves(SipRequest.Builder request, ListenPoint local) {
            request.set(HeaderName.CONTACT, context.contact().apply(local).toString());
        }
    }

    /// Hears what became of a SUBSCRIBE in the dialog. What an older one came to does not matter
    /// any more.
    private final class Answer implements ResponseListener {
        private final int number;

        Answer(int number) {
            this.number = number;
        }

        @Override
        public void succeeded(SipResponse response, Sent sent) {
            if (number == newest) {
                dialog.refreshTarget(response);
                answered(response);
            }
        }

        @Override
        public void failed(SipFailure failure) {
            if (number != newest || state == State.TERMINATED) {
                return;
            }
            int status = failure.status();
            if (failure instanceof SipFailure.TimedOut) {
                silent();
                fire(SubscriptionMachine.Event.TIMER_N_FIRED);
            } else if (ENDS_DIALOG.contains(status)) {
                refused(failure);
                context.core().destroy(dialog.id(), status);
            } else if (ENDS_USAGE.contains(status)) {
                refused(failure);
            } else {
                fire(SubscriptionMachine.Event.FAILED);
            }
        }

        private void refused(SipFailure failure) {
            ending = state == State.LEAVING ? ending : Ending.refused(failure);
            fire(SubscriptionMachine.Event.REFUSED);
        }
    }

    @Override
    public String toString() {
        return plan.kind().event() + " " + state + " in " + dialog;
    }
}
