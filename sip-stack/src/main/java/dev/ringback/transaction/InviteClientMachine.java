package dev.ringback.transaction;

import static dev.ringback.transaction.Action.PASS_UP;
import static dev.ringback.transaction.Action.RESEND_REQUEST;
import static dev.ringback.transaction.Action.SEND_ACK;
import static dev.ringback.transaction.Action.SEND_REQUEST;
import static dev.ringback.transaction.Action.START_B;
import static dev.ringback.transaction.Action.START_D;
import static dev.ringback.transaction.Action.START_M;
import static dev.ringback.transaction.Action.START_RETRANSMISSION;
import static dev.ringback.transaction.Action.STOP_LIMIT;
import static dev.ringback.transaction.Action.STOP_RETRANSMISSION;
import static dev.ringback.transaction.Action.TELL_TIMEOUT;
import static dev.ringback.transaction.Action.TELL_TRANSPORT_ERROR;

/// The INVITE client transaction: RFC 3261 §17.1.1 with Figure 5 as RFC 6026 §8.4 replaces it.
final class InviteClientMachine {
    /// The states of the figure.
    enum State {
        CALLING,
        PROCEEDING,
        COMPLETED,
        ACCEPTED,
        TERMINATED
    }

    /// What happens to the machine.
    enum Event {
        TIMER_A_FIRED,
        /// Timer B, D or M, or in Proceeding the wait of §9.1 after a CANCEL: what limits the
        /// present state.
        LIMIT_FIRED,
        PROVISIONAL_RECEIVED,
        SUCCESS_RECEIVED,
        FAILURE_RECEIVED,
        TRANSPORT_FAILED
    }

    private static final Step<State> START =
            Step.to(State.CALLING, SEND_REQUEST, START_RETRANSMISSION, START_B);
    private static final Step<State> REPEAT = Step.to(State.CALLING, RESEND_REQUEST);
    private static final Step<State> TIMED_OUT =
            Step.to(State.TERMINATED, STOP_RETRANSMISSION, TELL_TIMEOUT);
    private static final Step<State> FAILED =
            Step.to(State.TERMINATED, STOP_RETRANSMISSION, STOP_LIMIT, TELL_TRANSPORT_ERROR);
    private static final Step<State> PROVISIONAL =
            Step.to(State.PROCEEDING, STOP_RETRANSMISSION, STOP_LIMIT, PASS_UP);
    private static final Step<State> PROVISIONAL_AGAIN = Step.to(State.PROCEEDING, PASS_UP);
    private static final Step<State> SUCCESS =
            Step.to(State.ACCEPTED, STOP_RETRANSMISSION, STOP_LIMIT, START_M, PASS_UP);
    private static final Step<State> FAILURE =
            Step.to(State.COMPLETED, STOP_RETRANSMISSION, STOP_LIMIT, SEND_ACK, START_D, PASS_UP);
    private static final Step<State> ACK_AGAIN = Step.to(State.COMPLETED, SEND_ACK);
    private static final Step<State> SUCCESS_AGAIN = Step.to(State.ACCEPTED, PASS_UP);
    private static final Step<State> END = Step.to(State.TERMINATED);
    private static final Step<State> STAY_PROCEEDING = Step.to(State.PROCEEDING);
    private static final Step<State> STAY_COMPLETED = Step.to(State.COMPLETED);
    private static final Step<State> STAY_ACCEPTED = Step.to(State.ACCEPTED);

    private InviteClientMachine() {}

    /// The first step: the request goes out.
    static Step<State> start() {
        return START;
    }

    /// One row per arrow of the figure; what is no arrow stays where it is.
    static Step<State> step(State state, Event event) {
        return switch (state) {
            case CALLING ->
                    switch (event) {
                        case TIMER_A_FIRED -> REPEAT;
                        case LIMIT_FIRED -> TIMED_OUT;
                        case PROVISIONAL_RECEIVED -> PROVISIONAL;
                        case SUCCESS_RECEIVED -> SUCCESS;
                        case FAILURE_RECEIVED -> FAILURE;
                        case TRANSPORT_FAILED -> FAILED;
                    };
            case PROCEEDING ->
                    switch (event) {
                        case PROVISIONAL_RECEIVED -> PROVISIONAL_AGAIN;
                        case SUCCESS_RECEIVED -> SUCCESS;
                        case FAILURE_RECEIVED -> FAILURE;
                        case LIMIT_FIRED -> TIMED_OUT;
                        case TIMER_A_FIRED, TRANSPORT_FAILED -> STAY_PROCEEDING;
                    };
            case COMPLETED ->
                    switch (event) {
                        case FAILURE_RECEIVED -> ACK_AGAIN;
                        case LIMIT_FIRED -> END;
                        case TRANSPORT_FAILED -> FAILED;
                        case TIMER_A_FIRED, PROVISIONAL_RECEIVED, SUCCESS_RECEIVED ->
                                STAY_COMPLETED;
                    };
            case ACCEPTED ->
                    switch (event) {
                        case SUCCESS_RECEIVED -> SUCCESS_AGAIN;
                        case LIMIT_FIRED -> END;
                        case TIMER_A_FIRED,
                                PROVISIONAL_RECEIVED,
                                FAILURE_RECEIVED,
                                TRANSPORT_FAILED ->
                                STAY_ACCEPTED;
                    };
            case TERMINATED -> END;
        };
    }
}
