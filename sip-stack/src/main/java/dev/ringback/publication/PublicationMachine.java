package dev.ringback.publication;

import static dev.ringback.publication.PublicationMachine.Action.DROP_TAG;
import static dev.ringback.publication.PublicationMachine.Action.SEND_INITIAL;
import static dev.ringback.publication.PublicationMachine.Action.SEND_MODIFY;
import static dev.ringback.publication.PublicationMachine.Action.SEND_REFRESH;
import static dev.ringback.publication.PublicationMachine.Action.SEND_REMOVAL;
import static dev.ringback.publication.PublicationMachine.Action.START_REFRESH;
import static dev.ringback.publication.PublicationMachine.Action.START_RETRY;
import static dev.ringback.publication.PublicationMachine.Action.STOP_TIMER;
import static dev.ringback.publication.PublicationMachine.Action.TELL_FAILED;
import static dev.ringback.publication.PublicationMachine.Action.TELL_PUBLISHED;
import static dev.ringback.publication.PublicationMachine.Action.TELL_REMAINS;
import static dev.ringback.publication.PublicationMachine.Action.TELL_REMOVED;

import java.util.List;

/// When an event publication agent publishes, modifies, refreshes and removes: RFC 3903 §4, as a
/// table. Never are two of its PUBLISH requests under way at once (§4).
final class PublicationMachine {
    /// What it can be.
    enum State {
        /// Nothing is published.
        IDLE,
        /// A PUBLISH without entity-tag is under way.
        CREATING,
        /// A PUBLISH that modifies or refreshes is under way.
        UPDATING,
        /// A PUBLISH is under way, and there is already something newer to tell.
        CHANGING,
        /// A PUBLISH is under way, and what it publishes shall be removed.
        LEAVING,
        /// Published; the timer says when to refresh.
        PUBLISHED,
        /// Failed; the timer says when to try again.
        WAITING,
        /// A PUBLISH that removes is under way.
        REMOVING,
        /// A PUBLISH that removes is under way, and there is something to publish again.
        RETURNING
    }

    /// What happens to it.
    enum Event {
        /// The user has something to tell.
        PUBLISH,
        /// The user takes it back.
        REMOVE,
        /// A 2xx with an entity-tag came.
        GRANTED,
        /// 412: the entity-tag is not known any more.
        UNKNOWN_TAG,
        /// It failed, and the same would fail again.
        REFUSED,
        /// It failed, and may succeed later.
        FAILED,
        TIMER_FIRED
    }

    /// What is to be done.
    enum Action {
        SEND_INITIAL,
        SEND_MODIFY,
        SEND_REFRESH,
        SEND_REMOVAL,
        DROP_TAG,
        START_REFRESH,
        START_RETRY,
        STOP_TIMER,
        TELL_PUBLISHED,
        TELL_FAILED,
        TELL_REMOVED,
        TELL_REMAINS
    }

    /// Where to go and what to do on the way.
    record Step(State next, List<Action> actions) {
        static Step to(State next, Action... actions) {
            return new Step(next, List.of(actions));
        }
    }

    private static final Step CREATE = Step.to(State.CREATING, SEND_INITIAL);
    private static final Step CREATE_ANEW = Step.to(State.CREATING, DROP_TAG, SEND_INITIAL);
    private static final Step MODIFY = Step.to(State.UPDATING, SEND_MODIFY);
    private static final Step REMOVE = Step.to(State.REMOVING, SEND_REMOVAL);
    private static final Step PUBLISHED = Step.to(State.PUBLISHED, START_REFRESH, TELL_PUBLISHED);
    private static final Step GIVEN_UP = Step.to(State.IDLE, DROP_TAG, TELL_FAILED);
    private static final Step POSTPONED = Step.to(State.WAITING, START_RETRY, TELL_FAILED);
    private static final Step REMOVED = Step.to(State.IDLE, DROP_TAG, TELL_REMOVED);
    private static final Step REMAINS = Step.to(State.IDLE, DROP_TAG, TELL_REMAINS);

    private PublicationMachine() {}

    /// One row for each state and event.
    static Step step(State state, Event event) {
        return switch (state) {
            case IDLE -> event == Event.PUBLISH ? CREATE : Step.to(State.IDLE);
            case CREATING, UPDATING -> underWay(state, event);
            case CHANGING -> changing(event);
            case LEAVING -> leaving(event);
            case PUBLISHED -> published(event);
            case WAITING -> waiting(event);
            case REMOVING -> removing(event);
            case RETURNING -> returning(event);
        };
    }

    private static Step underWay(State state, Event event) {
        return switch (event) {
            case PUBLISH -> Step.to(State.CHANGING);
            case REMOVE -> Step.to(State.LEAVING);
            case GRANTED -> PUBLISHED;
            case UNKNOWN_TAG -> state == State.UPDATING ? CREATE_ANEW : GIVEN_UP;
            case REFUSED -> GIVEN_UP;
            case FAILED -> POSTPONED;
            case TIMER_FIRED -> Step.to(state);
        };
    }

    private static Step changing(Event event) {
        return switch (event) {
            case REMOVE -> Step.to(State.LEAVING);
            case GRANTED -> MODIFY;
            case UNKNOWN_TAG, REFUSED -> CREATE_ANEW;
            case FAILED -> POSTPONED;
            case PUBLISH, TIMER_FIRED -> Step.to(State.CHANGING);
        };
    }

    private static Step leaving(Event event) {
        return switch (event) {
            case PUBLISH -> Step.to(State.CHANGING);
            case GRANTED -> REMOVE;
            case UNKNOWN_TAG, REFUSED, FAILED -> REMAINS;
            case REMOVE, TIMER_FIRED -> Step.to(State.LEAVING);
        };
    }

    private static Step published(Event event) {
        return switch (event) {
            case PUBLISH -> Step.to(State.UPDATING, STOP_TIMER, SEND_MODIFY);
            case REMOVE -> Step.to(State.REMOVING, STOP_TIMER, SEND_REMOVAL);
            case TIMER_FIRED -> Step.to(State.UPDATING, SEND_REFRESH);
            case GRANTED, UNKNOWN_TAG, REFUSED, FAILED -> Step.to(State.PUBLISHED);
        };
    }

    /// Whether the server has the state after a failure is not known: the whole of it is sent, with
    /// the entity-tag where there is one.
    private static Step waiting(Event event) {
        return switch (event) {
            case PUBLISH -> Step.to(State.UPDATING, STOP_TIMER, SEND_MODIFY);
            case REMOVE -> Step.to(State.REMOVING, STOP_TIMER, SEND_REMOVAL);
            case TIMER_FIRED -> MODIFY;
            case GRANTED, UNKNOWN_TAG, REFUSED, FAILED -> Step.to(State.WAITING);
        };
    }

    private static Step removing(Event event) {
        return switch (event) {
            case PUBLISH -> Step.to(State.RETURNING);
            case GRANTED, UNKNOWN_TAG -> REMOVED;
            case REFUSED, FAILED -> REMAINS;
            case REMOVE, TIMER_FIRED -> Step.to(State.REMOVING);
        };
    }

    private static Step returning(Event event) {
        return switch (event) {
            case REMOVE -> Step.to(State.REMOVING);
            case GRANTED, UNKNOWN_TAG, REFUSED -> CREATE_ANEW;
            case FAILED -> POSTPONED;
            case PUBLISH, TIMER_FIRED -> Step.to(State.RETURNING);
        };
    }
}
