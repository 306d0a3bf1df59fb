package dev.ringback.subscription;

import static dev.ringback.subscription.NotifierMachine.Action.FORGET;
import static dev.ringback.subscription.NotifierMachine.Action.NOTIFY;
import static dev.ringback.subscription.NotifierMachine.Action.NOTIFY_LAST;
import static dev.ringback.subscription.NotifierMachine.Action.START_EXPIRY;
import static dev.ringback.subscription.NotifierMachine.Action.STOP_EXPIRY;

import java.util.List;

/// A subscription as its notifier sees it: the figure of RFC 6665 §4.2.2, with the events that stay
/// in a state.
final class NotifierMachine {
    /// The states of the figure.
    enum State {
        /// A SUBSCRIBE was accepted, and nobody has asked the policy yet.
        RESP_WAIT,
        /// The policy has not decided: no state is told.
        PENDING,
        ACTIVE,
        TERMINATED
    }

    /// What happens to it.
    enum Event {
        /// The policy grants permission.
        GRANTED,
        /// The policy has to ask somebody.
        POLICY_NEEDED,
        /// There is something new to tell.
        CHANGED,
        /// A SUBSCRIBE in its dialog prolonged it.
        REFRESHED,
        /// Its time is over, or it was ended from either side.
        ENDED,
        /// A NOTIFY failed so that it is over: §4.2.2.
        NOTIFY_FAILED
    }

    /// What is to be done.
    enum Action {
        /// Tell the state of the subscription, and what is subscribed to where that is permitted.
        NOTIFY,
        /// The same for the last time.
        NOTIFY_LAST,
        START_EXPIRY,
        STOP_EXPIRY,
        FORGET
    }

    /// Where to go and what to do on the way.
    record Step(State next, List<Action> actions) {
        static Step to(State next, Action... actions) {
            return new Step(next, List.of(actions));
        }
    }

    private static final Step ENDED = Step.to(State.TERMINATED, STOP_EXPIRY, NOTIFY_LAST);
    private static final Step FAILED = Step.to(State.TERMINATED, STOP_EXPIRY, FORGET);

    private NotifierMachine() {}

    /// One row for each state and event.
    static Step step(State state, Event event) {
        return switch (state) {
            case RESP_WAIT ->
                    switch (event) {
                        case GRANTED -> Step.to(State.ACTIVE, START_EXPIRY, NOTIFY);
                        case POLICY_NEEDED -> Step.to(State.PENDING, START_EXPIRY, NOTIFY);
                        case CHANGED, REFRESHED -> Step.to(State.RESP_WAIT);
                        case ENDED -> ENDED;
                        case NOTIFY_FAILED -> FAILED;
                    };
            case PENDING ->
                    switch (event) {
                        case GRANTED -> Step.to(State.ACTIVE, NOTIFY);
                        case POLICY_NEEDED, CHANGED -> Step.to(State.PENDING);
                        case REFRESHED -> Step.to(State.PENDING, START_EXPIRY, NOTIFY);
                        case ENDED -> ENDED;
                        case NOTIFY_FAILED -> FAILED;
                    };
            case ACTIVE ->
                    switch (event) {
                        case GRANTED -> Step.to(State.ACTIVE);
                        case POLICY_NEEDED -> Step.to(State.PENDING, NOTIFY);
                        case CHANGED -> Step.to(State.ACTIVE, NOTIFY);
                        case REFRESHED -> Step.to(State.ACTIVE, START_EXPIRY, NOTIFY);
                        case ENDED -> ENDED;
                        case NOTIFY_FAILED -> FAILED;
                    };
            case TERMINATED -> Step.to(State.TERMINATED);
        };
    }
}
