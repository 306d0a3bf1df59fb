package dev.ringback.transaction;

import static dev.ringback.transaction.Action.RESEND_RESPONSE;
import static dev.ringback.transaction.Action.SEND_RESPONSE;
import static dev.ringback.transaction.Action.SEND_TRYING;
import static dev.ringback.transaction.Action.START_J;
import static dev.ringback.transaction.Action.START_OVERDUE;
import static dev.ringback.transaction.Action.START_TRYING;
import static dev.ringback.transaction.Action.STOP_LIMIT;
import static dev.ringback.transaction.Action.STOP_TRYING;
import static dev.ringback.transaction.Action.TELL_TIMEOUT;
import static dev.ringback.transaction.Action.TELL_TRANSPORT_ERROR;

/// The non-INVITE server transaction: RFC 3261 §17.2.2, Figure 8, with the two actions of RFC 4320:
/// 100 is sent only once the client's Timer E has reached T2, and nothing at all is sent after the
/// client has given up.
final class NonInviteServerMachine {
    /// The states of the figure.
    enum State {
        TRYING,
        PROCEEDING,
        COMPLETED,
        TERMINATED
    }

    /// What happens to the machine.
    enum Event {
        /// The request came again.
        REQUEST_REPEATED,
        /// The transaction user gave a 1xx.
        PROVISIONAL_GIVEN,
        /// The transaction user gave a final response.
        FINAL_GIVEN,
        /// Nothing was sent until the client's Timer E reached T2.
        TRYING_FIRED,
        /// Timer J, or the client's Timer F ran out unanswered.
        LIMIT_FIRED,
        TRANSPORT_FAILED,
        /// The transaction user forwards the request without state, RFC 3261 §16.11.
        WITHDRAWN
    }

    private static final Step<State> START = Step.to(State.TRYING, START_TRYING, START_OVERDUE);
    private static final Step<State> WITHDRAWN = Step.to(State.TERMINATED, STOP_TRYING, STOP_LIMIT);
    private static final Step<State> TRYING_SENT = Step.to(State.PROCEEDING, SEND_TRYING);
    private static final Step<State> PROVISIONAL =
            Step.to(State.PROCEEDING, STOP_TRYING, SEND_RESPONSE);
    private static final Step<State> FINAL =
            Step.to(State.COMPLETED, STOP_TRYING, STOP_LIMIT, SEND_RESPONSE, START_J);
    private static final Step<State> REPEAT_PROVISIONAL =
            Step.to(State.PROCEEDING, RESEND_RESPONSE);
    private static final Step<State> REPEAT_FINAL = Step.to(State.COMPLETED, RESEND_RESPONSE);
    private static final Step<State> OVERDUE = Step.to(State.TERMINATED, STOP_TRYING, TELL_TIMEOUT);
    private static final Step<State> FAILED =
            Step.to(State.TERMINATED, STOP_TRYING, STOP_LIMIT, TELL_TRANSPORT_ERROR);
    private static final Step<State> STAY_TRYING = Step.to(State.TRYING);
    private static final Step<State> STAY_PROCEEDING = Step.to(State.PROCEEDING);
    private static final Step<State> STAY_COMPLETED = Step.to(State.COMPLETED);
    private static final Step<State> END = Step.to(State.TERMINATED);

    private NonInviteServerMachine() {}

    /// The first step: the request has been received.
    static Step<State> start() {
        return START;
    }

    /// One row per arrow of the figure; what is no arrow stays where it is.
    static Step<State> step(State state, Event event) {
        return switch (state) {
            case TRYING ->
                    switch (event) {
                        case PROVISIONAL_GIVEN -> PROVISIONAL;
                        case FINAL_GIVEN -> FINAL;
                        case TRYING_FIRED -> TRYING_SENT;
                        case WITHDRAWN -> WITHDRAWN;
                        case LIMIT_FIRED -> OVERDUE;
                        case REQUEST_REPEATED, TRANSPORT_FAILED -> STAY_TRYING;
                    };
            case PROCEEDING ->
                    switch (event) {
                        case REQUEST_REPEATED -> REPEAT_PROVISIONAL;
                        case PROVISIONAL_GIVEN -> PROVISIONAL;
                        case FINAL_GIVEN -> FINAL;
                        case LIMIT_FIRED -> OVERDUE;
                        case TRANSPORT_FAILED -> FAILED;
                        case WITHDRAWN -> WITHDRAWN;
                        case TRYING_FIRED -> STAY_PROCEEDING;
                    };
            case COMPLETED ->
                    switch (event) {
                        case REQUEST_REPEATED -> REPEAT_FINAL;
                        case LIMIT_FIRED -> END;
                        case TRANSPORT_FAILED -> FAILED;
                        case PROVISIONAL_GIVEN, FINAL_GIVEN, TRYING_FIRED, WITHDRAWN ->
                                STAY_COMPLETED;
                    };
            case TERMINATED -> END;
        };
    }
}
