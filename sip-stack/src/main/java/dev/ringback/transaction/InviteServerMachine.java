package dev.ringback.transaction;

import static dev.ringback.transaction.Action.PASS_UP;
import static dev.ringback.transaction.Action.RESEND_RESPONSE;
import static dev.ringback.transaction.Action.RESTART_RETRANSMISSION;
import static dev.ringback.transaction.Action.SEND_RESPONSE;
import static dev.ringback.transaction.Action.SEND_TRYING;
import static dev.ringback.transaction.Action.START_H;
import static dev.ringback.transaction.Action.START_I;
import static dev.ringback.transaction.Action.START_L;
import static dev.ringback.transaction.Action.START_RETRANSMISSION;
import static dev.ringback.transaction.Action.START_TRYING;
import static dev.ringback.transaction.Action.STOP_LIMIT;
import static dev.ringback.transaction.Action.STOP_RETRANSMISSION;
import static dev.ringback.transaction.Action.STOP_TRYING;
import static dev.ringback.transaction.Action.TELL_TIMEOUT;
import static dev.ringback.transaction.Action.TELL_TRANSPORT_ERROR;

/// The INVITE server transaction: RFC 3261 §17.2.1 with Figure 7 as RFC 6026 §8.7 replaces it.
final class InviteServerMachine {
    /// The states of the figure.
    enum State {
        PROCEEDING,
        COMPLETED,
        CONFIRMED,
        ACCEPTED,
        TERMINATED
    }

    /// What happens to the machine.
    enum Event {
        /// The INVITE came again.
        REQUEST_REPEATED,
        ACK_RECEIVED,
        /// The transaction user gave a 101 to 199.
        PROVISIONAL_GIVEN,
        /// The transaction user gave a 2xx.
        SUCCESS_GIVEN,
        /// The transaction user gave a 300 to 699.
        FAILURE_GIVEN,
        /// The transaction user gave nothing for 200 ms.
        TRYING_FIRED,
        TIMER_G_FIRED,
        /// Timer H, I or L: the one that limits the present state.
        LIMIT_FIRED,
        TRANSPORT_FAILED,
        /// The transaction user forwards the request without state, RFC 3261 §16.11.
        WITHDRAWN
    }

    private static final Step<State> START = Step.to(State.PROCEEDING, START_TRYING);
    private static final Step<State> WITHDRAWN = Step.to(State.TERMINATED, STOP_TRYING);
    private static final Step<State> REPEAT_PROVISIONAL =
            Step.to(State.PROCEEDING, RESEND_RESPONSE);
    private static final Step<State> PROVISIONAL =
            Step.to(State.PROCEEDING, STOP_TRYING, SEND_RESPONSE);
    private static final Step<State> TRYING = Step.to(State.PROCEEDING, SEND_TRYING);
    private static final Step<State> SUCCESS =
            Step.to(State.ACCEPTED, STOP_TRYING, SEND_RESPONSE, START_L);
    private static final Step<State> FAILURE =
            Step.to(State.COMPLETED, STOP_TRYING, SEND_RESPONSE, START_RETRANSMISSION, START_H);
    private static final Step<State> PROCEEDING_UNSENT =
            Step.to(State.PROCEEDING, TELL_TRANSPORT_ERROR);
    private static final Step<State> REPEAT_FAILURE = Step.to(State.COMPLETED, RESEND_RESPONSE);
    private static final Step<State> TIMER_G =
            Step.to(State.COMPLETED, RESEND_RESPONSE, RESTART_RETRANSMISSION);
    private static final Step<State> CONFIRMED =
            Step.to(State.CONFIRMED, STOP_RETRANSMISSION, STOP_LIMIT, START_I, PASS_UP);
    private static final Step<State> UNCONFIRMED =
            Step.to(State.TERMINATED, STOP_RETRANSMISSION, TELL_TIMEOUT);
    private static final Step<State> COMPLETED_UNSENT =
            Step.to(State.COMPLETED, TELL_TRANSPORT_ERROR);
    private static final Step<State> SUCCESS_AGAIN = Step.to(State.ACCEPTED, SEND_RESPONSE);
    private static final Step<State> PASS_ACK = Step.to(State.ACCEPTED, PASS_UP);
    private static final Step<State> ACCEPTED_UNSENT =
            Step.to(State.ACCEPTED, TELL_TRANSPORT_ERROR);
    private static final Step<State> END = Step.to(State.TERMINATED);
    private static final Step<State> STAY_PROCEEDING = Step.to(State.PROCEEDING);
    private static final Step<State> STAY_COMPLETED = Step.to(State.COMPLETED);
    private static final Step<State> STAY_CONFIRMED = Step.to(State.CONFIRMED);
    private static final Step<State> STAY_ACCEPTED = Step.to(State.ACCEPTED);

    private InviteServerMachine() {}

    /// The first step: the request has been received.
    static Step<State> start() {
        return START;
    }

    /// One row per arrow of the figure; what is no arrow stays where it is.
    static Step<State> step(State state, Event event) {
        return switch (state) {
            case PROCEEDING ->
                    switch (event) {
                        case REQUEST_REPEATED -> REPEAT_PROVISIONAL;
                        case PROVISIONAL_GIVEN -> PROVISIONAL;
                        case SUCCESS_GIVEN -> SUCCESS;
                        case FAILURE_GIVEN -> FAILURE;
                        case TRYING_FIRED -> TRYING;
                        case TRANSPORT_FAILED -> PROCEEDING_UNSENT;
                        case WITHDRAWN -> WITHDRAWN;
                        case ACK_RECEIVED, TIMER_G_FIRED, LIMIT_FIRED -> STAY_PROCEEDING;
                    };
            case COMPLETED ->
                    switch (event) {
                        case REQUEST_REPEATED -> REPEAT_FAILURE;
                        case ACK_RECEIVED -> CONFIRMED;
                        case TIMER_G_FIRED -> TIMER_G;
                        case LIMIT_FIRED -> UNCONFIRMED;
                        case TRANSPORT_FAILED -> COMPLETED_UNSENT;
                        case PROVISIONAL_GIVEN,
                                SUCCESS_GIVEN,
                                FAILURE_GIVEN,
                                TRYING_FIRED,
                                WITHDRAWN ->
                                STAY_COMPLETED;
                    };
            case CONFIRMED -> event == Event.LIMIT_FIRED ? END : STAY_CONFIRMED;
            case ACCEPTED ->
                    switch (event) {
                        case SUCCESS_GIVEN -> SUCCESS_AGAIN;
                        case ACK_RECEIVED -> PASS_ACK;
                        case LIMIT_FIRED -> END;
                        case TRANSPORT_FAILED -> ACCEPTED_UNSENT;
                        case REQUEST_REPEATED,
                                PROVISIONAL_GIVEN,
                                FAILURE_GIVEN,
                                TRYING_FIRED,
                                TIMER_G_FIRED,
                                WITHDRAWN ->
                                STAY_ACCEPTED;
                    };
            case TERMINATED -> END;
        };
    }
}
