package dev.ringback.subscription;

import static dev.ringback.subscription.SubscriptionMachine.Action.END;
import static dev.ringback.subscription.SubscriptionMachine.Action.RESTART_CLOCK;
import static dev.ringback.subscription.SubscriptionMachine.Action.SEND_REFRESH;
import static dev.ringback.subscription.SubscriptionMachine.Action.SEND_UNSUBSCRIBE;
import static dev.ringback.subscription.SubscriptionMachine.Action.START_N;
import static dev.ringback.subscription.SubscriptionMachine.Action.STOP_CLOCK;
import static dev.ringback.subscription.SubscriptionMachine.Action.STOP_N;
import static dev.ringback.subscription.SubscriptionMachine.Action.TELL_STATE;

import java.util.List;

/// A subscription as its subscriber sees it: the figure of RFC 6665 §4.1.2 from `notify_wait` on,
/// with the refreshes that the figure leaves out and one state more for who unsubscribes.
final class SubscriptionMachine {
    /// The states of the figure, and LEAVING.
    enum State {
        /// No NOTIFY came yet.
        NOTIFY_WAIT,
        /// Nobody decided about it yet.
        PENDING,
        /// In force.
        ACTIVE,
        /// We unsubscribed, and wait for the last NOTIFY.
        LEAVING,
        TERMINATED
    }

    /// What happens to it.
    enum Event {
        NOTIFIED_PENDING,
        NOTIFIED_ACTIVE,
        NOTIFIED_TERMINATED,
        /// A 2xx to a SUBSCRIBE in the dialog.
        ACCEPTED,
        /// A 2xx after which no NOTIFY comes, such as 204.
        ACCEPTED_SILENTLY,
        /// A SUBSCRIBE in the dialog failed so that the subscription is over: §4.1.2.2.
        REFUSED,
        /// A SUBSCRIBE in the dialog failed otherwise: what is there goes on until its end.
        FAILED,
        /// No NOTIFY came after a SUBSCRIBE.
        TIMER_N_FIRED,
        /// It is time to refresh.
        CLOCK_FIRED,
        /// The time that the notifier granted is over.
        EXPIRED,
        /// The user wants no more.
        UNSUBSCRIBE
    }

    /// What is to be done.
    enum Action {
        SEND_REFRESH,
        SEND_UNSUBSCRIBE,
        START_N,
        STOP_N,
        /// Start the timer that refreshes, or ends, what is granted now.
        RESTART_CLOCK,
        STOP_CLOCK,
        TELL_STATE,
        END
    }

    /// Where to go and what to do on the way.
    record Step(State next, List<Action> actions) {
        static Step to(State next, Action... actions) {
            return new Step(next, List.of(actions));
        }
    }

    private static final Step OVER = Step.to(State.TERMINATED, STOP_N, STOP_CLOCK, END);
    private static final Step TOLD_OVER =
            Step.to(State.TERMINATED, STOP_N, STOP_CLOCK, TELL_STATE, END);
    private static final Step GONE = Step.to(State.TERMINATED);

    private SubscriptionMachine() {}

    /// One row for each state and event.
    static Step step(State state, Event event) {
        return switch (state) {
            case NOTIFY_WAIT -> waiting(event);
            case PENDING, ACTIVE -> running(state, event);
            case LEAVING -> leaving(event);
            case TERMINATED -> GONE;
        };
    }

    private static Step waiting(Event event) {
        return switch (event) {
            case NOTIFIED_PENDING -> Step.to(State.PENDING, STOP_N, RESTART_CLOCK, TELL_STATE);
            case NOTIFIED_ACTIVE -> Step.to(State.ACTIVE, STOP_N, RESTART_CLOCK, TELL_STATE);
            case NOTIFIED_TERMINATED -> TOLD_OVER;
            case REFUSED, FAILED, TIMER_N_FIRED, UNSUBSCRIBE -> OVER;
            case ACCEPTED, ACCEPTED_SILENTLY, CLOCK_FIRED, EXPIRED -> Step.to(State.NOTIFY_WAIT);
        };
    }

    private static Step running(State state, Event event) {
        return switch (event) {
            case NOTIFIED_PENDING -> Step.to(State.PENDING, STOP_N, RESTART_CLOCK, TELL_STATE);
            case NOTIFIED_ACTIVE -> Step.to(State.ACTIVE, STOP_N, RESTART_CLOCK, TELL_STATE);
            case NOTIFIED_TERMINATED -> TOLD_OVER;
            case ACCEPTED -> Step.to(state, RESTART_CLOCK);
            case ACCEPTED_SILENTLY, FAILED -> Step.to(state, STOP_N, RESTART_CLOCK);
            case REFUSED, TIMER_N_FIRED, EXPIRED -> OVER;
            case CLOCK_FIRED -> Step.to(state, SEND_REFRESH, START_N);
            case UNSUBSCRIBE -> Step.to(State.LEAVING, STOP_CLOCK, SEND_UNSUBSCRIBE, START_N);
        };
    }

    private static Step leaving(Event event) {
        return switch (event) {
            case NOTIFIED_PENDING, NOTIFIED_ACTIVE -> Step.to(State.LEAVING, TELL_STATE);
            case NOTIFIED_TERMINATED -> TOLD_OVER;
            case ACCEPTED_SILENTLY, REFUSED, FAILED, TIMER_N_FIRED, EXPIRED -> OVER;
            case ACCEPTED, CLOCK_FIRED, UNSUBSCRIBE -> Step.to(State.LEAVING);
        };
    }
}
