package dev.ringback.registration;

import static dev.ringback.registration.RegistrationMachine.Action.SEND_REGISTER;
import static dev.ringback.registration.RegistrationMachine.Action.SEND_REMOVAL;
import static dev.ringback.registration.RegistrationMachine.Action.START_REFRESH;
import static dev.ringback.registration.RegistrationMachine.Action.START_RETRY;
import static dev.ringback.registration.RegistrationMachine.Action.STOP_TIMER;
import static dev.ringback.registration.RegistrationMachine.Action.TELL_FAILED;
import static dev.ringback.registration.RegistrationMachine.Action.TELL_REGISTERED;
import static dev.ringback.registration.RegistrationMachine.Action.TELL_REMAINS;
import static dev.ringback.registration.RegistrationMachine.Action.TELL_REMOVED;

import java.util.List;

/// When a client registers, refreshes, tries again and removes: RFC 3261 §10.2, as a table. Never
/// are two of its REGISTER requests under way at once (§10.2).
final class RegistrationMachine {
    /// What it can be.
    enum State {
        /// Nothing is wished for, and nothing happens.
        IDLE,
        /// A REGISTER is under way.
        REGISTERING,
        /// A REGISTER is under way whose contacts are not the wanted ones any more.
        CHANGING,
        /// A REGISTER is under way, and what it binds shall be removed.
        LEAVING,
        /// Bound; the timer says when to refresh.
        REGISTERED,
        /// The last REGISTER failed; the timer says when to try again.
        WAITING,
        /// A REGISTER that removes is under way.
        REMOVING,
        /// A REGISTER that removes is under way, and what it removes shall be bound again.
        RETURNING
    }

    /// What happens to it.
    enum Event {
        /// The user wants the contacts bound, or bound anew.
        REGISTER,
        /// The user wants them removed.
        UNREGISTER,
        /// A 2xx came.
        GRANTED,
        /// It failed, and the same would fail again.
        REFUSED,
        /// It failed, and may succeed later.
        FAILED,
        TIMER_FIRED
    }

    /// What is to be done.
    enum Action {
        SEND_REGISTER,
        SEND_REMOVAL,
        START_REFRESH,
        START_RETRY,
        STOP_TIMER,
        TELL_REGISTERED,
        TELL_FAILED,
        TELL_REMOVED,
        /// Tell that nothing was removed: the registrar forgets by itself, in time.
        TELL_REMAINS
    }

    /// Where to go and what to do on the way.
    record Step(State next, List<Action> actions) {
        static Step to(State next, Action... actions) {
            return new Step(next, List.of(actions));
        }
    }

    private RegistrationMachine() {}

    /// One row for each state and event.
    static Step step(State state, Event event) {
        return switch (state) {
            case IDLE -> idle(event);
            case REGISTERING -> registering(event);
            case CHANGING -> changing(event);
            case LEAVING -> leaving(event);
            case REGISTERED, WAITING -> resting(state, event);
            case REMOVING -> removing(event);
            case RETURNING -> returning(event);
        };
    }

    private static Step idle(Event event) {
        return switch (event) {
            case REGISTER -> Step.to(State.REGISTERING, SEND_REGISTER);
            case UNREGISTER -> Step.to(State.REMOVING, SEND_REMOVAL);
            case GRANTED, REFUSED, FAILED, TIMER_FIRED -> Step.to(State.IDLE);
        };
    }

    private static Step registering(Event event) {
        return switch (event) {
            case REGISTER -> Step.to(State.CHANGING);
            case UNREGISTER -> Step.to(State.LEAVING);
            case GRANTED -> Step.to(State.REGISTERED, START_REFRESH, TELL_REGISTERED);
            case REFUSED -> Step.to(State.IDLE, TELL_FAILED);
            case FAILED -> Step.to(State.WAITING, START_RETRY, TELL_FAILED);
            case TIMER_FIRED -> Step.to(State.REGISTERING);
        };
    }

    private static Step changing(Event event) {
        return switch (event) {
            case UNREGISTER -> Step.to(State.LEAVING);
            case GRANTED, REFUSED -> Step.to(State.REGISTERING, SEND_REGISTER);
            case FAILED -> Step.to(State.WAITING, START_RETRY, TELL_FAILED);
            case REGISTER, TIMER_FIRED -> Step.to(State.CHANGING);
        };
    }

    private static Step leaving(Event event) {
        return switch (event) {
            case REGISTER -> Step.to(State.CHANGING);
            case GRANTED, REFUSED -> Step.to(State.REMOVING, SEND_REMOVAL);
            case FAILED -> Step.to(State.IDLE, TELL_REMAINS);
            case UNREGISTER, TIMER_FIRED -> Step.to(State.LEAVING);
        };
    }

    private static Step resting(State state, Event event) {
        return switch (event) {
            case REGISTER -> Step.to(State.REGISTERING, STOP_TIMER, SEND_REGISTER);
            case UNREGISTER -> Step.to(State.REMOVING, STOP_TIMER, SEND_REMOVAL);
            case TIMER_FIRED -> Step.to(State.REGISTERING, SEND_REGISTER);
            case GRANTED, REFUSED, FAILED -> Step.to(state);
        };
    }

    private static Step removing(Event event) {
        return switch (event) {
            case REGISTER -> Step.to(State.RETURNING);
            case GRANTED -> Step.to(State.IDLE, TELL_REMOVED);
            case REFUSED, FAILED -> Step.to(State.IDLE, TELL_REMAINS);
            case UNREGISTER, TIMER_FIRED -> Step.to(State.REMOVING);
        };
    }

    private static Step returning(Event event) {
        return switch (event) {
            case UNREGISTER -> Step.to(State.REMOVING);
            case GRANTED, REFUSED -> Step.to(State.REGISTERING, SEND_REGISTER);
            case FAILED -> Step.to(State.WAITING, START_RETRY, TELL_FAILED);
            case REGISTER, TIMER_FIRED -> Step.to(State.RETURNING);
        };
    }
}
