package dev.ringback.transaction;

import static dev.ringback.transaction.Action.PASS_UP;
import static dev.ringback.transaction.Action.RESEND_REQUEST;
import static dev.ringback.transaction.Action.SEND_REQUEST;
import static dev.ringback.transaction.Action.SLOW_RETRANSMISSION;
import static dev.ringback.transaction.Action.START_F;
import static dev.ringback.transaction.Action.START_K;
import static dev.ringback.transaction.Action.START_RETRANSMISSION;
import static dev.ringback.transaction.Action.STOP_LIMIT;
import static dev.ringback.transaction.Action.STOP_RETRANSMISSION;
import static dev.ringback.transaction.Action.TELL_TIMEOUT;
import static dev.ringback.transaction.Action.TELL_TRANSPORT_ERROR;

/// The non-INVITE client transaction: RFC 3261 §17.1.2, Figure 6.
final class NonInviteClientMachine {
    /// The states of the figure.
    enum State {
        TRYING,
        PROCEEDING,
        COMPLETED,
        TERMINATED
    }

    /// What happens to the machine.
    enum Event {
        TIMER_E_FIRED,
        /// Timer F or K: the one that limits the present state.
        LIMIT_FIRED,
        PROVISIONAL_RECEIVED,
        FINAL_RECEIVED,
        TRANSPORT_FAILED
    }

    private static final Step<State> START =
            Step.to(State.TRYING, SEND_REQUEST, START_RETRANSMISSION, START_F);
    private static final Step<State> REPEAT = Step.to(State.TRYING, RESEND_REQUEST);
    private static final Step<State> REPEAT_SLOWLY =
            Step.to(State.PROCEEDING, SLOW_RETRANSMISSION, RESEND_REQUEST);
    private static final Step<State> TIMED_OUT =
            Step.to(State.TERMINATED, STOP_RETRANSMISSION, TELL_TIMEOUT);
    private static final Step<State> FAILED =
            Step.to(State.TERMINATED, STOP_RETRANSMISSION, STOP_LIMIT, TELL_TRANSPORT_ERROR);
    private static final Step<State> PROVISIONAL = Step.to(State.PROCEEDING, PASS_UP);
    private static final Step<State> FINAL =
            Step.to(State.COMPLETED, STOP_RETRANSMISSION, STOP_LIMIT, START_K, PASS_UP);
    private static final Step<State> STAY_COMPLETED = Step.to(State.COMPLETED);
    private static final Step<State> END = Step.to(State.TERMINATED);

    private NonInviteClientMachine() {}

    /// The first step: the request goes out.
    static Step<State> start() {
        return START;
    }

    /// One row per arrow of the figure; what is no arrow stays where it is.
    static Step<State> step(State state, Event event) {
        return switch (state) {
            case TRYING ->
                    switch (event) {
                        case TIMER_E_FIRED -> REPEAT;
                        case LIMIT_FIRED -> TIMED_OUT;
                        case PROVISIONAL_RECEIVED -> PROVISIONAL;
                        case FINAL_RECEIVED -> FINAL;
                        case TRANSPORT_FAILED -> FAILED;
                    };
            case PROCEEDING ->
                    switch (event) {
                        case TIMER_E_FIRED -> REPEAT_SLOWLY;
                        case LIMIT_FIRED -> TIMED_OUT;
                        case PROVISIONAL_RECEIVED -> PROVISIONAL;
                        case FINAL_RECEIVED -> FINAL;
                        case TRANSPORT_FAILED -> FAILED;
                    };
            case COMPLETED ->
                    switch (event) {
                        case LIMIT_FIRED -> END;
                        case TIMER_E_FIRED,
                                PROVISIONAL_RECEIVED,
                                FINAL_RECEIVED,
                                TRANSPORT_FAILED ->
                                STAY_COMPLETED;
                    };
            case TERMINATED -> END;
        };
    }
}
